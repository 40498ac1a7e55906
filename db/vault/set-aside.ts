// Moves damaged files out of the way, into `damaged/<time>/`. It deletes nothing and replaces nothing.
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { renameDurably } from './durable-file.ts';
import { damagedFolder, type VaultPaths } from './paths.ts';

/** Returns the folder the files are in now. Files that are not there are passed over. */
export function setAside(paths: VaultPaths, files: readonly string[], nowMs: number): string {
  const folder = damagedFolder(paths.root, nowMs);
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    if (existsSync(file)) renameDurably(file, freeName(join(folder, basename(file))));
  }
  return folder;
}

function freeName(path: string): string {
  if (!existsSync(path)) return path;
  for (let n = 2; ; n++) if (!existsSync(`${path}.${n}`)) return `${path}.${n}`;
}
