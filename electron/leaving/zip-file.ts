// Zip files, written to a path and read from one: streamed, plain or under a passphrase (AES-256). It knows no content.
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  configure,
  type FileEntry,
  Reader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { syncFolder } from '../../db/vault/durable-file.ts';
import { Refused } from '../../domain/failure.ts';
import { refusalOfWriting } from '../write-whole.ts';

// We are in a worker of our own already.
configure({ useWebWorkers: false });

/** As it was typed on whatever keyboard: one password, one key. */
const normal = (passphrase: string): string => passphrase.normalize('NFC');

export type Packed = { sizeBytes: number; sha256: string };
export type Content = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;
export type ZipFile = {
  /** `isPacked`: the content is compressed already (a picture, a PDF). */
  add(path: string, content: Content, how?: { isPacked?: boolean }): Promise<Packed>;
};

/** While it is written it bears this name; what is left of a killed app never looks like a finished file. */
export const unfinishedName = (target: string): string => `${target}.part`;

/** Temp → fsync → rename: under its own name a file is whole. Refuses with `folder_missing`, `folder_read_only` or `disk_full`. */
export async function writeZip(
  target: string,
  passphrase: string | null,
  fillIn: (zip: ZipFile) => Promise<void>,
): Promise<void> {
  const temporary = unfinishedName(target);
  let file: FileHandle | undefined;
  try {
    file = await open(temporary, 'w', 0o600);
    const writer = new ZipWriter(sinkOf(file), {
      ...(passphrase !== null && { password: normal(passphrase), encryptionStrength: 3 }),
    });
    await fillIn({ add: (path, content, how) => addTo(writer, { path, content, ...how }) });
    await writer.close();
    await file.sync();
    await file.close();
    await rename(temporary, target);
    syncFolder(dirname(target));
  } catch (error) {
    await file?.close().catch(() => {});
    await rm(temporary, { force: true }).catch(() => {});
    throw refusalOfWriting(error, target);
  }
}

const sinkOf = (file: FileHandle) =>
  new WritableStream<Uint8Array>({
    async write(chunk) {
      for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
    },
  });

type Adding = { path: string; content: Content; isPacked?: boolean };

async function addTo(
  writer: ZipWriter<unknown>,
  { path, content, isPacked = false }: Adding,
): Promise<Packed> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const pieces = piecesOf(content);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) return controller.close();
        hash.update(value);
        sizeBytes += value.length;
        controller.enqueue(value);
      },
    },
    { highWaterMark: 1 },
  );
  await writer.add(path, stream, { level: isPacked ? 0 : 6 });
  return { sizeBytes, sha256: hash.digest('hex') };
}

const PIECE_BYTES = 64 * 1024;

/** In pieces of one size: a row at a time would cost a turn each, a whole document at once a long one. */
async function* piecesOf(content: Content): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const each of content) {
    const bytes = typeof each === 'string' ? Buffer.from(each, 'utf8') : each;
    waiting.push(bytes);
    waitingBytes += bytes.length;
    if (waitingBytes < PIECE_BYTES) continue;
    const whole = Buffer.concat(waiting);
    for (let at = 0; at < whole.length; at += PIECE_BYTES) {
      yield whole.subarray(at, at + PIECE_BYTES);
      await nextTurn();
    }
    waiting = [];
    waitingBytes = 0;
  }
  if (waitingBytes > 0) yield Buffer.concat(waiting);
}

export type ZipEntry = {
  path: string;
  isFolder: boolean;
  isEncrypted: boolean;
  /** The bytes as they come out, at most `limitBytes` of them, whatever the file says of itself. */
  read(limitBytes: number): AsyncGenerator<Uint8Array>;
};

/** Refuses with `import_refused` of `not_an_export` when the file is no zip, and of `wrong_passphrase` as soon as an entry is read. */
export async function readZip<Result>(
  path: string,
  passphrase: string | null,
  use: (entries: ZipEntry[]) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, 'r');
  try {
    // Names are judged by whoever knows which may be there: a hostile one is then refused by its name.
    const reader = new ZipReader(new OpenFile(file, (await file.stat()).size), {
      filenameValidation: 'tolerant',
    });
    const entries = await reader.getEntries().catch(() => {
      throw new Refused({ code: 'import_refused', reason: 'not_an_export', detail: '' });
    });
    return await use(
      entries.map((entry) => ({
        path: entry.filename,
        isFolder: entry.directory,
        isEncrypted: entry.encrypted,
        read: (limitBytes) => bytesOf(entry as FileEntry, passphrase, limitBytes),
      })),
    );
  } finally {
    await file.close();
  }
}

class OpenFile extends Reader<null> {
  readonly #file: FileHandle;
  constructor(file: FileHandle, size: number) {
    super(null);
    this.#file = file;
    this.size = size;
  }
  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#file.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  }
}

async function* bytesOf(
  entry: FileEntry,
  passphrase: string | null,
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const stop = new AbortController();
  const reading = entry
    .getData(writable, {
      ...(passphrase !== null && { password: normal(passphrase) }),
      checkSignature: true,
      signal: stop.signal,
    })
    // Told to whoever reads the other end.
    .catch((error: unknown) => writable.abort(error).catch(() => {}));
  let total = 0;
  try {
    for await (const chunk of readable) {
      total += chunk.length;
      if (total > limitBytes) throw damaged(entry.filename);
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error, entry);
  } finally {
    stop.abort();
    await reading;
  }
}

const damaged = (path: string) =>
  new Refused({ code: 'import_refused', reason: 'damaged', detail: path.slice(0, 200) });

function asRefusal(error: unknown, { filename, encrypted }: FileEntry): unknown {
  if (error instanceof Refused) return error;
  const message = error instanceof Error ? error.message : '';
  if (encrypted && /password|encrypted/i.test(message))
    return new Refused({ code: 'import_refused', reason: 'wrong_passphrase', detail: '' });
  return damaged(filename);
}
