// One owner for a data folder, across processes. The operating system gives the lock back when the owner dies, however it dies.
import { realpathSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refused } from '../../domain/failure.ts';

/**
 * Node has no file locks, SQLite has them on every platform: an empty database held in an exclusive transaction. Nothing is ever
 * written to it. Never open this file otherwise: on POSIX, closing any handle of it in this process drops the lock.
 */
const held = new Set<string>();

export type FolderLock = { release(): void };

/** Refused `vault_in_use` while another process, or another vault of this one, owns the folder. */
export function lockFolder(lockPath: string, folder: string): FolderLock {
  const owner = realpathSync(folder);
  if (held.has(owner)) throw new Refused({ code: 'vault_in_use' });
  const sqlite = new Database(lockPath, { timeout: 0 });
  try {
    sqlite.pragma('journal_mode = MEMORY');
    sqlite.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    sqlite.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Refused({ code: 'vault_in_use' });
    }
    throw error;
  }
  held.add(owner);
  return {
    release() {
      if (!held.delete(owner)) return;
      sqlite.close();
    },
  };
}
