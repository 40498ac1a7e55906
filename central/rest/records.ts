// Documents of patients through the API, as the record-sharing clients call them: records. Each patient sees the own ones.
import multipart from '@fastify/multipart';
import { and, eq, ilike, or, type SQL } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import pLimit, { type LimitFunction } from 'p-limit';
import { z } from 'zod';
import { healthDocuments } from '../../db/schema/documents.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { DOCUMENT_LIMIT_BYTES } from '../../domain/document-content.ts';
import { documentDetails, documentType, type HealthDocument } from '../../domain/documents.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import { clinicFacts } from '../appointments.ts';
import {
  addDocument,
  addressedDocument,
  documentAnswer,
  documentBytes,
  documentsShown,
  documentStatistics,
  documentsWhere,
  isSigned,
} from '../documents.ts';
import { containing } from '../like.ts';
import type { Reader } from '../transaction.ts';
import { detail, detailAnswer, fieldErrors, notFound, RestRefusal } from './answers.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import { addressOf, type App, type Caller, type Centre, signedIn } from './routing.ts';
import { contextOf } from './visits.ts';

const tags = ['records'];
const fields = z.record(z.string(), z.unknown());
const patients = { access: ['patient'] } as const;
const byId = z.object({ id: z.string().max(64) });
/** Clients send every field of a form as text, and an empty one as "". */
const { shape } = documentDetails;
const dateOfRecord = z.preprocess((value) => (value === '' ? null : value), shape.dateOfRecord);
const described = z.object({
  document_type: documentType,
  source_doctor: shape.sourceDoctor.default(''),
  date_of_record: dateOfRecord.default(null),
  notes: shape.notes.default(''),
});
const editing = z
  .object({
    source_doctor: shape.sourceDoctor,
    date_of_record: dateOfRecord,
    notes: shape.notes,
    title: shape.title,
    document_type: documentType,
  })
  .partial();
const errors = { 400: fields, 401: detailAnswer, 403: detailAnswer, 404: detailAnswer };

/** Never serialised: what is sent are the bytes themselves. */
const bytesAnswer = z.any().describe('The bytes of the file');

/** Clear bytes wait in memory until they are sealed: so many uploads at once, and no more. */
const UPLOADS_AT_ONCE = 4;
const FIELD_BYTES = 16_384;
/** The app waits no longer. Who sends more slowly would hold a place that others wait for. */
const UPLOAD_MS = 120_000;

export const recordRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  const inTurn = uploadTurns();
  await app.register(multipart, {
    limits: { fileSize: DOCUMENT_LIMIT_BYTES, files: 1, fields: 20, fieldSize: FIELD_BYTES, parts: 21 },
  });

  const shownOne = async (caller: Caller, base: URL, id: string) =>
    door.read(clinicId, async (reader) => {
      const document = await ownDocument(reader, caller, id);
      const [shown] = await documentsShown(centre, reader, { rows: [document], base });
      if (!shown) throw notFound();
      return shown;
    });

  app.get(
    '/records',
    {
      config: patients,
      schema: {
        summary: 'My records',
        tags,
        querystring: sizedPageQuery.extend({
          document_type: z.string().max(50).optional(),
          is_archived: z.string().max(10).optional(),
          search: z.string().max(200).optional(),
        }),
        response: { 200: pageOf(documentAnswer), ...errors },
      },
    },
    async (request) => {
      const { userId } = signedIn(request);
      const { query } = request;
      const base = addressOf(centre, request);
      return door.read(clinicId, async (reader) => {
        const where = and(eq(healthDocuments.patientId, userId), chosen(query));
        const found = await documentsWhere(reader, where, limitsOf(query));
        const results = await documentsShown(centre, reader, { rows: found.rows, base });
        return pageAnswer(base, query, { count: found.count, results });
      });
    },
  );
  app.post(
    '/records',
    {
      config: patients,
      bodyLimit: DOCUMENT_LIMIT_BYTES + 1_048_576,
      schema: {
        summary:
          'Add a record: a form with `file` (pdf, jpg, png), document_type, source_doctor, date_of_record, notes',
        tags,
        consumes: ['multipart/form-data'],
        response: { 201: documentAnswer, ...errors, 406: detailAnswer },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      if (!request.isMultipart()) throw new RestRefusal(400, { file: ['A form with a file is needed.'] });
      const document = await inTurn(caller.userId, async () => {
        const { file, fileName, texts } = await formOf(request);
        const parsed = described.safeParse(texts);
        if (parsed.error) throw new RestRefusal(400, fieldErrors(parsed.error.issues));
        if (!file) throw new RestRefusal(400, { file: ['A file is needed.'] });
        const { document_type, source_doctor, date_of_record, notes } = parsed.data;
        await refuseFuture(centre, date_of_record);
        const { userId } = caller;
        const context = contextOf(centre, caller, 'documents.add', request.ip);
        return asFields(() =>
          addDocument(centre, context, {
            patientId: userId,
            addedById: userId,
            fileName,
            bytes: file,
            details: {
              documentType: document_type,
              sourceDoctor: source_doctor,
              dateOfRecord: date_of_record,
              notes,
            },
          }),
        );
      });
      return reply.status(201).send(await shownOne(caller, addressOf(centre, request), document.id));
    },
  );
  app.get(
    '/records/statistics',
    {
      config: patients,
      schema: {
        summary: 'How many records I have, and how large they are',
        tags,
        response: {
          200: z.object({ total_records: z.number().int(), total_size_mb: z.number() }),
          ...errors,
        },
      },
    },
    (request) =>
      door.read(clinicId, async (reader) => {
        const where = eq(healthDocuments.patientId, signedIn(request).userId);
        const { records, bytes } = await documentStatistics(reader, where);
        return { total_records: records, total_size_mb: Math.round((bytes / 1_048_576) * 100) / 100 };
      }),
  );
  app.get(
    '/records/:id',
    {
      config: patients,
      schema: { summary: 'A record', tags, params: byId, response: { 200: documentAnswer, ...errors } },
    },
    (request) => shownOne(signedIn(request), addressOf(centre, request), request.params.id),
  );
  for (const method of ['PUT', 'PATCH'] as const)
    app.route({
      method,
      url: '/records/:id',
      config: patients,
      schema: {
        summary: 'Change what is noted of a record',
        tags,
        params: byId,
        body: editing,
        response: { 200: documentAnswer, ...errors },
      },
      handler: async (request) => {
        const caller = signedIn(request);
        const { params, body, ip } = request;
        await refuseFuture(centre, body.date_of_record ?? null);
        await door.write(clinicId, contextOf(centre, caller, 'documents.edit', ip), async (tx) => {
          const document = await documentToChange(tx, caller, params.id);
          tx.about({ entity: 'healthDocuments', entityId: document.id, patientId: document.patientId });
          const { source_doctor, date_of_record, notes, title, document_type } = body;
          const patch = {
            ...(source_doctor !== undefined && { sourceDoctor: source_doctor }),
            ...(date_of_record !== undefined && { dateOfRecord: date_of_record }),
            ...(notes !== undefined && { notes }),
            ...(title !== undefined && { title }),
            ...(document_type !== undefined && { documentType: document_type }),
          };
          if (Object.keys(patch).length > 0) await tx.update('healthDocuments', document.id, patch);
        });
        return shownOne(caller, addressOf(centre, request), params.id);
      },
    });
  app.delete(
    '/records/:id',
    {
      config: patients,
      schema: {
        summary: 'Put a record away for good (staff can bring it back)',
        tags,
        params: byId,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      const context = contextOf(centre, caller, 'documents.delete', request.ip);
      await door.write(clinicId, context, async (tx) => {
        const document = await documentToChange(tx, caller, request.params.id);
        tx.about({ entity: 'healthDocuments', entityId: document.id, patientId: document.patientId });
        await tx.update('healthDocuments', document.id, { deletedAtMs: tx.nowMs });
      });
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/records/:id/archive',
    {
      config: patients,
      schema: {
        summary: 'Archive a record, or take it out again',
        tags,
        params: byId,
        response: { 200: documentAnswer, ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const context = contextOf(centre, caller, 'documents.archive', request.ip);
      await door.write(clinicId, context, async (tx) => {
        const document = await documentToChange(tx, caller, request.params.id);
        tx.about({ entity: 'healthDocuments', entityId: document.id, patientId: document.patientId });
        await tx.update('healthDocuments', document.id, { isArchived: !document.isArchived });
      });
      return shownOne(caller, addressOf(centre, request), request.params.id);
    },
  );
  app.get(
    '/files/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The bytes of a record, under an address that was signed for a few minutes',
        tags,
        params: byId,
        querystring: z.object({
          expires: z.coerce.number().int().catch(0),
          signature: z.string().max(100).catch(''),
          share: z.string().max(64).default(''),
        }),
        response: { 200: bytesAnswer, 206: bytesAnswer, 404: detailAnswer, 416: z.null() },
      },
    },
    async (request, reply) => {
      const { expires: expiresAtMs, signature, share: shareId } = request.query;
      const { id: documentId } = request.params;
      // Wrong, too old, deleted, revoked: one answer.
      if (!isSigned(centre, { documentId, shareId, expiresAtMs, signature })) throw notFound();
      const nowMs = centre.nowMs();
      const document = await door.read(clinicId, (reader) =>
        addressedDocument(reader, { documentId, shareId, nowMs }),
      );
      if (!document) throw notFound();
      const bytes = await documentBytes(centre, document);
      const range = rangeIn(request.headers.range, bytes.length);
      reply
        .type(contentTypes[document.fileType])
        .header('accept-ranges', 'bytes')
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(document.fileName)}`);
      if (range === 'unsatisfiable')
        return reply.status(416).header('content-range', `bytes */${bytes.length}`).send(null);
      if (range === null) return reply.send(Buffer.from(bytes));
      const { from, to } = range;
      return reply
        .status(206)
        .header('content-range', `bytes ${from}-${to}/${bytes.length}`)
        .send(Buffer.from(bytes.subarray(from, to + 1)));
    },
  );
};

const contentTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
} as const;

/** One range of bytes (RFC 9110, 14.2). Several, or another unit, are answered with the whole. */
function rangeIn(
  header: string | undefined,
  length: number,
): { from: number; to: number } | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from > to || from >= length ? 'unsatisfiable' : { from, to };
}

type Form = { file: Uint8Array | undefined; fileName: string; texts: Record<string, string> };

const brokenOff = () => new RestRefusal(400, { file: ['The form ended before it was whole.'] });

/** Reads the form as it comes; what is too large is refused before it has come, and who is too slow is left. */
async function formOf(request: FastifyRequest): Promise<Form> {
  // Whoever gave up while waiting for a turn sends no end any more, and would be waited for for ever.
  if (request.raw.destroyed) throw brokenOff();
  const form: Form = { file: undefined, fileName: '', texts: {} };
  const patience = setTimeout(() => request.raw.destroy(), UPLOAD_MS);
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') form.texts[part.fieldname] = String(part.value);
      else if (part.fieldname === 'file') {
        form.file = await part.toBuffer();
        form.fileName = part.filename;
      } else part.file.resume();
    }
  } catch (error) {
    const { code = '', statusCode } = error as { code?: string; statusCode?: number };
    if (code === 'FST_REQ_FILE_TOO_LARGE')
      throw new RestRefusal(400, {
        file: [fileWords({ code: 'document_too_big', limitBytes: DOCUMENT_LIMIT_BYTES })],
      });
    if (statusCode !== undefined && statusCode < 500)
      throw new RestRefusal(400, { file: ['The form cannot be read.'] });
    throw brokenOff();
  } finally {
    clearTimeout(patience);
  }
  return form;
}

/** Few uploads at once, and one of each person: nobody fills all places alone. */
function uploadTurns() {
  const places = pLimit(UPLOADS_AT_ONCE);
  const own = new Map<string, LimitFunction>();
  return async <Result>(userId: string, work: () => Promise<Result>): Promise<Result> => {
    const turn = own.get(userId) ?? pLimit(1);
    own.set(userId, turn);
    try {
      return await turn(() => places(work));
    } finally {
      if (turn.activeCount + turn.pendingCount === 0) own.delete(userId);
    }
  };
}

async function ownDocument(reader: Reader, { userId }: Caller, id: string): Promise<HealthDocument> {
  const own = and(eq(healthDocuments.patientId, userId), eq(healthDocuments.id, id));
  const [document] = (await documentsWhere(reader, own)).rows;
  if (!document) throw notFound();
  return document;
}

/** What the clinic has added to a patient's records, the patient reads and shares, and leaves as it is. */
async function documentToChange(reader: Reader, caller: Caller, id: string): Promise<HealthDocument> {
  const document = await ownDocument(reader, caller, id);
  if (document.addedById !== caller.userId) throw detail(403, 'The clinic keeps this record.');
  return document;
}

/** Unknown kinds choose nothing. Archived ones are shown when they are asked for, and left out only when that is asked for. */
function chosen({
  document_type,
  is_archived,
  search,
}: {
  document_type?: string | undefined;
  is_archived?: string | undefined;
  search?: string | undefined;
}): SQL | undefined {
  const kind = documentType.safeParse(document_type);
  const text = containing(search ?? '');
  const { fileName, title, sourceDoctor, notes, documentType: column, isArchived, id } = healthDocuments;
  return and(
    document_type === undefined || document_type === ''
      ? undefined
      : kind.success
        ? eq(column, kind.data)
        : eq(id, ''),
    is_archived === undefined || is_archived === ''
      ? undefined
      : eq(isArchived, /^(true|1)$/i.test(is_archived)),
    search === undefined || search === ''
      ? undefined
      : or(ilike(fileName, text), ilike(title, text), ilike(sourceDoctor, text), ilike(notes, text)),
  );
}

async function refuseFuture({ door, clinicId, nowMs }: Centre, date: string | null): Promise<void> {
  if (date === null) return;
  const { timeZone } = await door.read(clinicId, clinicFacts);
  if (date > wallClock(nowMs(), timeZone).date)
    throw new RestRefusal(400, { date_of_record: ['This day is still to come.'] });
}

async function asFields<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw new RestRefusal(400, { file: [fileWords(error.failure)] });
    throw error;
  }
}

function fileWords(failure: Failure): string {
  switch (failure.code) {
    case 'document_empty':
      return 'The file is empty.';
    case 'document_too_big':
      return `The file is larger than ${Math.round(failure.limitBytes / 1_048_576)} MB.`;
    case 'document_type_unknown':
      return 'This is no PDF, JPG or PNG file, whatever its name says.';
    case 'picture_too_large':
      return 'The picture has too many pixels.';
    case 'picture_damaged':
      return 'The picture is damaged.';
    case 'pdf_damaged':
    case 'pdf_unclear':
      return 'The PDF file is damaged.';
    case 'pdf_forbidden':
      return 'The PDF file holds something that could act by itself, or is locked. Please save it as a plain PDF.';
    case 'document_there_already':
      return 'This file is among your records already.';
    default:
      return 'The file cannot be taken.';
  }
}
