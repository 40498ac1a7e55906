// A clinic that was brought in takes its place. A kill at any moment leaves the old clinic, or the new one, or both with the next start
// choosing the new; never half of one.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasVault } from '../../db/vault/damage.ts';
import { renameDurably, writeDurably } from '../../db/vault/durable-file.ts';
import { backupsFolder, vaultPaths } from '../../db/vault/paths.ts';
import { setAside } from '../../db/vault/set-aside.ts';
import { documentsFolder } from '../../db/document-files.ts';
import { importFolder, placeFolder } from './places.ts';

/** Stands in the folder once everything is in: from then on the import is finished, not thrown away. */
const COMPLETE = 'complete';

export const markComplete = (rootDir: string): void =>
  writeDurably(join(importFolder(rootDir), COMPLETE), '');

/** Moves a complete import into the clinic's place and keeps what was there before aside; removes an incomplete one. */
export function finishImport(rootDir: string, nowMs: number): void {
  const folder = importFolder(rootDir);
  if (!existsSync(folder)) return;
  if (existsSync(join(folder, COMPLETE)) && hasVault(folder))
    takePlace(folder, placeFolder(rootDir, 'clinic'), nowMs);
  rmSync(folder, { recursive: true, force: true });
}

function takePlace(folder: string, place: string, nowMs: number): void {
  moveDocuments(documentsFolder(folder), documentsFolder(place));
  const before = vaultPaths(place);
  if (existsSync(before.folder)) {
    // Its backups too: the next backup would put the new keys beside them, and then nothing would open them.
    setAside(before, [before.folder, before.tries, backupsFolder(place)], nowMs);
  }
  // The moment the new clinic is the clinic.
  renameDurably(vaultPaths(folder).folder, before.folder);
}

/** One by one into the folder that is there: the files of the clinic that is set aside stay readable to its vault. */
function moveDocuments(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) renameDurably(join(from, name), join(to, name));
}
