// The log beside the data: one JSON line for each bug, five files of one megabyte. It writes what log.ts gives it and adds nothing.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine } from './log.ts';

const FILE_LIMIT_BYTES = 1024 * 1024;
const FILES_KEPT = 5;

/** A log that cannot be written (full disk, folder read-only) is said on the standard error stream and never stops the clinic. */
export function logFile(folder: string): (line: LogLine) => void {
  const path = join(folder, 'clinic-desk.log');
  return (line) => {
    const text = `${JSON.stringify({ ...line, at: new Date(line.atMs).toISOString() })}\n`;
    try {
      mkdirSync(folder, { recursive: true });
      if (sizeOf(path) + text.length > FILE_LIMIT_BYTES) rotate(path);
      appendFileSync(path, text, { mode: 0o600 });
    } catch {
      process.stderr.write(text);
    }
  };
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** clinic-desk.log → .1 → .2 …; the oldest is overwritten. */
function rotate(path: string): void {
  const names = [path, ...Array.from({ length: FILES_KEPT - 1 }, (_, index) => `${path}.${index + 1}`)];
  for (let index = names.length - 1; index > 0; index -= 1) {
    const [from, to] = [names[index - 1], names[index]];
    if (from && to && statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
  }
}
