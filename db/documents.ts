// Documents as the database knows them: finding, counting, adding, changing. Their bytes are document-files.ts's and the sealing's.
import { foldText } from '../domain/folded-text.ts';
import type { DocumentFilter, DocumentType, HealthDocument } from '../domain/documents.ts';
import { Refused } from '../domain/failure.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

/** What a list shows of a document: nothing of where it lies or how it opens. */
export type DocumentLine = Pick<
  HealthDocument,
  | 'id'
  | 'patientId'
  | 'appointmentId'
  | 'title'
  | 'fileName'
  | 'fileType'
  | 'fileSizeBytes'
  | 'documentType'
  | 'sourceDoctor'
  | 'dateOfRecord'
  | 'notes'
  | 'pageCount'
  | 'createdAtMs'
  | 'updatedAtMs'
  | 'isArchived'
> & { addedByName: string | null };

/** The place after which the next page begins. Short-lived: it names no row for ever. */
export type DocumentCursor = { createdAtMs: number; place: number };
type DocumentPage = { lines: DocumentLine[]; next: DocumentCursor | null };
type Paging = { after: DocumentCursor | null; limit: number };

/**
 * A patient's documents, the newest first, a page at a time. The rows come out of the index in order and are read only until the page is
 * full, so that the first page of ten thousand costs what the first of ten does; words are compared folded, as everywhere.
 */
export function documentsOfPatient(reader: Reader, filter: DocumentFilter, paging: Paging): DocumentPage {
  const words = foldText(filter.text).split(' ').filter(Boolean);
  const from = paging.after ?? { createdAtMs: Number.MAX_SAFE_INTEGER, place: 0 };
  const rows = prepared(reader, documentsQuery).iterate({
    clinicId: reader.clinicId,
    patientId: filter.patientId,
    isArchived: Number(filter.isArchived),
    documentType: filter.documentType,
    ...from,
  }) as IterableIterator<Omit<DocumentLine, 'isArchived'> & { place: number; isArchived: number }>;
  const lines: DocumentLine[] = [];
  let next: DocumentCursor | null = null;
  let last: DocumentCursor | null = null;
  for (const { place, ...row } of rows) {
    if (!tells(row, words)) continue;
    if (lines.length === paging.limit) {
      next = last;
      break;
    }
    lines.push({ ...row, isArchived: row.isArchived === 1 });
    last = { createdAtMs: row.createdAtMs, place };
  }
  return { lines, next };
}

/** Every word stands somewhere in what is said of it. */
function tells(
  row: Pick<DocumentLine, 'title' | 'notes' | 'fileName' | 'sourceDoctor'>,
  words: readonly string[],
) {
  if (words.length === 0) return true;
  const said = foldText([row.title, row.notes, row.fileName, row.sourceDoctor].join(' '));
  return words.every((word) => said.includes(word));
}

/** Its plan is asserted in the tests. */
export const documentsQuery = `
  SELECT d.id, d.patientId, d.appointmentId, d.title, d.fileName, d.fileType, d.fileSizeBytes, d.documentType, d.sourceDoctor,
    d.dateOfRecord, d.notes, d.pageCount, d.createdAtMs, d.updatedAtMs, d.isArchived, d.rowid AS place,
    (SELECT fullName FROM users WHERE id = d.addedById) AS addedByName
  FROM healthDocuments d
  WHERE d.clinicId = @clinicId AND d.patientId = @patientId AND (d.createdAtMs, d.rowid) < (@createdAtMs, @place)
    AND d.deletedAtMs IS NULL AND d.isArchived = @isArchived AND (@documentType IS NULL OR d.documentType = @documentType)
  ORDER BY d.createdAtMs DESC, d.rowid DESC`;

export type DocumentStatistics = {
  count: number;
  totalBytes: number;
  archivedCount: number;
  byType: { documentType: DocumentType; count: number; totalBytes: number }[];
};

/** How many documents a patient has and how large they are, the archived ones too; deleted ones do not count. */
export function documentStatistics(reader: Reader, patientId: string): DocumentStatistics {
  const rows = prepared(reader, statisticsQuery).all(reader.clinicId, patientId) as {
    documentType: DocumentType;
    count: number;
    totalBytes: number;
    archivedCount: number;
  }[];
  const sum = (field: 'count' | 'totalBytes' | 'archivedCount') =>
    rows.reduce((total, row) => total + row[field], 0);
  return {
    count: sum('count'),
    totalBytes: sum('totalBytes'),
    archivedCount: sum('archivedCount'),
    byType: rows.map(({ documentType, count, totalBytes }) => ({ documentType, count, totalBytes })),
  };
}

export const statisticsQuery = `
  SELECT documentType, count(*) AS count, sum(fileSizeBytes) AS totalBytes, sum(isArchived) AS archivedCount
  FROM healthDocuments WHERE clinicId = ? AND patientId = ? AND deletedAtMs IS NULL
  GROUP BY documentType`;

/** The document of these very bytes in this patient's chart, if it lies there and was not deleted. */
export function sameDocument(
  reader: Reader,
  { patientId, contentHash }: Pick<HealthDocument, 'patientId' | 'contentHash'>,
): { id: string; title: string } | undefined {
  return prepared(reader, sameContentQuery).get(reader.clinicId, patientId, contentHash) as
    | { id: string; title: string }
    | undefined;
}

export const sameContentQuery =
  'SELECT id, title FROM healthDocuments WHERE clinicId = ? AND patientId = ? AND contentHash = ? AND deletedAtMs IS NULL';

/** Refuses with `document_there_already`. */
export function refuseSameDocument(
  reader: Reader,
  content: Pick<HealthDocument, 'patientId' | 'contentHash'>,
): void {
  const same = sameDocument(reader, content);
  if (same) throw new Refused({ code: 'document_there_already', documentId: same.id, title: same.title });
}

/** The row, whether it was deleted or not. Refuses with `not_found`. */
export function documentRow(tx: Tx, documentId: string): HealthDocument {
  const row = tx.find('healthDocuments', documentId);
  if (!row) throw new Refused({ code: 'not_found', subject: 'document' });
  return row;
}
