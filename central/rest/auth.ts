// Signing in and out, and going on with a session. What a refused try tells is the same whatever was wrong with it.
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { foldEmail } from '../../domain/accounts.ts';
import { isPassword } from '../accounts/passwords.ts';
import {
  openSession,
  refreshSession,
  revokeFamily,
  revokeSessions,
  type TokenPair,
} from '../accounts/sessions.ts';
import { readToken } from '../accounts/tokens.ts';
import { userAnswer, userShown } from '../accounts/users.ts';
import { credentials } from '../schema/accounts.ts';
import { businessAnswer, detail, detailAnswer, RestRefusal } from './answers.ts';
import { type App, type Centre, everyRole, signedIn } from './routing.ts';

const tags = ['auth'];
const pair = z.object({ refresh: z.string(), access: z.string() });
const fields = z.record(z.string(), z.unknown());
const required = z
  .string('This field is required.')
  .min(1, 'This field may not be blank.')
  .max(4_096, 'This is too long.');
const signIn = z.object({ email: required, password: required.max(256, 'This is too long.') });
/** Both source systems have a sign-in of this path: one answer serves the clients of both. */
export const signedInAnswer = z.object({
  success: z.literal(true),
  message: z.string(),
  user: userAnswer,
  tokens: pair,
  access: z.string(),
  refresh: z.string(),
  user_id: z.number().int(),
  email: z.string(),
});
const done = z.object({ success: z.literal(true), message: z.string() });

export const authRoutes = (centre: Centre) => async (app: App) => {
  const { SIGN_IN_RATE_LIMIT } = centre.configuration;
  const anyone = { access: 'anyone', rateLimit: { max: SIGN_IN_RATE_LIMIT } } as const;
  const { door, clinicId } = centre;

  app.post(
    '/auth/login',
    {
      config: anyone,
      schema: {
        summary: 'Sign in',
        tags,
        body: signIn,
        response: { 200: signedInAnswer, 400: fields, 401: businessAnswer.extend({ detail: z.string() }) },
      },
    },
    async ({ body, ip }) => {
      const found = await whoIs(centre, body, ip);
      if (!found) {
        const text = 'This e-mail and password do not go together.';
        throw new RestRefusal(401, { success: false, message: text, error: text, detail: text });
      }
      return {
        success: true as const,
        message: 'You are signed in.',
        ...(await sessionOf(centre, found, ip)),
      };
    },
  );
  app.post(
    '/token',
    {
      config: anyone,
      schema: {
        summary: 'Sign in for a pair of tokens',
        tags,
        body: signIn,
        response: { 200: pair, 400: fields, 401: detailAnswer },
      },
    },
    async ({ body, ip }) => {
      const found = await whoIs(centre, body, ip);
      if (!found) throw detail(401, 'This e-mail and password do not go together.');
      return (await sessionOf(centre, found, ip)).tokens;
    },
  );
  const refreshing = {
    config: { access: 'anyone' } as const,
    schema: {
      summary: 'Go on with a session',
      tags,
      body: z.object({ refresh: required }),
      response: { 200: pair, 400: fields, 401: detailAnswer },
    },
  };
  // The second path is the one of the record-sharing clients.
  for (const path of ['/token/refresh', '/auth/token/refresh'])
    app.post(path, refreshing, async ({ body, ip }) => {
      const nowMs = centre.nowMs();
      const claims = await readToken(centre.keys, body.refresh, {
        type: 'refresh',
        clinicId,
        nowMs,
      });
      if (!claims) throw notValid();
      const context = { userId: claims.sub, kind: 'accounts.refresh', nowMs, ipAddress: ip };
      const refreshed = await door.write(clinicId, context, (tx) => refreshSession(centre, tx, claims));
      if ('pair' in refreshed) return refreshed.pair;
      throw refreshed.refused === 'inactive' ? inactive() : notValid();
    });

  const leaving = z.object({
    refresh: z.string().max(4_096).optional(),
    refresh_token: z.string().max(4_096).optional(),
    redirect_url: z.string().max(2_000).optional(),
  });
  app.post(
    '/auth/logout',
    {
      config: { access: everyRole },
      schema: {
        summary: 'End this session',
        tags,
        body: leaving.nullish(),
        response: { 200: done.extend({ redirect_url: z.string() }), 400: businessAnswer, 401: detailAnswer },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const token = request.body?.refresh ?? request.body?.refresh_token;
      const nowMs = centre.nowMs();
      const claims = await readToken(centre.keys, token ?? '', {
        type: 'refresh',
        clinicId,
        nowMs,
      });
      // A token of somebody else ends nothing (fault F12); a superseded one of the own ends the session all the same.
      if (token !== undefined && claims?.sub !== caller.userId) {
        const text = 'This is not a refresh token of yours.';
        throw new RestRefusal(400, { success: false, message: text, error: text });
      }
      const context = { userId: caller.userId, kind: 'accounts.logout', nowMs, ipAddress: request.ip };
      await door.write(clinicId, context, (tx) =>
        revokeFamily(tx, claims?.fam ?? caller.familyId, 'signed out'),
      );
      const redirect_url = safeRedirect(centre, request.body?.redirect_url);
      return { success: true as const, message: 'You are signed out.', redirect_url };
    },
  );
  app.post(
    '/auth/logout-all',
    {
      config: { access: everyRole },
      schema: { summary: 'End every session', tags, response: { 205: done, 401: detailAnswer } },
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const context = { userId, kind: 'accounts.logoutAll', nowMs: centre.nowMs(), ipAddress: request.ip };
      await door.write(clinicId, context, (tx) => revokeSessions(tx, userId, 'signed out everywhere'));
      return reply.status(205).send({ success: true as const, message: 'You are signed out everywhere.' });
    },
  );
  app.get(
    '/user/me',
    {
      config: { access: everyRole },
      schema: { summary: 'Who I am', tags, response: { 200: userAnswer, 401: detailAnswer } },
    },
    (request) => door.read(clinicId, (reader) => userShown(reader, signedIn(request).userId)),
  );
};

export const notValid = () =>
  detail(401, 'The token is not valid, or its session has ended.', 'token_not_valid');
export const inactive = () => detail(401, 'This account is not active.', 'user_inactive');

type Found = { id: string; restId: number; email: string };

/** Whose e-mail and password these are; undefined for all else. A refused try is in the trail of the account. */
async function whoIs(
  centre: Centre,
  { email, password }: z.infer<typeof signIn>,
  ip: string,
): Promise<Found | undefined> {
  const { door, clinicId } = centre;
  const [user] = await door.read(clinicId, ({ db }) =>
    db
      .select({
        id: users.id,
        restId: users.restId,
        email: users.email,
        isActive: users.isActive,
        isVerified: users.isVerified,
        passwordHash: credentials.passwordHash,
      })
      .from(users)
      .innerJoin(credentials, and(eq(credentials.clinicId, clinicId), eq(credentials.userId, users.id)))
      .where(and(eq(users.clinicId, clinicId), eq(users.email, foldEmail(email)))),
  );
  const isRight = await isPassword(user?.passwordHash, password);
  if (user && isRight && user.isActive && user.isVerified) return user;
  if (user) {
    const context = { userId: null, kind: 'accounts.signInRefused', nowMs: centre.nowMs(), ipAddress: ip };
    await door.write(clinicId, context, async (tx) =>
      tx.about({ entity: 'users', entityId: user.id, patientId: null }),
    );
  }
  return undefined;
}

async function sessionOf(centre: Centre, found: Found, ipAddress: string) {
  const context = { userId: found.id, kind: 'accounts.signIn', nowMs: centre.nowMs(), ipAddress };
  return centre.door.write(centre.clinicId, context, async (tx) => {
    tx.about({ entity: 'users', entityId: found.id, patientId: null });
    const tokens: TokenPair = await openSession(centre, tx, found);
    const user = await userShown(tx, found.id);
    return { user, tokens, ...tokens, user_id: found.restId, email: found.email };
  });
}

const SIGN_IN_PATH = '/api/v1/auth/login';

/** Only to a path of this server or to the web client: an address from the outside is not repeated (fault F12). */
function safeRedirect({ configuration }: Centre, asked: string | undefined): string {
  if (asked === undefined) return SIGN_IN_PATH;
  const base = new URL(configuration.FRONTEND_URL);
  const url = URL.parse(asked, base);
  return url?.origin === base.origin ? asked : SIGN_IN_PATH;
}
