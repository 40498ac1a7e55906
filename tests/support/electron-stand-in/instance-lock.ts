/**
 * Knows which process holds a data folder and how the second one tells the first it was started; never what either
 * does about it.
 *
 * `requestSingleInstanceLock` is synchronous, so the lock is SQLite's: exclusive, taken in one call, and let go by the
 * kernel when the holder dies in any way. Messages are files the holder watches for.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type FSWatcher,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface SecondInstance {
  argv: string[];
  workingDirectory: string;
  additionalData: unknown;
}

const messageSuffix = '.message';

export class InstanceLock {
  private database: DatabaseSync | undefined;
  private watcher: FSWatcher | undefined;

  get held(): boolean {
    return this.database !== undefined;
  }

  /** True when this process now holds the folder; otherwise the holder has been told about `self`. */
  acquire(userData: string, self: SecondInstance, onSecond: (other: SecondInstance) => void): boolean {
    if (this.held) return true;
    const folder = join(userData, 'SingletonStandIn');
    mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
    try {
      // Nothing is ever written, so no journal file is wanted either.
      database.exec('PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch {
      database.close();
      tell(folder, self);
      return false;
    }
    this.database = database;
    this.watcher = watch(folder, () => readMessages(folder, onSecond)).unref();
    return true;
  }

  release(): void {
    this.watcher?.close();
    this.database?.close();
    this.watcher = undefined;
    this.database = undefined;
  }
}

function tell(folder: string, self: SecondInstance): void {
  const name = join(folder, `${process.pid}-${Date.now()}`);
  writeFileSync(name, JSON.stringify(self));
  renameSync(name, `${name}${messageSuffix}`);
}

function readMessages(folder: string, onSecond: (other: SecondInstance) => void): void {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(messageSuffix))) {
    const path = join(folder, name);
    const message = JSON.parse(readFileSync(path, 'utf8')) as SecondInstance;
    rmSync(path);
    onSecond(message);
  }
}
