// How this PC prints each document. What a profile may say is domain/print-profiles.ts.
import { and, eq } from 'drizzle-orm';
import { Refused } from '../domain/failure.ts';
import {
  type PrintDocument,
  type PrintProfile,
  type PrintProfileInput,
  printSetup,
  type PrintSetup,
} from '../domain/print-profiles.ts';
import { printProfiles } from './schema/print-profiles.ts';
import type { Vault } from './vault/vault.ts';
import type { Tx } from './write.ts';

/** What a document is printed with on this PC. */
export const printSetupOf = (tx: Tx, document: PrintDocument): PrintSetup =>
  printSetup(document, profileOf(tx, document));

function profileOf(tx: Tx, document: PrintDocument): PrintProfile | undefined {
  return tx.db
    .select()
    .from(printProfiles)
    .where(
      and(
        eq(printProfiles.clinicId, tx.clinicId),
        eq(printProfiles.deviceId, tx.deviceId),
        eq(printProfiles.document, document),
      ),
    )
    .get();
}

/** The profiles of this PC. */
export const profilesOf = ({
  db,
  clinicId,
  deviceId,
}: Pick<Vault, 'db' | 'clinicId' | 'deviceId'>): PrintProfile[] =>
  db
    .select()
    .from(printProfiles)
    .where(and(eq(printProfiles.clinicId, clinicId), eq(printProfiles.deviceId, deviceId)))
    .all();

/** `seenMs` is the profile's `updatedAtMs` as the person saw it, null where there was none. Answers the profile and what it was before. */
export function saveProfile(
  tx: Tx,
  { seenMs, values }: { seenMs: number | null; values: PrintProfileInput },
): { before: PrintProfile | null; saved: PrintProfile } {
  const before = seenProfile(tx, values.document, seenMs);
  const saved = before
    ? tx.update('printProfiles', before.id, values)
    : tx.insert('printProfiles', { id: tx.newId(), deviceId: tx.deviceId, ...values });
  return { before, saved };
}

/** The document's own again. Answers what was chosen before. */
export function resetProfile(
  tx: Tx,
  { seenMs, document }: { seenMs: number | null; document: PrintDocument },
): PrintProfile | null {
  const before = seenProfile(tx, document, seenMs);
  if (before) tx.remove('printProfiles', before.id);
  return before;
}

function seenProfile(tx: Tx, document: PrintDocument, seenMs: number | null): PrintProfile | null {
  const profile = profileOf(tx, document) ?? null;
  if ((profile?.updatedAtMs ?? null) !== seenMs)
    throw new Refused({ code: 'changed_meanwhile', subject: 'printProfile', id: profile?.id ?? document });
  return profile;
}
