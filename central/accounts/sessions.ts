// Sessions: a family of refresh tokens from each sign-in. A token dies when its successor is first used, so that a lost answer costs
// nobody the session; used again after that, it was stolen by somebody, and the whole family ends.
import { and, eq, isNull, ne } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { users } from '../../db/schema/accounts.ts';
import type { User } from '../../domain/accounts.ts';
import type { Caller, Centre } from '../rest/routing.ts';
import { refreshFamilies, refreshTokens } from '../schema/accounts.ts';
import type { Reader, Tx } from '../transaction.ts';
import { REFRESH_SECONDS, signToken, type TokenClaims } from './tokens.ts';

export type TokenPair = { refresh: string; access: string };
type Person = Pick<User, 'id'> & { restId: number };

export async function openSession(centre: Centre, tx: Tx, person: Person): Promise<TokenPair> {
  const familyId = uuidv7();
  const { clinicId, nowMs } = tx;
  await tx.db
    .insert(refreshFamilies)
    .values({ clinicId, id: familyId, userId: person.id, createdAtMs: nowMs });
  return nextPair(centre, tx, { person, familyId, predecessorId: null });
}

type Next = { person: Person; familyId: string; predecessorId: string | null };

async function nextPair(
  centre: Centre,
  tx: Tx,
  { person, familyId, predecessorId }: Next,
): Promise<TokenPair> {
  const { clinicId, nowMs } = tx;
  const id = uuidv7();
  const expiresAtMs = nowMs + REFRESH_SECONDS * 1000;
  await tx.db.insert(refreshTokens).values({ clinicId, id, familyId, predecessorId, expiresAtMs });
  const signed = { user_id: person.restId, sub: person.id, fam: familyId, clinicId, nowMs };
  return {
    refresh: await signToken(centre.keys, { ...signed, type: 'refresh', jti: id }),
    access: await signToken(centre.keys, { ...signed, type: 'access', jti: uuidv7() }),
  };
}

/** `refused` is the reason; the revocation that a stolen token brings stands all the same, so nothing is thrown. */
export type Refreshed = { pair: TokenPair } | { refused: 'token' | 'inactive' };

export async function refreshSession(centre: Centre, tx: Tx, claims: TokenClaims): Promise<Refreshed> {
  const { db, clinicId } = tx;
  const [token] = await db
    .select({
      id: refreshTokens.id,
      predecessorId: refreshTokens.predecessorId,
      supersededById: refreshTokens.supersededById,
      familyId: refreshTokens.familyId,
      revokedAtMs: refreshFamilies.revokedAtMs,
      restId: users.restId,
      userId: users.id,
      isActive: users.isActive,
    })
    .from(refreshTokens)
    .innerJoin(
      refreshFamilies,
      and(eq(refreshFamilies.clinicId, clinicId), eq(refreshFamilies.id, refreshTokens.familyId)),
    )
    .innerJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, refreshFamilies.userId)))
    .where(and(eq(refreshTokens.clinicId, clinicId), eq(refreshTokens.id, claims.jti)));
  if (!token || token.revokedAtMs !== null) return { refused: 'token' };
  if (!token.isActive) return { refused: 'inactive' };
  const ofPredecessor = and(
    eq(refreshTokens.clinicId, clinicId),
    eq(refreshTokens.id, token.predecessorId ?? ''),
  );
  const [predecessor] = await db.select().from(refreshTokens).where(ofPredecessor);
  const isSiblings = predecessor?.supersededById != null && predecessor.supersededById !== token.id;
  if (token.supersededById !== null || isSiblings) {
    await revokeFamily(tx, token.familyId, 'a refresh token was used again');
    return { refused: 'token' };
  }
  if (predecessor) await db.update(refreshTokens).set({ supersededById: token.id }).where(ofPredecessor);
  const person = { id: token.userId, restId: token.restId };
  return { pair: await nextPair(centre, tx, { person, familyId: token.familyId, predecessorId: token.id }) };
}

export async function revokeFamily(
  { db, clinicId, nowMs }: Tx,
  familyId: string,
  because: string,
): Promise<void> {
  await db
    .update(refreshFamilies)
    .set({ revokedAtMs: nowMs, revokedBecause: because })
    .where(
      and(
        eq(refreshFamilies.clinicId, clinicId),
        eq(refreshFamilies.id, familyId),
        isNull(refreshFamilies.revokedAtMs),
      ),
    );
}

/** Every session of a person: after "everywhere", a new password, a deactivation. */
export async function revokeSessions(
  { db, clinicId, nowMs }: Tx,
  userId: string,
  because: string,
  exceptFamilyId?: string,
): Promise<void> {
  await db
    .update(refreshFamilies)
    .set({ revokedAtMs: nowMs, revokedBecause: because })
    .where(
      and(
        eq(refreshFamilies.clinicId, clinicId),
        eq(refreshFamilies.userId, userId),
        exceptFamilyId === undefined ? undefined : ne(refreshFamilies.id, exceptFamilyId),
        isNull(refreshFamilies.revokedAtMs),
      ),
    );
}

/** Who an access token stands for now: its session may have ended, its person may have left (deactivated-staff-token). */
export async function callerOf(
  { db, clinicId }: Reader,
  { sub, fam }: TokenClaims,
): Promise<Caller | 'ended' | 'inactive'> {
  const [found] = await db
    .select({
      restId: users.restId,
      role: users.role,
      isActive: users.isActive,
      revokedAtMs: refreshFamilies.revokedAtMs,
    })
    .from(refreshFamilies)
    .innerJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, refreshFamilies.userId)))
    .where(and(eq(refreshFamilies.clinicId, clinicId), eq(refreshFamilies.id, fam), eq(users.id, sub)));
  if (!found || found.revokedAtMs !== null) return 'ended';
  if (!found.isActive) return 'inactive';
  return { userId: sub, restId: found.restId, role: found.role, familyId: fam };
}
