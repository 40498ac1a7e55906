// Where the sealed files of documents lie, and how one comes there whole or not at all. Knows names and bytes, never what is in them.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { assert } from '../domain/failure.ts';
import { prepared } from './prepared.ts';
import { renameDurably, syncFile, syncFolder, writeDurably } from './vault/durable-file.ts';
import { storageFailure } from './vault/storage-failure.ts';
import type { Reader } from './write.ts';

/** Beside `vault/`, as the backups: replacing the vault never touches it. */
export const documentsFolder = (dataDir: string): string => join(resolve(dataDir), 'documents');

/** `storedName` is made by us, at random: nothing a person's file was called ever gets into a path. */
export function sealedFile(folder: string, storedName: string): string {
  assert(/^[\w-]+$/.test(storedName), 'a stored name is no path');
  return join(folder, `${storedName}.age`);
}
/** Lies there from before the file until after the row: what it stands beside is not yet anybody's. */
const mark = (folder: string, storedName: string): string => join(folder, `${storedName}.adding`);

/** Mark → temp → fsync → rename → fsync of the folder. The row comes after; then `keepFile`, or `takeBackFile` when it was refused. */
export function placeFile(folder: string, storedName: string, sealed: Uint8Array): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    syncFolder(dirname(folder));
  }
  closeSync(openSync(mark(folder, storedName), 'wx', 0o600));
  syncFolder(folder);
  writeDurably(sealedFile(folder, storedName), Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length));
}

/** The row is committed: the file is the document's. */
export function keepFile(folder: string, storedName: string): void {
  rmSync(mark(folder, storedName), { force: true });
}

/** No row came of it. */
export function takeBackFile(folder: string, storedName: string): void {
  const file = sealedFile(folder, storedName);
  for (const path of [`${file}.writing`, file, mark(folder, storedName)]) rmSync(path, { force: true });
}

/**
 * After a crash: a marked file whose row never came is removed, and of one whose row did come only the mark. A file without a mark stays
 * even when no row names it: its row may lie in the damaged vault that was set aside, or in a newer backup than the one just restored.
 */
export function sweepUnfinishedFiles(vault: Pick<Reader, 'sqlite' | 'clinicId'> & { dataDir: string }): void {
  const folder = documentsFolder(vault.dataDir);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, storedName] = /^([0-9a-f]{32})\.adding$/.exec(name) ?? [];
    if (storedName === undefined) continue;
    const row = prepared(vault, hasRowQuery).get(vault.clinicId, storedName);
    if (row === undefined) takeBackFile(folder, storedName);
    rmSync(join(folder, name), { force: true });
  }
}

export const hasRowQuery = 'SELECT 1 FROM healthDocuments WHERE clinicId = ? AND storedName = ?';

/**
 * Sealed files that lie in `from` and not in `to`, copied one by one: beside a backup on another disk, and back from there. They never
 * change, so what is there already is not looked at again. Answers how many.
 */
export async function copyMissingFiles(from: string, to: string): Promise<number> {
  if (!existsSync(from)) return 0;
  await mkdir(to, { recursive: true, mode: 0o700 });
  const there = new Set(await readdir(to));
  const missing = (await readdir(from)).filter(
    (name) => /^[0-9a-f]{32}\.age$/.test(name) && !there.has(name),
  );
  for (const name of missing) {
    const unfinished = join(to, `${name}.copying`);
    try {
      await copyFile(join(from, name), unfinished);
      syncFile(unfinished);
      renameDurably(unfinished, join(to, name));
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw storageFailure(error, to);
    }
  }
  return missing.length;
}
