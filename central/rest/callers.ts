// Who calls, before anything else happens: the token is read, the session and the person are looked up, the route's rule is held.
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../accounts/sessions.ts';
import { readToken } from '../accounts/tokens.ts';
import { detail } from './answers.ts';
import { inactive, notValid } from './auth.ts';
import type { Caller, Centre } from './routing.ts';

/** The hook of every request. A bad token is refused on public routes too: clients refresh theirs on that answer. */
export const knowCaller = (centre: Centre) => async (request: FastifyRequest) => {
  const { access } = request.routeOptions.config;
  if (access === 'machine' || access === undefined) return;
  const caller = await callerFrom(centre, request);
  request.caller = caller;
  if (access === 'anyone') return;
  if (!caller) throw detail(401, 'Sign in first.', 'not_authenticated');
  if (!access.includes(caller.role)) throw detail(403, 'Your role may not do this.');
};

async function callerFrom(centre: Centre, { headers }: FastifyRequest): Promise<Caller | null> {
  const { authorization } = headers;
  if (authorization === undefined || authorization === '') return null;
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';
  const asked = { type: 'access', clinicId: centre.clinicId, nowMs: centre.nowMs() } as const;
  const claims = await readToken(centre.keys, token, asked);
  if (!claims) throw notValid();
  const caller = await centre.door.read(centre.clinicId, (reader) => callerOf(reader, claims));
  if (caller === 'inactive') throw inactive();
  if (caller === 'ended') throw notValid();
  return caller;
}
