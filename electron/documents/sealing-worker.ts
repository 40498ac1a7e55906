// The worker thread of documents: looks at files, seals and opens them. Clear bytes live in its memory only while they are needed; it
// decides nothing about people.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { placeFile } from '../../db/document-files.ts';
import { type FileKey, openBytes, sealBytes, sha256 } from '../../db/sealing/document-sealing.ts';
import { type DocumentFacts, lookAtDocument } from '../../domain/document-content.ts';
import { type Failure, Refused } from '../../domain/failure.ts';

export type SealingTask =
  | { task: 'take'; uploadId: string; bytes: Uint8Array }
  | { task: 'look'; uploadId: string }
  | { task: 'seal'; uploadId: string; folder: string; storedName: string }
  | { task: 'drop'; uploadId: string }
  | { task: 'open'; path: string; fileIdentity: string; contentHash: string };

export type Looked = DocumentFacts & { fileSizeBytes: number; contentHash: string };
type Results = { take: null; look: Looked; seal: FileKey; drop: null; open: Uint8Array };
export type SealingResult<Name extends SealingTask['task']> = Results[Name];

export type SealingAnswer =
  | { id: number; result: unknown }
  | { id: number; failure: Failure }
  | { id: number; error: { message: string; code: string } };

/** The parts of each upload as they came, then the whole. */
const uploads = new Map<string, Uint8Array[]>();

async function run(task: SealingTask): Promise<unknown> {
  switch (task.task) {
    case 'take':
      uploads.set(task.uploadId, [...(uploads.get(task.uploadId) ?? []), task.bytes]);
      return null;
    case 'look':
      return look(task.uploadId);
    case 'seal':
      return seal(task);
    case 'drop':
      forget(task.uploadId);
      return null;
    case 'open':
      return openBytes(readSealed(task.path), task);
  }
}

function look(uploadId: string): Looked {
  const bytes = wholeOf(uploadId);
  const facts = lookAtDocument(bytes, inflate);
  return { ...facts, fileSizeBytes: bytes.length, contentHash: sha256(bytes) };
}

async function seal({
  uploadId,
  folder,
  storedName,
}: Extract<SealingTask, { task: 'seal' }>): Promise<FileKey> {
  const { sealed, ...key } = await sealBytes(wholeOf(uploadId));
  placeFile(folder, storedName, sealed);
  forget(uploadId);
  return key;
}

function readSealed(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Refused({ code: 'document_file_missing' });
    throw error;
  }
}

function wholeOf(uploadId: string): Uint8Array {
  const parts = uploads.get(uploadId) ?? [];
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
    part.fill(0);
  }
  uploads.set(uploadId, [whole]);
  return whole;
}

function forget(uploadId: string): void {
  for (const part of uploads.get(uploadId) ?? []) part.fill(0);
  uploads.delete(uploadId);
}

function inflate(bytes: Uint8Array, limitBytes: number): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: limitBytes });
  } catch {
    return null;
  }
}

parentPort?.on('message', (asked: SealingTask & { id: number }) => {
  void run(asked).then(
    (result) => answer({ id: asked.id, result }),
    (error: unknown) => answer(refusalOrError(asked.id, error)),
  );
});

/** Opened bytes are handed over, not copied. */
function answer(message: SealingAnswer): void {
  const bytes = 'result' in message ? message.result : null;
  parentPort?.postMessage(message, bytes instanceof Uint8Array ? [bytes.buffer as ArrayBuffer] : []);
}

function refusalOrError(id: number, error: unknown): SealingAnswer {
  if (error instanceof Refused) return { id, failure: error.failure };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { id, error: { message: error instanceof Error ? error.message : String(error), code } };
}
