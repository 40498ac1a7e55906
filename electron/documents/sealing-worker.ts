// The worker thread of documents: looks at files, seals and opens them. Clear bytes live in its memory only while they are needed; it
// decides nothing about people.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { placeFile } from '../../db/document-files.ts';
import { type DocumentFacts, lookAtDocument } from '../../domain/document-content.ts';
import { type Failure, Refused } from '../../domain/failure.ts';

export type SealingTask =
  | { task: 'take'; uploadId: string; bytes: Uint8Array }
  | { task: 'look'; uploadId: string }
  | { task: 'seal'; uploadId: string; folder: string; storedName: string }
  | { task: 'drop'; uploadId: string }
  | { task: 'open'; path: string; fileIdentity: string; contentHash: string };

export type Looked = DocumentFacts & { fileSizeBytes: number; contentHash: string };
/** How the sealed file opens: kept in the row and nowhere else. */
export type Sealed = { fileIdentity: string; encryptionKeyHash: string };
type Results = { take: null; look: Looked; seal: Sealed; drop: null; open: Uint8Array };
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
      return open(task);
  }
}

function look(uploadId: string): Looked {
  const bytes = wholeOf(uploadId);
  const facts = lookAtDocument(bytes, inflate);
  return { ...facts, fileSizeBytes: bytes.length, contentHash: sha256(bytes) };
}

/** A key of its own for each file. The age format authenticates every 64 kB and the end: nothing is cut off or changed unseen. */
async function seal({
  uploadId,
  folder,
  storedName,
}: Extract<SealingTask, { task: 'seal' }>): Promise<Sealed> {
  const fileIdentity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(fileIdentity));
  placeFile(folder, storedName, await encrypter.encrypt(wholeOf(uploadId)));
  forget(uploadId);
  return { fileIdentity, encryptionKeyHash: sha256(fileIdentity) };
}

async function open({
  path,
  fileIdentity,
  contentHash,
}: Extract<SealingTask, { task: 'open' }>): Promise<Uint8Array> {
  const sealed = readSealed(path);
  const decrypter = new Decrypter();
  decrypter.addIdentity(fileIdentity);
  const bytes = await decrypter.decrypt(sealed).catch(() => {
    throw new Refused({ code: 'document_file_damaged' });
  });
  if (sha256(bytes) !== contentHash) throw new Refused({ code: 'document_file_damaged' });
  return bytes;
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

const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');

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
