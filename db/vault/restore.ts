// Puts a backup in the place of a lost or damaged database: proven first, the damaged files kept, the loss said exactly.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refused } from '../../domain/failure.ts';
import { write } from '../write.ts';
import { machineUptimeMs, type Uptime } from './backoff.ts';
import { type BackupManifest, KEY_FILE_OF_BACKUPS, readManifest } from './backup-files.ts';
import { isManifestAuthentic } from './backup.ts';
import { renameDurably, syncFile } from './durable-file.ts';
import { inWorker } from './in-worker.ts';
import { keysOf, keysOfGeneration, zeroKeyring, zeroKeys } from './key-derivation.ts';
import { lockFolder } from './lock-file.ts';
import { type Loss, lossAgainst } from './loss.ts';
import { openMark } from './mark-file.ts';
import { type OpenedVault, openUnlocked } from './open.ts';
import { type VaultPaths, vaultPaths } from './paths.ts';
import { faultsOfBackup } from './prove-backup.ts';
import { setAside } from './set-aside.ts';
import { storageFailure } from './storage-failure.ts';
import { type Credentials, unlock, type Unlocked } from './unlock.ts';
import type { VaultKeys } from './vault.ts';

export type RestoreInput = {
  dataDir: string;
  backupPath: string;
  credentials: Credentials;
  nowMs: number;
  uptimeMs?: Uptime;
};
export type RestoreReport = {
  backupAtMs: number;
  /** Where the files that were in use lie now; undefined when there were none. */
  damagedFolder?: string;
  loss: Loss;
};

/**
 * Works with the vault's own key file or, when that is lost, with the one beside the backup. Refused `backup_damaged`, `wrong_password`,
 * `vault_in_use`, `disk_full`; nothing of the vault is touched until the backup is proven.
 */
export async function restoreBackup(input: RestoreInput): Promise<OpenedVault & { report: RestoreReport }> {
  const paths = vaultPaths(input.dataDir);
  const backupPath = resolve(input.backupPath);
  mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(paths.lock, paths.root);
  try {
    const keyFiles = [...paths.keyFiles, join(dirname(backupPath), KEY_FILE_OF_BACKUPS)];
    const unlocked = await unlock(
      { dataDir: input.dataDir, keyFiles },
      input.credentials,
      input.uptimeMs ?? machineUptimeMs,
    );
    const report = await replaceDatabase(paths, unlocked, { backupPath, nowMs: input.nowMs });
    const opened = await openUnlocked(input, { paths, lock, unlocked });
    const { lostChanges } = report.loss;
    const note = { backupAtMs: report.backupAtMs, lostChanges: lostChanges ?? 'unknown' };
    write(opened.vault, { userId: opened.userId, kind: 'vault.restore', nowMs: input.nowMs }, (tx) =>
      tx.about({ entity: 'vault', note }),
    );
    return { ...opened, report };
  } catch (error) {
    lock.release();
    throw storageFailure(error, paths.root);
  }
}

type From = { backupPath: string; nowMs: number };

async function replaceDatabase(
  paths: VaultPaths,
  unlocked: Unlocked,
  { backupPath, nowMs }: From,
): Promise<RestoreReport> {
  const keys = keysOf(unlocked.keyring, unlocked.keyFile.body.vaultId);
  try {
    const manifest = await proveCopy(paths, unlocked, backupPath);
    const loss = lossAgainst(manifest.auditHead, paths, { keys, vaultId: manifest.vaultId });
    const inUse = [paths.database, paths.wal, paths.shm, paths.mark, paths.nextDatabase].filter((path) =>
      existsSync(path),
    );
    const damagedFolder = inUse.length > 0 ? setAside(paths, inUse, nowMs) : undefined;
    renameDurably(paths.restoringDatabase, paths.database);
    openMark(paths.mark, keys.mark, { vaultId: manifest.vaultId, head: manifest.auditHead }).close();
    return { backupAtMs: manifest.atMs, loss, ...(damagedFolder && { damagedFolder }) };
  } catch (error) {
    rmSync(paths.restoringDatabase, { force: true });
    zeroKeyring(unlocked.keyring);
    throw error;
  } finally {
    zeroKeys(keys);
  }
}

/** Copies, proves the copy and brings it under the vault key in use. */
async function proveCopy(paths: VaultPaths, unlocked: Unlocked, backupPath: string): Promise<BackupManifest> {
  const damaged = (reason: string) => new Refused({ code: 'backup_damaged', path: backupPath, reason });
  if (!existsSync(backupPath)) throw new Refused({ code: 'not_found', subject: 'backup' });
  const manifest = readManifest(backupPath);
  if (!manifest) throw damaged('its manifest is missing or unreadable');
  const { keyring, keyFile } = unlocked;
  const keys = keysOfGeneration(keyring, keyFile.body.vaultId, manifest.generation);
  if (!keys || !isManifestAuthentic(backupPath, keys.header))
    throw damaged('its manifest is not of this vault, or was changed');
  try {
    copyFileSync(backupPath, paths.restoringDatabase);
    syncFile(paths.restoringDatabase);
    const faults = await faultsOfBackup(paths.restoringDatabase, manifest, keys);
    if (faults.length > 0) throw damaged(faults.join('; '));
    if (manifest.generation !== keyring.generation)
      await bringUnderNewKey(paths.restoringDatabase, keys, unlocked);
    return manifest;
  } finally {
    zeroKeys(keys);
  }
}

async function bringUnderNewKey(path: string, old: VaultKeys, { keyring, keyFile }: Unlocked): Promise<void> {
  const keys = keysOf(keyring, keyFile.body.vaultId);
  try {
    await inWorker({ task: 'rekeyCopy', path, oldKey: old.database, newKey: keys.database });
    syncFile(path);
  } finally {
    zeroKeys(keys);
  }
}
