// The sealed files of documents, opened for an export and sealed again at an import. Each has its own key, which stands in its row.
import { mkdir, readFile } from 'node:fs/promises';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { sealedFile } from '../../db/document-files.ts';
import { writeDurably } from '../../db/vault/durable-file.ts';
import { assert } from '../../domain/failure.ts';
import type { FileDocument } from '../../domain/patient-file.ts';

export type SealedDocument = Pick<FileDocument, 'storedName' | 'fileIdentity'>;

/** Clear bytes in memory, never on the disk. Null where the file is missing, erased or damaged: an export goes on and says so. */
export async function openDocument(folder: string, document: SealedDocument): Promise<Uint8Array | null> {
  if (document.fileIdentity === null) return null;
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(document.fileIdentity);
    return await decrypter.decrypt(await readFile(sealedFile(folder, document.storedName)));
  } catch {
    return null;
  }
}

/** Under the name and the key that stand in the row. */
export async function sealDocument(
  folder: string,
  document: SealedDocument,
  bytes: Uint8Array,
): Promise<void> {
  assert(document.fileIdentity !== null, 'an erased document has no file');
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(document.fileIdentity));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  writeDurably(sealedFile(folder, document.storedName), Buffer.from(await encrypter.encrypt(bytes)));
}
