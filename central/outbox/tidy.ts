// Takes away what is of no use any more: counters, codes, links and tokens that ran out, messages that left, files that no row names.
import { and, eq, lt, notExists } from 'drizzle-orm';
import { healthDocuments } from '../../db/schema/documents.ts';
import type { Centre } from '../rest/routing.ts';
import { otpVerifications, refreshFamilies, refreshTokens, resetLinks } from '../schema/accounts.ts';
import { outboxMessages } from '../schema/outbox.ts';
import { rateCounters } from '../schema/rate-counters.ts';

const DAY_MS = 86_400_000;

type Tidied = Pick<Centre, 'door' | 'clinicId' | 'nowMs' | 'files'>;

export async function tidy(centre: Tidied): Promise<void> {
  const { door, clinicId, nowMs } = centre;
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
  await sweepFiles(centre);
}

/** An upload has long ended after this time, one way or the other. */
const UNNAMED_FILE_MS = 3_600_000;

/** A process that died between a file and its row has left the file: nobody can reach it, and it goes. */
export async function sweepFiles({ door, clinicId, files }: Tidied): Promise<void> {
  const lying = await files.storage.list(clinicId);
  const old = lying.filter(({ changedAtMs }) => changedAtMs < Date.now() - UNNAMED_FILE_MS);
  if (old.length === 0) return;
  const named = await door.read(clinicId, ({ db }) =>
    db
      .select({ storedName: healthDocuments.storedName })
      .from(healthDocuments)
      .where(eq(healthDocuments.clinicId, clinicId)),
  );
  // A database without a single document beside files of a clinic is a wrong or an empty one: what lies there is not its to take away.
  if (named.length === 0) return;
  const known = new Set(named.map(({ storedName }) => storedName));
  for (const { storedName } of old)
    if (!known.has(storedName)) await files.storage.remove({ clinicId, storedName });
}
