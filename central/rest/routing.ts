// What every route is made with: who may call it, what it takes and what it answers. A route that does not say who may call it does not start.
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Role, roles } from '../../domain/accounts.ts';
import { assert } from '../../domain/failure.ts';
import type { Device } from '../accounts/devices.ts';
import type { Configuration } from '../configuration.ts';
import type { Sealing } from '../files/sealing.ts';
import type { FileStorage } from '../files/storage.ts';
import type { ServerKeys } from '../keys.ts';
import type { Door } from '../transaction.ts';

/**
 * `anyone`: also without a token, though a bad one is refused. `machine`: not of the API (health, schema). `device`: a clinic PC that has proved
 * itself, and no person.
 */
export type Access = 'anyone' | 'machine' | 'device' | readonly Role[];

/** Who calls, as the access token and the database say now. */
export type Caller = { userId: string; restId: number; role: Role; familyId: string };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Null without a token. Routes for roles always have one. */
    caller: Caller | null;
    /** The clinic PC that asks. Routes for devices always have one. */
    device: Device | null;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What routes work with. Nothing here changes while the server runs. */
export type Centre = {
  door: Door;
  keys: ServerKeys;
  configuration: Configuration;
  /** The clinic that this server answers for. */
  clinicId: string;
  nowMs: () => number;
  /** Where documents lie and how they are sealed. */
  files: { storage: FileStorage; sealing: Sealing };
};

/** The number in a path. What is no number names nothing: not found, as an unknown one. */
export const idParams = z.object({
  id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).catch(0),
});

/** The address that was asked, as the outside knows it: what links begin with comes from the settings where they say it. */
export function addressOf({ configuration }: Pick<Centre, 'configuration'>, request: FastifyRequest): URL {
  const base = configuration.PUBLIC_URL ?? `${request.protocol}://${request.host}`;
  return new URL(request.url, base);
}

export const everyRole = roles;

/** Who calls a route that only takes people who signed in. */
export function signedIn({ caller }: FastifyRequest): Caller {
  assert(caller, 'a route for roles is reached with a caller');
  return caller;
}
