// Six digits that prove who reads an address or a number: kept as a MAC, for five minutes, five tries and five an hour.
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { ServerKeys } from '../keys.ts';
import { type otpPurposes, otpVerifications } from '../schema/accounts.ts';
import type { Tx } from '../transaction.ts';

export const CODE_MINUTES = 5;
const MAX_TRIES = 5;
const MAX_AN_HOUR = 5;
const HOUR_MS = 3_600_000;

type Asked = { userId: string; purpose: (typeof otpPurposes)[number] };
export type IssuedCode = { code: string; expiresAtMs: number };

/** A new code, or null when the person has had enough of them within the hour (otp-flood). */
export async function issueCode(
  { codes }: ServerKeys,
  tx: Tx,
  { userId, purpose }: Asked,
): Promise<IssuedCode | null> {
  const { db, clinicId, nowMs } = tx;
  const [recent] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(otpVerifications)
    .where(
      and(
        eq(otpVerifications.clinicId, clinicId),
        eq(otpVerifications.userId, userId),
        gt(otpVerifications.createdAtMs, nowMs - HOUR_MS),
      ),
    );
  if ((recent?.count ?? 0) >= MAX_AN_HOUR) return null;
  const id = tx.newId();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAtMs = nowMs + CODE_MINUTES * 60_000;
  await db.insert(otpVerifications).values({
    clinicId,
    id,
    userId,
    purpose,
    codeMac: macOf(codes, id, code),
    createdAtMs: nowMs,
    expiresAtMs,
    attempts: 0,
    isUsed: false,
  });
  return { code, expiresAtMs };
}

/**
 * Whether it is the newest code of that person and purpose, unused and in time. Each try counts, so the transaction must commit whatever
 * the answer. A right one is used up with `use`, and only looked at without.
 */
export async function isCode(
  { codes }: ServerKeys,
  tx: Tx,
  { userId, purpose, code, use }: Asked & { code: string; use: boolean },
): Promise<boolean> {
  const { db, clinicId, nowMs } = tx;
  const [newest] = await db
    .select()
    .from(otpVerifications)
    .where(
      and(
        eq(otpVerifications.clinicId, clinicId),
        eq(otpVerifications.userId, userId),
        eq(otpVerifications.purpose, purpose),
      ),
    )
    .orderBy(desc(otpVerifications.createdAtMs), desc(otpVerifications.id))
    .limit(1);
  if (!newest || newest.isUsed || newest.expiresAtMs <= nowMs || newest.attempts >= MAX_TRIES) return false;
  const isRight = timingSafeEqual(
    Buffer.from(newest.codeMac, 'hex'),
    Buffer.from(macOf(codes, newest.id, code), 'hex'),
  );
  await db
    .update(otpVerifications)
    .set({ attempts: newest.attempts + 1, isUsed: isRight && use })
    .where(and(eq(otpVerifications.clinicId, clinicId), eq(otpVerifications.id, newest.id)));
  return isRight;
}

/** Bound to its row: six digits alone would be found by trying them all. */
const macOf = (key: Buffer, id: string, code: string): string =>
  createHmac('sha256', key).update(`${id}:${code}`).digest('hex');
