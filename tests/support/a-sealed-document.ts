// A document as it lies sealed on the disk, for tests of what is taken along: its row, and its bytes under its own key.
import { createHash } from 'node:crypto';
import { generateX25519Identity } from 'age-encryption';
import type { NewRow } from '../../domain/row.ts';
import { fill } from '../../db/write.ts';
import type { FileDocument } from '../../domain/patient-file.ts';
import { documentsFolder } from '../../db/document-files.ts';
import { sealDocument } from '../../electron/leaving/stored-documents.ts';
import { NOW_MS, type TestVault } from './test-vault.ts';

const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');

export async function addSealedDocument(
  vault: TestVault,
  bytes: Uint8Array,
  document: Partial<NewRow<FileDocument>> = {},
): Promise<NewRow<FileDocument>> {
  const fileIdentity = await generateX25519Identity();
  const row = {
    id: 'document-1',
    patientId: 'patient-binh',
    appointmentId: null,
    fileName: 'xét nghiệm.pdf',
    fileSizeBytes: bytes.length,
    fileType: 'pdf' as const,
    documentType: 'LAB_REPORT' as const,
    title: 'Xét nghiệm máu',
    sourceDoctor: '',
    dateOfRecord: '2026-11-20',
    notes: '',
    pageCount: 1,
    storedName: sha256(document.id ?? 'document-1').slice(0, 32),
    fileIdentity,
    encryptionKeyHash: sha256(fileIdentity),
    contentHash: sha256(bytes),
    addedById: 'user-an',
    isArchived: false,
    deletedAtMs: null,
    ...document,
  };
  await sealDocument(documentsFolder(vault.dataDir), row, bytes);
  fill(vault, { userId: 'user-an', kind: 'tests.document', nowMs: NOW_MS }, (tx) =>
    tx.insert('healthDocuments', row),
  );
  return row;
}
