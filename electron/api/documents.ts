// Documents of a patient: bringing files in, finding, reading, changing and putting them away. Every way into a chart's documents goes
// through `inChart`, which says whose chart it is and writes it into the audit trail.
import { z } from 'zod';
import { clinicNow } from '../../db/appointments.ts';
import { openChart } from '../../db/chart-access.ts';
import { documentsFolder, sealedFile } from '../../db/document-files.ts';
import { documentRow, documentsOfPatient, documentStatistics } from '../../db/documents.ts';
import { storageFailure } from '../../db/vault/storage-failure.ts';
import type { Tx } from '../../db/write.ts';
import {
  beginUploadInput,
  type DocumentDetails,
  documentFilter,
  editDocumentInput,
  finishUploadInput,
  type HealthDocument,
  ofUpload,
  refuseFutureRecord,
  uploadPartInput,
} from '../../domain/documents.ts';
import { Refused } from '../../domain/failure.ts';
import { rowId } from '../../domain/row.ts';
import { addDocument } from '../documents/add-document.ts';
import { permit, router, type SignedInContext } from './trpc.ts';

const ofPatient = z.object({ patientId: rowId });
const ofDocument = z.object({ documentId: rowId });
const place = z.object({ createdAtMs: z.number().int(), place: z.number().int() });

export const documentsRouter = router({
  list: permit('document.read')
    .input(
      documentFilter.extend({
        cursor: place.nullable().default(null),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .query(({ ctx, input: { cursor: after, limit, ...filter } }) =>
      inChart(ctx, { kind: 'documents.list', patientId: filter.patientId }, (tx) =>
        documentsOfPatient(tx, filter, { after, limit }),
      ),
    ),

  statistics: permit('document.read')
    .input(ofPatient)
    .query(({ ctx, input }) =>
      inChart(ctx, { kind: 'documents.list', patientId: input.patientId }, (tx) =>
        documentStatistics(tx, input.patientId),
      ),
    ),

  /** A file is coming: answers the id its parts are sent under. Nothing is written before `finish`. */
  begin: permit('document.write')
    .input(beginUploadInput)
    .mutation(({ ctx, input }) => {
      const { documents, session } = ctx.desk;
      documents.attend(session.leaving);
      const { id: uploadId } = documents.begin({ ...input, vault: ctx.vault, userId: ctx.user.userId });
      return { uploadId };
    }),

  part: permit('document.write')
    .input(uploadPartInput)
    .mutation(({ ctx, input }) => ctx.desk.documents.take(whoseOf(ctx), input)),

  finish: permit('document.write')
    .input(finishUploadInput)
    .mutation(async ({ ctx, input: { uploadId, documentType } }) => {
      const upload = ctx.desk.documents.uploadOf(whoseOf(ctx), uploadId);
      const { id } = await addDocument(ctx.desk.documents, upload, {
        documentType,
        commit: (work) =>
          inChart(ctx, { kind: 'documents.add', patientId: upload.patientId }, (tx) => {
            refuseForeignVisit(tx, upload);
            return work(tx);
          }),
      });
      return { documentId: id };
    }),

  cancel: permit('document.write')
    .input(ofUpload)
    .mutation(({ ctx, input: { uploadId } }) => {
      ctx.desk.documents.drop(ctx.desk.documents.uploadOf(whoseOf(ctx), uploadId).id);
    }),

  /** Opens a document into memory; its parts are fetched with `read`. `purpose` tells the trail whether a person looked or a list drew. */
  open: permit('document.read')
    .input(ofDocument.extend({ purpose: z.enum(['view', 'thumbnail']) }))
    .mutation(async ({ ctx, input: { documentId, purpose } }) => {
      const row = ofChart(
        ctx,
        { kind: 'documents.open', documentId, note: { purpose } },
        (_tx, found) => found,
      );
      const { fileIdentity, contentHash, fileSizeBytes, fileType, storedName } = row;
      if (fileIdentity === null) throw new Refused({ code: 'document_file_missing' });
      const path = sealedFile(documentsFolder(ctx.vault.dataDir), storedName);
      const { documents, session } = ctx.desk;
      documents.attend(session.leaving);
      const bytes = await documents.sealing
        .ask({ task: 'open', path, fileIdentity, contentHash })
        .catch((error: unknown) => {
          throw storageFailure(error, path);
        });
      if (ctx.signal?.aborted) throw new Refused({ code: 'upload_gone' });
      return { ...documents.keepReading(whoseOf(ctx), bytes), fileSizeBytes, fileType };
    }),

  read: permit('document.read')
    .input(z.object({ readingId: rowId, part: z.number().int().min(0).max(100) }))
    .mutation(({ ctx, input }) => ctx.desk.documents.partOf(whoseOf(ctx), input)),

  /** Before the window prints what it shows. */
  print: permit('document.read')
    .input(ofDocument)
    .mutation(({ ctx, input: { documentId } }) => {
      ofChart(ctx, { kind: 'documents.print', documentId }, () => null);
    }),

  edit: permit('document.write')
    .input(editDocumentInput)
    .mutation(({ ctx, input: { documentId, basedOnMs, details } }) =>
      ofChart(ctx, { kind: 'documents.edit', documentId }, (tx, row) => {
        if (row.updatedAtMs !== basedOnMs)
          throw new Refused({ code: 'changed_meanwhile', subject: 'document', id: documentId });
        refuseFutureRecord(details, clinicNow(tx, ctx.nowMs).date);
        return change(tx, documentId, details);
      }),
    ),

  archive: permit('document.write')
    .input(ofDocument)
    .mutation(({ ctx, input: { documentId } }) =>
      ofChart(ctx, { kind: 'documents.archive', documentId }, (tx) =>
        change(tx, documentId, { isArchived: true }),
      ),
    ),

  unarchive: permit('document.write')
    .input(ofDocument)
    .mutation(({ ctx, input: { documentId } }) =>
      ofChart(ctx, { kind: 'documents.unarchive', documentId }, (tx) =>
        change(tx, documentId, { isArchived: false }),
      ),
    ),

  /** Out of sight, and brought back by `bringBack`: the sealed file stays. */
  remove: permit('document.write')
    .input(ofDocument)
    .mutation(({ ctx, input: { documentId } }) =>
      ofChart(ctx, { kind: 'documents.remove', documentId }, (tx) =>
        change(tx, documentId, { deletedAtMs: tx.nowMs }),
      ),
    ),

  bringBack: permit('document.write')
    .input(ofDocument)
    .mutation(({ ctx, input: { documentId } }) =>
      ofChart(ctx, { kind: 'documents.bringBack', documentId, isDeletedToo: true }, (tx) =>
        change(tx, documentId, { deletedAtMs: null }),
      ),
    ),

  /** The browser session lends the camera exactly as long as somebody listens here; see electron/permission-rules.ts. */
  camera: permit('document.write').subscription(async function* ({ ctx }) {
    const close = ctx.desk.documents.openCamera();
    try {
      yield 'open' as const;
      await whenAborted(ctx.signal);
    } finally {
      close();
    }
  }),
});

type Entering = { patientId: string; documentId?: string; note?: Record<string, string> };

/**
 * THE place where the documents of a chart are entered, for reading and for writing: the patient exists, and the trail tells who was here.
 * A chart that is closed to a person refuses here, for all of them at once.
 */
function enterChart(tx: Tx, { patientId, documentId, note }: Entering): void {
  if (!tx.find('patients', patientId)) throw new Refused({ code: 'not_found', subject: 'patient' });
  openChart(tx, patientId);
  tx.about({
    entity: 'healthDocuments',
    patientId,
    ...(documentId !== undefined && { entityId: documentId }),
    ...(note && { note }),
  });
}

type Kind = `documents.${string}`;

function inChart<Result>(
  ctx: SignedInContext,
  { kind, patientId }: { kind: Kind; patientId: string },
  work: (tx: Tx) => Result,
): Result {
  return ctx.write(kind, (tx) => {
    enterChart(tx, { patientId });
    return work(tx);
  });
}

type OfDocument = Omit<Entering, 'patientId'> & { kind: Kind; documentId: string; isDeletedToo?: boolean };

/** In the chart the document belongs to. A deleted one is not there for anybody but who brings it back. */
function ofChart<Result>(
  ctx: SignedInContext,
  { kind, isDeletedToo = false, ...entering }: OfDocument,
  work: (tx: Tx, row: HealthDocument) => Result,
): Result {
  return ctx.write(kind, (tx) => {
    const row = documentRow(tx, entering.documentId);
    enterChart(tx, { ...entering, patientId: row.patientId });
    if (row.deletedAtMs !== null && !isDeletedToo)
      throw new Refused({ code: 'not_found', subject: 'document' });
    return work(tx, row);
  });
}

type Changes = Partial<Pick<HealthDocument, keyof DocumentDetails | 'isArchived' | 'deletedAtMs'>>;

/** Answers no more than the window needs: never how a file opens. */
function change(tx: Tx, documentId: string, changes: Changes): { documentId: string; updatedAtMs: number } {
  const { updatedAtMs } = tx.update('healthDocuments', documentId, changes);
  return { documentId, updatedAtMs };
}

/** A document is added at a visit of this patient, or at none. */
function refuseForeignVisit(
  tx: Tx,
  { patientId, appointmentId }: { patientId: string; appointmentId: string | null },
): void {
  if (appointmentId !== null && tx.find('appointments', appointmentId)?.patientId !== patientId)
    throw new Refused({ code: 'not_found', subject: 'appointment' });
}

const whoseOf = (ctx: SignedInContext) => ({ vault: ctx.vault, userId: ctx.user.userId });

/** Waits until nobody listens any more. */
const whenAborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    if (!signal || signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
