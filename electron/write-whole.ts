// Writes a file that only this PC's user may read, so that a half-written one never bears the name. It knows no content.
import { open, rename, rm } from 'node:fs/promises';
import { Refused } from '../domain/failure.ts';

/** Refuses with `folder_missing`, `folder_read_only` or `disk_full`; what stood there before then stands there still. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.part`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw refusalOfWriting(error, path);
  }
}

/** What the system refused, in our words; anything else as it came. */
export function refusalOfWriting(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Refused({ code: 'folder_missing', path });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refused({ code: 'disk_full' });
  const isForbidden = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  return isForbidden ? new Refused({ code: 'folder_read_only', path }) : error;
}
