// Where each file of a clinic lies in its data folder. Knows names only.
import { join, resolve } from 'node:path';

/**
 * `vault/` is made under another name and renamed, so that it is there whole or not at all. `backups/` and `damaged/` lie beside it:
 * replacing the vault never touches them.
 */
export function vaultPaths(dataDir: string) {
  const root = resolve(dataDir);
  return {
    ...filesOfVault(join(root, 'vault')),
    root,
    lock: join(root, 'vault.lock'),
    tries: join(root, 'vault.tries'),
  };
}

export function filesOfVault(folder: string) {
  const database = join(folder, 'clinic.db');
  return {
    folder,
    database,
    wal: `${database}-wal`,
    shm: `${database}-shm`,
    /** A rotation's rekeyed copy, until it takes the database's place. */
    nextDatabase: join(folder, 'clinic.db.next'),
    /** A restore's verified copy, until it takes the database's place. */
    restoringDatabase: join(folder, 'clinic.db.restoring'),
    keyFiles: [join(folder, 'vault.keys'), join(folder, 'vault.keys.copy')] as const,
    mark: join(folder, 'vault.mark'),
  };
}
export type VaultPaths = ReturnType<typeof vaultPaths>;

export const backupsFolder = (dataDir: string): string => join(resolve(dataDir), 'backups');
/** Damaged files are moved here and never deleted by the app. */
export const damagedFolder = (dataDir: string, nowMs: number): string =>
  join(resolve(dataDir), 'damaged', timeForFileName(nowMs));

/** `2026-11-22T020000.000Z`: sorts by time, allowed in file names everywhere. */
export const timeForFileName = (atMs: number): string => new Date(atMs).toISOString().replaceAll(':', '');
