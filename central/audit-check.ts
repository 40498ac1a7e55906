// Reads a clinic's audit trail from its first entry and says whether it is the one that was written: nothing changed, left out or cut off.
import { createHmac } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import { auditEntries, clinicHeads } from './schema/tenancy.ts';
import { canonicalJson, type Reader } from './transaction.ts';

const ENTRIES_AT_ONCE = 1_000;

/** `brokenAt` is the number of the first entry that is not what was written, or after which something is missing; null when all is well. */
export type TrailState = { entries: number; brokenAt: number | null };

export async function checkTrail({ db, clinicId }: Reader, auditKey: Buffer): Promise<TrailState> {
  const [head] = await db.select().from(clinicHeads).where(eq(clinicHeads.clinicId, clinicId));
  let mac = '';
  let seq = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.clinicId, clinicId), gt(auditEntries.seq, seq)))
      .orderBy(asc(auditEntries.seq))
      .limit(ENTRIES_AT_ONCE);
    for (const { mac: written, ...entry } of rows) {
      mac = createHmac('sha256', auditKey).update(mac).update(canonicalJson(entry)).digest('hex');
      if (entry.seq !== seq + 1 || mac !== written) return { entries: seq, brokenAt: seq + 1 };
      seq = entry.seq;
    }
    if (rows.length < ENTRIES_AT_ONCE) break;
  }
  // The head is written with every entry: a tail that was cut off is missed here.
  const isWhole = head?.auditSeq === seq && head.auditMac === mac;
  return { entries: seq, brokenAt: isWhole ? null : seq + 1 };
}
