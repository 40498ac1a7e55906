// Sharing through the API: a patient makes shares and withdraws them, a doctor opens one by the code that was scanned or by its address, and both
// see who opened what.
import { eq } from 'drizzle-orm';
import QRCode from 'qrcode';
import { z } from 'zod';
import { accessLogs, shareMethods } from '../schema/sharing.ts';
import { clinicFacts } from '../appointments.ts';
import { documentAnswer, documentsShown } from '../documents.ts';
import {
  accessLogsWhere,
  type AccessLog,
  documentsOfShares,
  isValid,
  makeShare,
  openShare,
  revokeShare,
  secretOf,
  type Share,
  shareById,
  shareBySecret,
  sharesOf,
} from '../shares.ts';
import type { Reader } from '../transaction.ts';
import { business, businessAnswer, detailAnswer, notFound, RestRefusal } from './answers.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import { patientInfo, patientInfos } from './patient-info.ts';
import { appProfileAnswer, profileShown } from './profiles.ts';
import { addressOf, type App, type Centre, signedIn } from './routing.ts';
import { contextOf } from './visits.ts';
import { instantText } from './words.ts';

const tags = ['sharing'];
const fields = z.record(z.string(), z.unknown());
const byId = z.object({ id: z.string().max(64) });
const patientsOnly = { access: ['patient'] } as const;
const doctorsOnly = { access: ['doctor'] } as const;
const recordInfo = z.object({ id: z.string(), file_name: z.string(), document_type: z.string() });
const shareAnswer = z.object({
  id: z.string(),
  patient: z.string(),
  patient_info: patientInfo,
  share_method: z.enum(shareMethods),
  records: z.array(z.string()),
  records_info: z.array(recordInfo),
  expires_at: z.string(),
  is_revoked: z.boolean(),
  max_access_count: z.number().int().nullable(),
  current_access_count: z.number().int(),
  qr_code_data: z.string().optional(),
  qr_code_image: z.string().optional(),
  share_url: z.string().optional(),
  is_valid: z.boolean(),
  created_at: z.string(),
  revoked_at: z.string().nullable(),
});
const sharing = z.object({
  record_ids: z.array(z.string().max(64)).min(1, 'Choose at least one record.').max(200),
  share_method: z.enum(shareMethods, 'One of QR_CODE, URL.'),
  expiry_hours: z.coerce.number().int().min(1, 'One hour at least.').max(168, 'A week at most.').default(24),
  max_access_count: z.coerce.number().int().min(1, 'Once at least.').max(10_000).nullish(),
});
const openedAnswer = z.object({
  patient: appProfileAnswer,
  records: z.array(documentAnswer),
  access_log_id: z.string(),
});
export const accessLogAnswer = z.object({
  id: z.string(),
  doctor: z.string(),
  doctor_info: z.object({ id: z.string(), full_name: z.string() }),
  patient: z.string(),
  patient_info: z.object({ id: z.string(), full_name: z.string() }),
  accessed_records: z.array(z.string()),
  records_info: z.array(recordInfo),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  accessed_at: z.string(),
});
const errors = {
  400: fields,
  401: detailAnswer,
  403: detailAnswer,
  404: z.union([businessAnswer, detailAnswer]),
};
/** A code for a screen or a slip: level M and the quiet zone of four modules that readers need. */
const qrLook = { errorCorrectionLevel: 'M', margin: 4, width: 480 } as const;
/** What bytes are answered with, which no serialiser touches. */
const image = z.any().describe('A PNG image');

export const sharingRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId, keys } = centre;

  app.get(
    '/sharing/tokens',
    {
      config: patientsOnly,
      schema: {
        summary: 'My shares',
        tags,
        querystring: sizedPageQuery,
        response: { 200: pageOf(shareAnswer), ...errors },
      },
    },
    (request) => {
      const { userId } = signedIn(request);
      const base = addressOf(centre, request);
      return door.read(clinicId, async (reader) => {
        const { count, rows } = await sharesOf(reader, userId, limitsOf(request.query));
        return pageAnswer(base, request.query, {
          count,
          results: await sharesShown(centre, reader, { rows, base }),
        });
      });
    },
  );
  app.post(
    '/sharing/tokens',
    {
      config: patientsOnly,
      schema: { summary: 'Share records', tags, body: sharing, response: { 201: shareAnswer, ...errors } },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      const { body, ip } = request;
      const base = addressOf(centre, request);
      const answered = await door.write(
        clinicId,
        contextOf(centre, caller, 'shares.make', ip),
        async (tx) => {
          const share = await makeShare(keys, tx, {
            patientId: caller.userId,
            documentIds: body.record_ids,
            shareMethod: body.share_method,
            expiryHours: body.expiry_hours,
            maxAccessCount: body.max_access_count ?? null,
          });
          if (!share)
            throw new RestRefusal(400, {
              record_ids: ['One of these is no record of yours, or is archived.'],
            });
          const [shown] = await sharesShown(centre, tx, { rows: [share], base });
          if (!shown) throw notFound();
          return shown;
        },
      );
      const { qr_code_data: code } = answered;
      if (code === undefined) return reply.status(201).send(answered);
      return reply.status(201).send({ ...answered, qr_code_image: await QRCode.toDataURL(code, qrLook) });
    },
  );
  app.get(
    '/sharing/tokens/:id',
    {
      config: patientsOnly,
      schema: { summary: 'A share of mine', tags, params: byId, response: { 200: shareAnswer, ...errors } },
    },
    (request) =>
      door.read(clinicId, async (reader) => {
        const share = await ownShare(reader, signedIn(request).userId, request.params.id);
        const [shown] = await sharesShown(centre, reader, {
          rows: [share],
          base: addressOf(centre, request),
        });
        if (!shown) throw notFound();
        return shown;
      }),
  );
  app.delete(
    '/sharing/tokens/:id',
    {
      config: patientsOnly,
      schema: {
        summary: 'Withdraw a share',
        tags,
        params: byId,
        response: { 200: z.object({ message: z.string() }), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      await door.write(clinicId, contextOf(centre, caller, 'shares.revoke', request.ip), async (tx) =>
        revokeShare(tx, await ownShare(tx, caller.userId, request.params.id)),
      );
      return { message: 'The share is withdrawn.' };
    },
  );
  app.get(
    '/sharing/tokens/:id/qr-code',
    {
      config: patientsOnly,
      schema: {
        summary: 'The code of a share, as a picture',
        tags,
        params: byId,
        response: { 200: image, ...errors },
      },
    },
    async (request, reply) => {
      const share = await door.read(clinicId, (reader) =>
        ownShare(reader, signedIn(request).userId, request.params.id),
      );
      if (share.shareMethod !== 'QR_CODE') throw business(404, 'This share has an address and no code.');
      const png = await QRCode.toBuffer(secretOf(keys, share), qrLook);
      return reply
        .type('image/png')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="share-${share.id}.png"`)
        .send(png);
    },
  );

  const open = async (
    request: { ip: string; headers: { 'user-agent'?: string | undefined } } & Parameters<typeof signedIn>[0],
    share: Share,
  ) => {
    const caller = signedIn(request);
    const context = contextOf(centre, caller, 'shares.open', request.ip);
    const opening = {
      doctorId: caller.userId,
      ipAddress: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    };
    const opened = await door.write(clinicId, context, (tx) => openShare(tx, share, opening));
    if (!opened) return null;
    return door.read(clinicId, async (reader) => ({
      patient: await profileShown(reader, share.patientId),
      records: await documentsShown(centre, reader, {
        rows: opened.documents,
        base: addressOf(centre, request),
        shareId: share.id,
      }),
      access_log_id: opened.accessLogId,
    }));
  };
  app.post(
    '/sharing/scan',
    {
      config: doctorsOnly,
      schema: {
        summary: 'Open a share by the code that was scanned',
        tags,
        // Whatever a camera read is a code that opens nothing, and is told in the one way.
        body: z.looseObject({ encrypted_token: z.string().max(1_000).optional().catch(undefined) }).nullish(),
        response: { 200: openedAnswer, ...errors, 400: businessAnswer },
      },
    },
    async (request) => {
      const secret = request.body?.encrypted_token?.trim() ?? '';
      const share = await door.read(clinicId, (reader) => shareBySecret(keys, reader, secret));
      const opened = share?.shareMethod === 'QR_CODE' ? await open(request, share) : null;
      if (!opened)
        throw business(400, 'This code is not valid: it is unknown, too old, withdrawn or used up.');
      return opened;
    },
  );
  app.get(
    '/sharing/access/:id',
    {
      config: doctorsOnly,
      // Asking for the head alone would count an opening that nobody saw.
      exposeHeadRoute: false,
      schema: {
        summary: 'Open a share by its address',
        tags,
        params: byId,
        response: { 200: openedAnswer, ...errors },
      },
    },
    async (request) => {
      const share = await door.read(clinicId, (reader) => shareById(reader, request.params.id));
      if (share?.shareMethod !== 'URL' || share.isRevoked) throw business(404, 'There is no such share.');
      const opened = await open(request, share);
      if (!opened) throw business(400, 'This share is too old or used up.');
      return opened;
    },
  );
  app.get(
    '/sharing/access-logs',
    {
      config: { access: ['doctor', 'patient'] },
      schema: {
        summary: 'What I have opened; for a patient, who has opened my records',
        tags,
        querystring: sizedPageQuery,
        response: { 200: pageOf(accessLogAnswer), ...errors },
      },
    },
    (request) => {
      const { userId, role } = signedIn(request);
      return door.read(clinicId, async (reader) => {
        const mine = eq(role === 'doctor' ? accessLogs.doctorId : accessLogs.patientId, userId);
        const { count, rows } = await accessLogsWhere(reader, mine, limitsOf(request.query));
        const results = await accessLogsShown(reader, rows);
        return pageAnswer(addressOf(centre, request), request.query, { count, results });
      });
    },
  );
};

async function ownShare(reader: Reader, patientId: string, id: string): Promise<Share> {
  const share = await shareById(reader, id);
  if (share?.patientId !== patientId) throw notFound();
  return share;
}

async function sharesShown(
  { keys, nowMs }: Centre,
  reader: Reader,
  { rows, base }: { rows: readonly Share[]; base: URL },
): Promise<z.infer<typeof shareAnswer>[]> {
  const { timeZone } = await clinicFacts(reader);
  const documents = await documentsOfShares(
    reader,
    rows.map(({ id }) => id),
  );
  const infos = await patientInfos(
    reader,
    rows.map(({ patientId }) => patientId),
  );
  return rows.map((share) => {
    const given = documents.get(share.id) ?? [];
    return {
      id: share.id,
      patient: share.patientId,
      patient_info: infos(share.patientId),
      share_method: share.shareMethod,
      records: given.map(({ id }) => id),
      records_info: given.map(infoOf),
      expires_at: instantText(share.expiresAtMs, timeZone),
      is_revoked: share.isRevoked,
      max_access_count: share.maxAccessCount,
      current_access_count: share.currentAccessCount,
      ...(share.shareMethod === 'QR_CODE'
        ? { qr_code_data: secretOf(keys, share) }
        : { share_url: new URL(`/api/v1/sharing/access/${share.id}/`, base).href }),
      is_valid: isValid(share, nowMs()),
      created_at: instantText(share.createdAtMs, timeZone),
      revoked_at: share.revokedAtMs === null ? null : instantText(share.revokedAtMs, timeZone),
    };
  });
}

const infoOf = ({ id, fileName, documentType }: { id: string; fileName: string; documentType: string }) => ({
  id,
  file_name: fileName,
  document_type: documentType,
});

export async function accessLogsShown(
  reader: Reader,
  rows: readonly AccessLog[],
): Promise<z.infer<typeof accessLogAnswer>[]> {
  const { timeZone } = await clinicFacts(reader);
  return rows.map(({ log, doctorName, patientName, documents }) => ({
    id: log.id,
    doctor: log.doctorId,
    doctor_info: { id: log.doctorId, full_name: doctorName ?? '' },
    patient: log.patientId,
    patient_info: { id: log.patientId, full_name: patientName ?? '' },
    accessed_records: documents.map(({ id }) => id),
    records_info: documents.map(infoOf),
    ip_address: log.ipAddress,
    user_agent: log.userAgent,
    accessed_at: instantText(log.accessedAtMs, timeZone),
  }));
}
