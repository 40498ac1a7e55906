// From the last byte of an upload to a document: looked at, sealed, and its row committed; or nothing at all is left of it.
import { documentsFolder, keepFile, takeBackFile } from '../../db/document-files.ts';
import { refuseSameDocument } from '../../db/documents.ts';
import { storageFailure } from '../../db/vault/storage-failure.ts';
import type { Tx } from '../../db/write.ts';
import { type DocumentType, type HealthDocument, titleOf } from '../../domain/documents.ts';
import { Refused } from '../../domain/failure.ts';
import { type DocumentDesk, newStoredName, type Upload } from './document-desk.ts';

type Adding = {
  documentType: DocumentType;
  /** Commits: the row goes in inside, or the refusal comes out. */
  commit: (work: (tx: Tx) => HealthDocument) => HealthDocument;
};

/** Refuses as the content does, and with `document_there_already` before anything is written. */
export async function addDocument(
  desk: DocumentDesk,
  upload: Upload,
  { documentType, commit }: Adding,
): Promise<HealthDocument> {
  const { id: uploadId, patientId, vault } = upload;
  const folder = documentsFolder(vault.dataDir);
  const storedName = newStoredName();
  try {
    if (upload.receivedBytes !== upload.sizeBytes) throw new Refused({ code: 'upload_gone' });
    const { fileType, pageCount, fileSizeBytes, contentHash } = await desk.sealing.ask({
      task: 'look',
      uploadId,
    });
    refuseSameDocument(vault, { patientId, contentHash });
    const sealed = await desk.sealing.ask({ task: 'seal', uploadId, folder, storedName });
    const row = commit((tx) => {
      // Again, inside: the same file may have come in twice at once.
      refuseSameDocument(tx, { patientId, contentHash });
      return tx.insert('healthDocuments', {
        id: tx.newId(),
        patientId,
        appointmentId: upload.appointmentId,
        fileName: upload.fileName,
        fileSizeBytes,
        fileType,
        documentType,
        title: titleOf(upload.fileName),
        sourceDoctor: '',
        dateOfRecord: null,
        notes: '',
        pageCount,
        storedName,
        ...sealed,
        contentHash,
        addedById: upload.userId,
        isArchived: false,
        deletedAtMs: null,
      });
    });
    keepFile(folder, storedName);
    return row;
  } catch (error) {
    takeBackFile(folder, storedName);
    throw storageFailure(error, folder);
  } finally {
    desk.drop(uploadId);
  }
}
