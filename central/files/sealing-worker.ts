// Runs in a worker thread: looks at a file by its content and seals it, opens a sealed one. Decides nothing about people.
import { inflateSync } from 'node:zlib';
import { openBytes, sealBytes, sha256 } from '../../db/sealing/document-sealing.ts';
import { type DocumentFacts, lookAtDocument } from '../../domain/document-content.ts';
import { type Failure, Refused } from '../../domain/failure.ts';

export type SealedFile = DocumentFacts & {
  contentHash: string;
  fileIdentity: string;
  encryptionKeyHash: string;
  sealed: Uint8Array;
};
export type SealingTask =
  | { task: 'seal'; bytes: Uint8Array }
  | { task: 'open'; sealed: Uint8Array; fileIdentity: string; contentHash: string };
/** A refusal does not survive as an error between threads: it comes as what it says. */
export type SealingAnswer = { file: SealedFile } | { bytes: Uint8Array } | { failure: Failure };

export async function run(asked: SealingTask): Promise<SealingAnswer> {
  try {
    if (asked.task === 'open') return { bytes: await openBytes(asked.sealed, asked) };
    const facts = lookAtDocument(asked.bytes, inflate);
    return { file: { ...facts, contentHash: sha256(asked.bytes), ...(await sealBytes(asked.bytes)) } };
  } catch (error) {
    if (error instanceof Refused) return { failure: error.failure };
    throw error;
  }
}

function inflate(bytes: Uint8Array, limitBytes: number): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: limitBytes });
  } catch {
    return null;
  }
}
