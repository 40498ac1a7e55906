// Access and refresh tokens as they travel: signed with Ed25519, for one clinic. Whether a session still stands is in sessions.ts.
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { ServerKeys } from '../keys.ts';

export const ACCESS_SECONDS = 600;
export const REFRESH_SECONDS = 7 * 86_400;
const ISSUER = 'clinic-desk';

const claims = z.object({
  token_type: z.enum(['access', 'refresh']),
  jti: z.string(),
  exp: z.number(),
  /** The number the REST API knows the person by. */
  user_id: z.number().int(),
  sub: z.string(),
  /** The family of the session. */
  fam: z.string(),
});
export type TokenClaims = z.infer<typeof claims>;
type TokenType = TokenClaims['token_type'];
const deviceClaims = z.object({ token_type: z.literal('device'), sub: z.string() });

type Signed = Pick<TokenClaims, 'jti' | 'user_id' | 'sub' | 'fam'> & {
  type: TokenType;
  clinicId: string;
  nowMs: number;
};

export const signToken = (keys: ServerKeys, { type, ...signed }: Signed): Promise<string> =>
  sign(keys, { ...signed, token_type: type, seconds: type === 'access' ? ACCESS_SECONDS : REFRESH_SECONDS });

/** What a device that has proved itself works with. */
export const signDeviceToken = (
  keys: ServerKeys,
  signed: { sub: string; clinicId: string; nowMs: number },
): Promise<string> => sign(keys, { ...signed, token_type: 'device', seconds: ACCESS_SECONDS });

type Signing = { sub: string; clinicId: string; nowMs: number; seconds: number; token_type: string };

function sign({ tokens }: ServerKeys, { clinicId, nowMs, sub, seconds, ...rest }: Signing): Promise<string> {
  const nowSeconds = Math.floor(nowMs / 1000);
  return new SignJWT(rest)
    .setProtectedHeader({ alg: 'EdDSA', kid: tokens.kid })
    .setIssuer(ISSUER)
    .setAudience(clinicId)
    .setSubject(sub)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + seconds)
    .sign(tokens.privateKey);
}

type Expected = { clinicId: string; nowMs: number };

/** What the token says, or undefined when it is not ours, not of this clinic, not of this type or too old. */
export async function readToken(
  keys: ServerKeys,
  token: string,
  { type, ...expected }: Expected & { type: TokenType },
): Promise<TokenClaims | undefined> {
  const { data } = claims.safeParse(await payloadOf(keys, token, expected));
  return data?.token_type === type ? data : undefined;
}

/** The device that the token was given to; otherwise as `readToken`. */
export async function readDeviceToken(
  keys: ServerKeys,
  token: string,
  expected: Expected,
): Promise<string | undefined> {
  return deviceClaims.safeParse(await payloadOf(keys, token, expected)).data?.sub;
}

async function payloadOf(
  { tokens }: ServerKeys,
  token: string,
  { clinicId, nowMs }: Expected,
): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, tokens.publicKey, {
      algorithms: ['EdDSA'],
      issuer: ISSUER,
      audience: clinicId,
      currentDate: new Date(nowMs),
    });
    return protectedHeader.kid === tokens.kid ? payload : undefined;
  } catch {
    return undefined;
  }
}
