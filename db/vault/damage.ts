// What lies in a data folder, seen without a password, and the refusal that carries it. It looks; it changes nothing.
import { existsSync, statSync } from 'node:fs';
import { type Failure, Refused } from '../../domain/failure.ts';
import { isPlaintext } from '../open-database.ts';
import { type BackupFile, listBackups } from './backup-files.ts';
import { type KeyFileCopy, readKeyFiles } from './key-file.ts';
import { backupsFolder, type VaultPaths, vaultPaths } from './paths.ts';

export type DatabaseState = 'missing' | 'empty' | 'plaintext' | 'encrypted';
export type FolderReport = {
  keyFiles: { path: string; state: KeyFileCopy['state']; epoch?: number }[];
  database: { path: string; state: DatabaseState; sizeBytes: number };
  /** Commits not yet folded into the database. */
  walBytes: number;
  hasMark: boolean;
  /** What can be restored, newest first. Proven only when restored. */
  backups: BackupFile[];
};

export type Damage = Extract<Failure, { code: 'vault_damaged' }>;

/** Something is wrong with the files, not with the password. Nothing was written. */
export class VaultDamaged extends Refused {
  readonly report: FolderReport;
  constructor(damage: Omit<Damage, 'code'>, dataDir: string) {
    super({ code: 'vault_damaged', ...damage });
    this.report = inspectFolder(dataDir);
  }
}

/** For a vault that is closed (or by its owner): an open database must not be read through another handle. */
export function inspectFolder(dataDir: string): FolderReport {
  const paths = vaultPaths(dataDir);
  return {
    keyFiles: readKeyFiles(paths.keyFiles).map((copy) => ({
      path: copy.path,
      state: copy.state,
      ...(copy.state === 'good' && { epoch: copy.file.body.epoch }),
    })),
    database: { path: paths.database, state: databaseState(paths), sizeBytes: sizeOf(paths.database) },
    walBytes: sizeOf(paths.wal),
    hasMark: existsSync(paths.mark),
    backups: listBackups(backupsFolder(dataDir)),
  };
}

/** Whether there is a clinic in the folder, whole or not. */
export function hasVault(dataDir: string): boolean {
  const { keyFiles, database } = vaultPaths(dataDir);
  return [...keyFiles, database].some((path) => existsSync(path));
}

/** Refuses what can be seen to be wrong before any password is asked. */
export function refuseVisibleDamage(dataDir: string): void {
  const paths = vaultPaths(dataDir);
  if (!hasVault(dataDir)) throw new Refused({ code: 'vault_missing', path: paths.root });
  if (!readKeyFiles(paths.keyFiles).some(({ state }) => state === 'good'))
    throw new VaultDamaged({ what: 'key_file' }, dataDir);
  const state = databaseState(paths);
  if (state === 'missing') throw new VaultDamaged({ what: 'database_missing' }, dataDir);
  if (state === 'empty') throw new VaultDamaged({ what: 'database_empty' }, dataDir);
  if (state === 'plaintext') throw new VaultDamaged({ what: 'plaintext' }, dataDir);
}

function databaseState({ database }: VaultPaths): DatabaseState {
  if (!existsSync(database)) return 'missing';
  if (statSync(database).size === 0) return 'empty';
  return isPlaintext(database) ? 'plaintext' : 'encrypted';
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
