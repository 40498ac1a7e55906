// How this PC prints each document. What a profile may say is domain/print-profiles.ts.
import { and, eq } from 'drizzle-orm';
import {
  type PrintDocument,
  type PrintProfile,
  printSetup,
  type PrintSetup,
} from '../domain/print-profiles.ts';
import { printProfiles } from './schema/print-profiles.ts';
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
