// Links that set a new password: 256 random bits, kept as a hash, for half an hour and one use. A password that was set since ends them.
import { createHash, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { credentials, resetLinks } from '../schema/accounts.ts';
import type { Reader, Tx } from '../transaction.ts';

export const LINK_MINUTES = 30;

/** What the address carries: the person's number as base64url, and the secret. */
export type ResetLink = { uid: string; token: string; expiresAtMs: number };

export async function issueResetLink(tx: Tx, user: { id: string; restId: number }): Promise<ResetLink> {
  const { db, clinicId, nowMs } = tx;
  const token = randomBytes(32).toString('base64url');
  const expiresAtMs = nowMs + LINK_MINUTES * 60_000;
  await db.insert(resetLinks).values({
    clinicId,
    id: tx.newId(),
    userId: user.id,
    tokenHash: hashOf(token),
    createdAtMs: nowMs,
    expiresAtMs,
  });
  return { uid: Buffer.from(String(user.restId)).toString('base64url'), token, expiresAtMs };
}

export type StandingLink = { id: string; userId: string; email: string };

/** The link, if it may still be used by that person. */
export async function standingLink(
  { db, clinicId }: Reader,
  { uid, token, nowMs }: { uid: string; token: string; nowMs: number },
): Promise<StandingLink | undefined> {
  const [found] = await db
    .select({
      id: resetLinks.id,
      userId: users.id,
      email: users.email,
      restId: users.restId,
      isActive: users.isActive,
      createdAtMs: resetLinks.createdAtMs,
      expiresAtMs: resetLinks.expiresAtMs,
      usedAtMs: resetLinks.usedAtMs,
      changedAtMs: credentials.changedAtMs,
    })
    .from(resetLinks)
    .innerJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, resetLinks.userId)))
    .innerJoin(credentials, and(eq(credentials.clinicId, clinicId), eq(credentials.userId, users.id)))
    .where(and(eq(resetLinks.clinicId, clinicId), eq(resetLinks.tokenHash, hashOf(token))));
  if (!found?.isActive || found.usedAtMs !== null || found.expiresAtMs <= nowMs) return undefined;
  if (found.changedAtMs > found.createdAtMs) return undefined;
  return String(found.restId) === Buffer.from(uid, 'base64url').toString() ? found : undefined;
}

export async function useResetLink({ db, clinicId, nowMs }: Tx, { id }: StandingLink): Promise<void> {
  await db
    .update(resetLinks)
    .set({ usedAtMs: nowMs })
    .where(and(eq(resetLinks.clinicId, clinicId), eq(resetLinks.id, id)));
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
