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

type Signed = Pick<TokenClaims, 'jti' | 'user_id' | 'sub' | 'fam'> & {
  type: TokenType;
  clinicId: string;
  nowMs: number;
};

export function signToken(
  { tokens }: ServerKeys,
  { type, clinicId, nowMs, sub, ...rest }: Signed,
): Promise<string> {
  const nowSeconds = Math.floor(nowMs / 1000);
  return new SignJWT({ token_type: type, ...rest })
    .setProtectedHeader({ alg: 'EdDSA', kid: tokens.kid })
    .setIssuer(ISSUER)
    .setAudience(clinicId)
    .setSubject(sub)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + (type === 'access' ? ACCESS_SECONDS : REFRESH_SECONDS))
    .sign(tokens.privateKey);
}

/** What the token says, or undefined when it is not ours, not of this clinic, not of this type or too old. */
export async function readToken(
  { tokens }: ServerKeys,
  token: string,
  { type, clinicId, nowMs }: { type: TokenType; clinicId: string; nowMs: number },
): Promise<TokenClaims | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, tokens.publicKey, {
      algorithms: ['EdDSA'],
      issuer: ISSUER,
      audience: clinicId,
      currentDate: new Date(nowMs),
    });
    const parsed = claims.safeParse(payload);
    if (!parsed.success || protectedHeader.kid !== tokens.kid) return undefined;
    return parsed.data.token_type === type ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
