// How each paper is printed on each PC.
import { count, decimal, oneOf, ref, synced, syncedKey, table, text, uniqueIndex } from '#columns';
import { papers, printDocuments } from '../../domain/print-profiles.ts';

export const printProfiles = table(
  'printProfiles',
  {
    ...synced(),
    deviceId: ref().notNull(),
    document: oneOf([...printDocuments]).notNull(),
    printerName: text(),
    paper: oneOf([...papers]).notNull(),
    copies: count().notNull(),
    marginTopMm: decimal(),
    marginRightMm: decimal(),
    marginBottomMm: decimal(),
    marginLeftMm: decimal(),
  },
  (t) => [syncedKey(t), uniqueIndex('print_profiles_document').on(t.clinicId, t.deviceId, t.document)],
);
