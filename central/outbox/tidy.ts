// Takes away what is of no use any more: counters, codes, links and tokens that ran out, messages that left.
import { and, eq, lt, notExists } from 'drizzle-orm';
import type { Centre } from '../rest/routing.ts';
import { otpVerifications, refreshFamilies, refreshTokens, resetLinks } from '../schema/accounts.ts';
import { outboxMessages } from '../schema/outbox.ts';
import { rateCounters } from '../schema/rate-counters.ts';

const DAY_MS = 86_400_000;

export async function tidy({
  door,
  clinicId,
  nowMs,
}: Pick<Centre, 'door' | 'clinicId' | 'nowMs'>): Promise<void> {
  const atMs = nowMs();
  const yesterdayMs = atMs - DAY_MS;
  await door.aside(clinicId, async ({ db }) => {
    await db
      .delete(rateCounters)
      .where(and(eq(rateCounters.clinicId, clinicId), lt(rateCounters.windowEndsAtMs, yesterdayMs)));
    await db
      .delete(otpVerifications)
      .where(and(eq(otpVerifications.clinicId, clinicId), lt(otpVerifications.expiresAtMs, yesterdayMs)));
    await db
      .delete(resetLinks)
      .where(and(eq(resetLinks.clinicId, clinicId), lt(resetLinks.expiresAtMs, yesterdayMs)));
    await db
      .delete(outboxMessages)
      .where(and(eq(outboxMessages.clinicId, clinicId), lt(outboxMessages.expiresAtMs, yesterdayMs)));
    await db
      .delete(refreshTokens)
      .where(and(eq(refreshTokens.clinicId, clinicId), lt(refreshTokens.expiresAtMs, atMs)));
    const standing = db
      .select({ id: refreshTokens.id })
      .from(refreshTokens)
      .where(and(eq(refreshTokens.clinicId, clinicId), eq(refreshTokens.familyId, refreshFamilies.id)));
    await db.delete(refreshFamilies).where(and(eq(refreshFamilies.clinicId, clinicId), notExists(standing)));
  });
}
