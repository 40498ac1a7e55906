// Choosing and saving files with the system's own dialogs: lists as CSV, prints as PDF. It knows no content and remembers no path.
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, shell } from 'electron';
import { Refused } from '../domain/failure.ts';
import { type FileKind, safeName } from './file-names.ts';
import { writeWhole } from './write-whole.ts';

export type Files = {
  /** The file a person chooses, whole, or null when they think better of it. Larger than 8 MB: `too_much`. */
  choose(kind: FileKind): Promise<{ name: string; bytes: Uint8Array } | null>;
  /** A folder the person chooses, or null when they think better of it. */
  chooseFolder(): Promise<string | null>;
  /** Shows a folder in the system's own window. Refuses with `folder_missing`. */
  showFolder(folder: string): Promise<void>;
  /** Asks where, then writes so that a half-written file never bears the name. Null when the person cancels. */
  save(
    kind: FileKind,
    suggestedName: string,
    content: string | Uint8Array,
  ): Promise<{ path: string; name: string } | null>;
  /** Only asks where: for what is too large to be made before it is written. Null when the person cancels. */
  askWhere(kind: FileKind, suggestedName: string): Promise<string | null>;
  /** Only asks which: for what is too large to be read whole. Null when the person cancels. */
  askWhich(kind: FileKind): Promise<string | null>;
};

const LIMIT_BYTES = 8 * 1024 * 1024;
const filters: Record<FileKind, { name: string; extensions: string[] }> = {
  csv: { name: 'CSV', extensions: ['csv'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  zip: { name: 'ZIP', extensions: ['zip'] },
};

/** `window` is what the dialogs belong to; without one they stand alone. */
export function systemFiles(window: () => BrowserWindow | null): Files {
  const askWhich = async (options: OpenDialogOptions): Promise<string | null> => {
    const owner = window();
    const { canceled, filePaths } = await (owner
      ? dialog.showOpenDialog(owner, options)
      : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  };
  const askWhere = async (kind: FileKind, suggestedName: string): Promise<string | null> => {
    const options: SaveDialogOptions = {
      defaultPath: safeName(suggestedName, kind),
      filters: [filters[kind]],
    };
    const owner = window();
    const { canceled, filePath } = await (owner
      ? dialog.showSaveDialog(owner, options)
      : dialog.showSaveDialog(options));
    if (canceled || !filePath) return null;
    return extname(filePath) === '' ? `${filePath}.${kind}` : filePath;
  };
  return {
    askWhere,
    askWhich: (kind) => askWhich({ properties: ['openFile'], filters: [filters[kind]] }),
    async choose(kind) {
      const path = await askWhich({ properties: ['openFile'], filters: [filters[kind]] });
      return path === null ? null : { name: basename(path), bytes: await readLimited(path) };
    },
    chooseFolder: () => askWhich({ properties: ['openDirectory', 'createDirectory'] }),
    async showFolder(folder) {
      // Only a folder: a path to a program would be started.
      const isFolder = await stat(folder)
        .then((found) => found.isDirectory())
        .catch(() => false);
      const trouble = isFolder ? await shell.openPath(folder) : 'missing';
      if (trouble !== '') throw new Refused({ code: 'folder_missing', path: folder });
    },
    async save(kind, suggestedName, content) {
      const path = await askWhere(kind, suggestedName);
      if (path === null) return null;
      await writeWhole(path, content);
      return { path, name: basename(path) };
    },
  };
}

async function readLimited(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > LIMIT_BYTES) throw new Refused({ code: 'too_much', limitBytes: LIMIT_BYTES });
  return readFile(path);
}
