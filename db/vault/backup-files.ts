// Which backups lie in a folder, by their manifests. Reads names and times; whether a backup is good is proven elsewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { digestText } from './key-file.ts';

export const backupKind = z.enum([
  'manual',
  'close',
  'hours',
  'daily',
  'monthly',
  'before-migration',
  'before-update',
  'before-rotation',
  'before-restore',
]);
export type BackupKind = z.infer<typeof backupKind>;

export const backupManifest = z.strictObject({
  format: z.literal('clinic-desk-backup'),
  version: z.literal(1),
  vaultId: z.string().max(64),
  clinicId: z.string().max(64),
  /** Which vault key it is under. */
  generation: z.number().int().min(1),
  kind: backupKind,
  atMs: z.number().int(),
  schemaVersion: z.number().int(),
  sizeBytes: z.number().int(),
  /** SHA-256 of the file. */
  sha256: z.string().length(64),
  auditHead: z.strictObject({ seq: z.number().int(), mac: z.string().max(64) }),
  /** Rows of every table, as counted in the finished backup. */
  rowCounts: z.record(z.string(), z.number().int()),
});
export type BackupManifest = z.infer<typeof backupManifest>;

export const signedManifest = backupManifest.extend({ mac: digestText });

export type BackupFile = {
  /** The database; its manifest lies beside it as `.json`. */
  path: string;
  kind: BackupKind;
  atMs: number;
  sizeBytes: number;
  auditSeq: number;
};

/** The newest key file, beside the backups of each place. */
export const KEY_FILE_OF_BACKUPS = 'vault.keys';

export const manifestPathOf = (backupPath: string): string => backupPath.replace(/\.db$/, '.json');

/** Newest first. What is no readable backup is left out; the manifest's MAC is checked by whoever holds the key. */
export function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.db'));
  return names.flatMap((name) => backupFile(join(folder, name))).toSorted((a, b) => b.atMs - a.atMs);
}

function backupFile(path: string): BackupFile[] {
  const manifest = readManifest(path);
  if (!manifest) return [];
  const { kind, atMs, sizeBytes, auditHead } = manifest;
  return [{ path, kind, atMs, sizeBytes, auditSeq: auditHead.seq }];
}

export function readManifest(backupPath: string): z.infer<typeof signedManifest> | undefined {
  const path = manifestPathOf(backupPath);
  if (!existsSync(path)) return undefined;
  try {
    return signedManifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
