// Where sealed files lie: a small door, so that a folder and a bucket are one to everything else. Names are made by the server; bytes never
// change once they are there.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert } from '../../domain/failure.ts';

export type FileName = { clinicId: string; storedName: string };
export type StoredFile = { storedName: string; changedAtMs: number };

export type FileStorage = {
  /** There whole and for good when this resolves, or not at all. */
  put(name: FileName, bytes: Uint8Array): Promise<void>;
  /** Null when there is no such file. */
  get(name: FileName): Promise<Uint8Array | null>;
  /** Taking away what is not there is no error. */
  remove(name: FileName): Promise<void>;
  /** All whole files of a clinic; what was left unfinished long ago goes on the way. */
  list(clinicId: string): Promise<StoredFile[]>;
};

const UNFINISHED_MS = 3_600_000;

export const newStoredName = (): string => randomBytes(16).toString('hex');
const isPlain = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

/** One folder a clinic. Several instances need one folder that they all see. */
export function folderStorage(root: string): FileStorage {
  const folderOf = (clinicId: string) => {
    assert(isPlain(clinicId), 'a clinic’s id is no path');
    return join(root, clinicId);
  };
  const pathOf = ({ clinicId, storedName }: FileName) => {
    assert(isPlain(storedName), 'a stored name is no path');
    return join(folderOf(clinicId), `${storedName}.age`);
  };
  return {
    put: async (name, bytes) => {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const unfinished = `${path}.${randomBytes(4).toString('hex')}.writing`;
      try {
        const file = await open(unfinished, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    get: (name) => readFile(pathOf(name)).catch(nullIfAbsent),
    remove: (name) => rm(pathOf(name), { force: true }),
    list: async (clinicId) => {
      const folder = folderOf(clinicId);
      const found: StoredFile[] = [];
      for (const name of (await readdir(folder).catch(nullIfAbsent)) ?? []) {
        const path = join(folder, name);
        const changed = await stat(path).catch(nullIfAbsent);
        if (!changed) continue;
        const [storedName = '', ...rest] = name.split('.');
        if (rest.join('.') === 'age') found.push({ storedName, changedAtMs: changed.mtimeMs });
        // Never finished, and nobody is at it any more.
        else if (changed.mtimeMs < Date.now() - UNFINISHED_MS) await rm(path, { force: true });
      }
      return found;
    },
  };
}

const nullIfAbsent = (error: unknown): null => {
  if ((error as { code?: string }).code === 'ENOENT') return null;
  throw error;
};

/** Makes a new name durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
