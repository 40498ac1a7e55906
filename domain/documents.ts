// A file of a patient (a letter, a lab report, a picture): what is known of it. Never its bytes and never where they lie.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { DOCUMENT_LIMIT_BYTES } from './document-content.ts';
import { Refused } from './failure.ts';
import { requiredText, rowId, syncedRow, typedText } from './row.ts';

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
  storedName: z.string().regex(/^[\w-]{1,64}$/),
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
export type HealthDocument = z.infer<typeof healthDocumentRow>;

export const documentType = z.enum(documentTypes);
export type DocumentType = z.infer<typeof documentType>;

/** What a person says about a file. */
export const documentDetails = z.object({
  title: requiredText(200),
  documentType,
  sourceDoctor: typedText(120),
  /** When the letter was written or the picture taken, not when it was brought. */
  dateOfRecord: civilDate.nullable(),
  notes: typedText(2_000),
});
export type DocumentDetails = z.infer<typeof documentDetails>;

/** A call carries 8 MB at most; a part leaves room for everything around it. */
export const PART_BYTES = 2 * 1024 * 1024;

export const beginUploadInput = z.object({
  patientId: rowId,
  appointmentId: rowId.nullable(),
  fileName: z.string().min(1).max(1_000).transform(shownFileName),
  sizeBytes: z.number().int().nonnegative(),
});
export const uploadPartInput = z.object({
  uploadId: rowId,
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.length > 0 && bytes.length <= PART_BYTES, 'validation.invalid'),
});
export const finishUploadInput = z.object({ uploadId: rowId, documentType });
export const ofUpload = z.object({ uploadId: rowId });

export const documentFilter = z.object({
  patientId: rowId,
  text: typedText(200),
  documentType: documentType.nullable(),
  isArchived: z.boolean(),
});
export type DocumentFilter = z.infer<typeof documentFilter>;

export const editDocumentInput = z.object({
  documentId: rowId,
  /** `updatedAtMs` of what the person saw. */
  basedOnMs: z.number().int(),
  details: documentDetails,
});

/**
 * The name a file had, as it may be shown: without its folders (of any system), without what steers a terminal or turns the direction of
 * reading (`gpj.exe` written backwards).
 */
export function shownFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const shown = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return Array.from(shown).slice(0, 200).join('') || '?';
}

/** A first title: the name without its ending and the signs cameras and scanners put for spaces. */
export function titleOf(fileName: string): string {
  const stem = fileName
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[_\s]+/g, ' ')
    .trim();
  return stem || fileName;
}

/** Refuses a letter of tomorrow. */
export function refuseFutureRecord(
  { dateOfRecord }: Pick<DocumentDetails, 'dateOfRecord'>,
  today: string,
): void {
  if (dateOfRecord !== null && dateOfRecord > today)
    throw new Refused({
      code: 'invalid_input',
      fields: { 'details.dateOfRecord': ['validation.dateOfRecord'] },
    });
}

/** How much a person may be bringing in at once: what has come is held in memory until it is sealed. */
export const PENDING_LIMIT_BYTES = 8 * DOCUMENT_LIMIT_BYTES;
