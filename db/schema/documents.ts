// Files of patients, as the registry of them: the sealed bytes lie beside the database.
import {
  civilDate,
  count,
  flag,
  index,
  instant,
  oneOf,
  ref,
  synced,
  syncedKey,
  table,
  text,
  uniqueIndex,
} from '#columns';
import { documentTypes, fileTypes } from '../../domain/documents.ts';

export const healthDocuments = table(
  'healthDocuments',
  {
    ...synced(),
    patientId: ref().notNull(),
    appointmentId: ref(),
    fileName: text().notNull(),
    fileSizeBytes: count().notNull(),
    fileType: oneOf([...fileTypes]).notNull(),
    documentType: oneOf([...documentTypes]).notNull(),
    title: text().notNull(),
    sourceDoctor: text().notNull(),
    dateOfRecord: civilDate(),
    notes: text().notNull(),
    pageCount: count().notNull(),
    storedName: text().notNull(),
    fileIdentity: text(),
    encryptionKeyHash: text().notNull(),
    contentHash: text().notNull(),
    addedById: ref().notNull(),
    isArchived: flag().notNull(),
    deletedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    uniqueIndex('health_documents_stored_name').on(t.clinicId, t.storedName),
    index('health_documents_type').on(t.clinicId, t.patientId, t.documentType),
    index('health_documents_date').on(t.clinicId, t.dateOfRecord),
    index('health_documents_newest').on(t.clinicId, t.patientId, t.createdAtMs),
    index('health_documents_content').on(t.clinicId, t.patientId, t.contentHash),
  ],
);
