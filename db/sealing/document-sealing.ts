// How the bytes of a document are sealed and opened: one age identity for each file. Knows no row and no folder; slow, so not for the main
// process's own thread.
import { createHash } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Refused } from '../../domain/failure.ts';

/** How a sealed file opens: kept in its row and nowhere else. */
export type FileKey = { fileIdentity: string; encryptionKeyHash: string };

/** A key of its own for each file. The age format authenticates every 64 kB and the end: nothing is cut off or changed unseen. */
export async function sealBytes(bytes: Uint8Array): Promise<FileKey & { sealed: Uint8Array }> {
  const fileIdentity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(fileIdentity));
  return { fileIdentity, encryptionKeyHash: sha256(fileIdentity), sealed: await encrypter.encrypt(bytes) };
}

/** Refuses with `document_file_damaged` when these are not the very bytes that were sealed. */
export async function openBytes(
  sealed: Uint8Array,
  { fileIdentity, contentHash }: { fileIdentity: string; contentHash: string },
): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(fileIdentity);
  const bytes = await decrypter.decrypt(sealed).catch(() => {
    throw new Refused({ code: 'document_file_damaged' });
  });
  if (sha256(bytes) !== contentHash) throw new Refused({ code: 'document_file_damaged' });
  return bytes;
}

/** Hex. */
export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');
