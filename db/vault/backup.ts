// Makes verified backups of the open vault and says which can be relied on. When one is due is backup-schedule.ts.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refused } from '../../domain/failure.ts';
import { write } from '../write.ts';
import {
  type BackupFile,
  type BackupKind,
  type BackupManifest,
  backupManifest,
  KEY_FILE_OF_BACKUPS,
  listBackups,
  manifestPathOf,
  readManifest,
} from './backup-files.ts';
import { backupsToDrop } from './backup-schedule.ts';
import { checkpoint } from './checkpoint.ts';
import { renameDurably, writeDurably } from './durable-file.ts';
import { heldBy } from './held.ts';
import { inWorker } from './in-worker.ts';
import { type KeyFile, writeKeyFile } from './key-file.ts';
import { backupsFolder, timeForFileName, type VaultPaths } from './paths.ts';
import { storageFailure } from './storage-failure.ts';
import type { Vault, VaultKeys } from './vault.ts';

export type BackupWish = {
  kind: BackupKind;
  nowMs: number;
  userId: string | null;
  /** Defaults to `backups/` of the data folder. */
  folder?: string;
};

/**
 * Refused `disk_full`, `folder_read_only`; `locked` when the vault was closed before its turn came. Reading goes on in a worker; writes meanwhile are not blocked and may or may not be in it.
 * Drops what the schedule no longer keeps in that folder.
 */
export async function backUpNow(
  vault: Vault,
  { kind, nowMs, userId, folder }: BackupWish,
): Promise<BackupFile> {
  return inTurn(async () => {
    if (!vault.sqlite.open) throw new Refused({ code: 'locked' });
    const { paths, keyFile } = heldBy(vault);
    // Noted first, so that the backup holds the note and a restore from it need not count it as lost.
    write(vault, { userId, kind: 'vault.backUp', nowMs }, (tx) =>
      tx.about({ entity: 'vault', note: { kind } }),
    );
    checkpoint(vault);
    const source = { paths, keys: vault.keys, keyFile, clinicId: vault.clinicId };
    return backUp(source, { kind, nowMs, folder: resolve(folder ?? backupsFolder(paths.root)) });
  });
}

let running: Promise<unknown> = Promise.resolve();

/** One at a time: the leftovers one clears away would be the other's work. */
function inTurn(work: () => Promise<BackupFile>): Promise<BackupFile> {
  const mine = running.then(work);
  running = mine.catch(() => undefined);
  return mine;
}

type BackupSource = { paths: VaultPaths; keys: VaultKeys; keyFile: KeyFile; clinicId: string };

/** Before the schema changes: nothing has the database open yet. */
export const backUpBeforeMigration = (
  source: Omit<BackupSource, 'clinicId'>,
  nowMs: number,
): Promise<BackupFile> =>
  backUp(
    { ...source, clinicId: '' },
    { kind: 'before-migration', nowMs, folder: backupsFolder(source.paths.root) },
  );

async function backUp(
  source: BackupSource,
  wish: { kind: BackupKind; nowMs: number; folder: string },
): Promise<BackupFile> {
  const { paths, keys, keyFile, clinicId } = source;
  const { kind, nowMs, folder } = wish;
  const path = join(folder, `${timeForFileName(nowMs)}-${kind}.db`);
  const temporary = `${path}.writing`;
  const headerKey = Buffer.from(keys.header);
  try {
    mkdirSync(folder, { recursive: true });
    dropUnfinished(folder);
    // With the key file beside it a backup can be opened on another PC, by anyone who could sign in when it was made.
    writeKeyFile(join(folder, KEY_FILE_OF_BACKUPS), keyFile);
    const { vaultId, generation } = keyFile.body;
    const task = {
      task: 'vacuumInto' as const,
      path: paths.database,
      target: temporary,
      key: keys.database,
      auditKey: keys.audit,
    };
    const { sizeBytes, sha256, auditHead, rowCounts, schemaVersion } = await inWorker(task);
    const facts = {
      vaultId,
      clinicId,
      generation,
      kind,
      atMs: nowMs,
      schemaVersion,
      sizeBytes,
      sha256,
      auditHead,
      rowCounts,
    };
    const manifest: BackupManifest = { format: 'clinic-desk-backup', version: 1, ...facts };
    // The manifest first: what has the name of a backup has a manifest.
    writeDurably(
      manifestPathOf(path),
      `${JSON.stringify({ ...manifest, mac: macOf(manifest, headerKey) }, null, 1)}\n`,
    );
    renameDurably(temporary, path);
    for (const dropped of backupsToDrop(listBackups(folder))) dropBackup(dropped.path);
    return { path, kind, atMs: nowMs, sizeBytes, auditSeq: auditHead.seq };
  } catch (error) {
    rmSync(temporary, { force: true });
    throw storageFailure(error, folder);
  } finally {
    headerKey.fill(0);
  }
}

/** Whether the manifest is ours and unchanged. It says what the file must be; the file itself is proven by a restore or a drill. */
export function isManifestAuthentic(backupPath: string, headerKey: Buffer): boolean {
  const signed = readManifest(backupPath);
  if (!signed) return false;
  const { mac, ...manifest } = signed;
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(manifest, headerKey)));
}

/** The newest backup that was proven when it was written and has the size it had then. */
export function lastProvenBackup(
  vault: Vault,
  folder: string = backupsFolder(vault.dataDir),
): BackupFile | undefined {
  return listBackups(folder).find(({ path }) => isManifestAuthentic(path, vault.keys.header));
}

export function dropBackup(path: string): void {
  // The database first: a manifest alone is no backup.
  rmSync(path, { force: true });
  rmSync(manifestPathOf(path), { force: true });
}

/** Leftovers of a killed backup. The folder's owner is this process. */
function dropUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.db\.writing(-journal|-wal|-shm)?$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

const macOf = (manifest: BackupManifest, headerKey: Buffer): string =>
  createHmac('sha256', headerKey)
    .update('backup manifest 1\n')
    .update(JSON.stringify(backupManifest.parse(manifest)))
    .digest('base64url');
