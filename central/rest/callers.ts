// Who calls, before anything else happens: the token is read, the session and the person are looked up, the route's rule is held.
import type { FastifyRequest } from 'fastify';
import { type Device, standingDevice } from '../accounts/devices.ts';
import { callerOf } from '../accounts/sessions.ts';
import { readDeviceToken, readToken } from '../accounts/tokens.ts';
import { detail } from './answers.ts';
import { inactive, notValid } from './auth.ts';
import type { Caller, Centre } from './routing.ts';

/** The hook of every request. A bad token is refused on public routes too: clients refresh theirs on that answer. */
export const knowCaller = (centre: Centre) => async (request: FastifyRequest) => {
  const { access } = request.routeOptions.config;
  if (access === 'machine' || access === undefined) return;
  if (access === 'device') {
    request.device = await deviceFrom(centre, request);
    return;
  }
  const caller = await callerFrom(centre, request);
  request.caller = caller;
  if (access === 'anyone') return;
  if (!caller) throw detail(401, 'Sign in first.', 'not_authenticated');
  if (!access.includes(caller.role)) throw detail(403, 'Your role may not do this.');
};

async function callerFrom(centre: Centre, { headers }: FastifyRequest): Promise<Caller | null> {
  const token = bearerOf(headers);
  if (token === undefined) return null;
  const asked = { type: 'access', clinicId: centre.clinicId, nowMs: centre.nowMs() } as const;
  const claims = await readToken(centre.keys, token, asked);
  if (!claims) throw notValid();
  const caller = await centre.door.read(centre.clinicId, (reader) => callerOf(reader, claims));
  if (caller === 'inactive') throw inactive();
  if (caller === 'ended') throw notValid();
  return caller;
}

async function deviceFrom(
  { door, keys, clinicId, nowMs }: Centre,
  { headers }: FastifyRequest,
): Promise<Device> {
  const token = bearerOf(headers);
  if (token === undefined)
    throw detail(401, 'This is for clinic PCs that are enrolled.', 'not_authenticated');
  const id = await readDeviceToken(keys, token, { clinicId, nowMs: nowMs() });
  const device = id && (await door.read(clinicId, (reader) => standingDevice(reader, id)));
  if (!device) throw notValid();
  return device;
}

/** Undefined without a token; what is no bearer token is one that is not valid. */
const bearerOf = ({ authorization = '' }: FastifyRequest['headers']): string | undefined =>
  authorization === '' ? undefined : (/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '');
