// A file of a patient (a letter, a lab report, a picture): what is known of it. Never its bytes and never where they lie.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const fileTypes = ['pdf', 'jpg', 'png', 'jpeg'] as const;
export const documentTypes = ['PRESCRIPTION', 'LAB_REPORT', 'SCAN', 'OTHER'] as const;

/** The sharing source's `medical_records`. `fileIdentity` opens the sealed file: emptying it erases the file wherever copies lie. */
export const healthDocumentRow = syncedRow.extend({
  patientId: rowId,
  /** The visit it was added at; null at the desk. */
  appointmentId: rowId.nullable(),
  /** As the person's file was called: shown, never used as a path. */
  fileName: z.string(),
  /** Bytes of the clear file. */
  fileSizeBytes: z.number().int(),
  fileType: z.enum(fileTypes),
  documentType: z.enum(documentTypes),
  title: z.string(),
  sourceDoctor: z.string(),
  dateOfRecord: civilDate.nullable(),
  notes: z.string(),
  /** Pages of a PDF; 1 for a picture. */
  pageCount: z.number().int(),
  /** Random name under which the sealed file lies in the vault's folder. */
  storedName: z.string(),
  /** The age identity of this one file; null once erased. */
  fileIdentity: z.string().nullable(),
  /** SHA-256 of `fileIdentity`, hex. */
  encryptionKeyHash: z.string(),
  /** SHA-256 of the clear bytes, hex. */
  contentHash: z.string(),
  addedById: rowId,
  isArchived: z.boolean(),
  deletedAtMs: z.number().int().nullable(),
});
