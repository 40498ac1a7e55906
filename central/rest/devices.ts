// Clinic PCs at the centre: let in by an admin's code, seen in a list, revoked.
import { z } from 'zod';
import { assert } from '../../domain/failure.ts';
import { requiredText } from '../../domain/row.ts';
import {
  admitDevice,
  type Device,
  deviceKey,
  devicesOf,
  enrolDevice,
  isProofOf,
  revokeDevice,
  standingDevice,
} from '../accounts/devices.ts';
import { signDeviceToken } from '../accounts/tokens.ts';
import { clinicFacts } from '../appointments.ts';
import { detailAnswer, notFound, RestRefusal } from './answers.ts';
import { notValid } from './auth.ts';
import { type App, type Centre, signedIn } from './routing.ts';
import { instantText } from './words.ts';

const tags = ['devices'];
const fields = z.record(z.string(), z.unknown());
const deviceAnswer = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'enrolled', 'revoked']),
  created_at: z.string(),
  enrolled_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
const errors = { 401: detailAnswer, 403: detailAnswer };

export const deviceRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId, keys } = centre;
  const admins = { access: ['admin'] } as const;
  const strangers = {
    access: 'anyone',
    rateLimit: { max: centre.configuration.SIGN_IN_RATE_LIMIT },
  } as const;

  app.post(
    '/devices',
    {
      config: admins,
      schema: {
        summary: 'Have a code made for a new PC',
        tags,
        body: z.object({ name: requiredText(80) }),
        response: {
          201: z.object({ id: z.string(), name: z.string(), code: z.string(), expires_at: z.string() }),
          400: fields,
          ...errors,
        },
      },
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const { name } = request.body;
      const context = { userId, kind: 'devices.admit', nowMs: centre.nowMs(), ipAddress: request.ip };
      const answered = await door.write(clinicId, context, async (tx) => {
        const { id, code, expiresAtMs } = await admitDevice(keys, tx, { name, byUserId: userId });
        const { timeZone } = await clinicFacts(tx);
        return { id, name, code, expires_at: instantText(expiresAtMs, timeZone) };
      });
      return reply.status(201).send(answered);
    },
  );
  app.get(
    '/devices',
    {
      config: admins,
      schema: { summary: 'The PCs of the clinic', tags, response: { 200: z.array(deviceAnswer), ...errors } },
    },
    () =>
      door.read(clinicId, async (reader) => {
        const { timeZone } = await clinicFacts(reader);
        return (await devicesOf(reader)).map((device) => deviceShown(device, timeZone));
      }),
  );
  app.delete(
    '/devices/:id',
    {
      config: admins,
      schema: {
        summary: 'Revoke a PC',
        tags,
        params: z.object({ id: z.string().max(64) }),
        response: { 204: z.null(), 404: detailAnswer, ...errors },
      },
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const { id } = request.params;
      const context = { userId, kind: 'devices.revoke', nowMs: centre.nowMs(), ipAddress: request.ip };
      const isThere = await door.write(clinicId, context, (tx) => revokeDevice(tx, { id, byUserId: userId }));
      if (!isThere) throw notFound();
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/devices/enrol',
    {
      config: strangers,
      schema: {
        summary: 'Bring the code back with a key, from the new PC',
        tags,
        body: z.object({
          code: z.string('This field is required.').max(40),
          public_key: z
            .string('This field is required.')
            .max(100)
            .refine((key) => deviceKey(key) !== undefined, 'An Ed25519 public key is needed, as base64url.'),
        }),
        response: {
          201: z.object({ device_id: z.string(), clinic_id: z.string(), name: z.string() }),
          400: fields,
        },
      },
    },
    async ({ body, ip }, reply) => {
      const context = { userId: null, kind: 'devices.enrol', nowMs: centre.nowMs(), ipAddress: ip };
      const device = await door.write(clinicId, context, (tx) =>
        enrolDevice(keys, tx, { code: body.code, publicKey: body.public_key }),
      );
      if (!device) throw new RestRefusal(400, { code: ['This code is not right, was used, or is too old.'] });
      return reply.status(201).send({ device_id: device.id, clinic_id: clinicId, name: device.name });
    },
  );
  app.post(
    '/devices/token',
    {
      config: strangers,
      schema: {
        summary: 'Prove to be a PC of the clinic',
        tags,
        body: z.object({ device_id: z.string().max(64), proof: z.string().max(2_000) }),
        response: { 200: z.object({ access: z.string() }), 400: fields, 401: detailAnswer },
      },
    },
    async ({ body }) => {
      const nowMs = centre.nowMs();
      const device = await door.read(clinicId, (reader) => standingDevice(reader, body.device_id));
      if (!device || !(await isProofOf(device, { proof: body.proof, clinicId, nowMs }))) throw notValid();
      return { access: await signDeviceToken(keys, { sub: device.id, clinicId, nowMs }) };
    },
  );
  app.get(
    '/devices/me',
    {
      config: { access: 'device' },
      schema: { summary: 'Which PC I am', tags, response: { 200: deviceAnswer, 401: detailAnswer } },
    },
    ({ device }) => {
      assert(device, 'a route for devices is reached with one');
      return door.read(clinicId, async (reader) => deviceShown(device, (await clinicFacts(reader)).timeZone));
    },
  );
};

function deviceShown(device: Device, timeZone: string): z.infer<typeof deviceAnswer> {
  const at = (ms: number | null) => (ms === null ? null : instantText(ms, timeZone));
  const isEnrolled = device.enrolledAtMs !== null;
  return {
    id: device.id,
    name: device.name,
    state: device.revokedAtMs !== null ? 'revoked' : isEnrolled ? 'enrolled' : 'waiting',
    created_at: instantText(device.createdAtMs, timeZone),
    enrolled_at: at(device.enrolledAtMs),
    revoked_at: at(device.revokedAtMs),
  };
}
