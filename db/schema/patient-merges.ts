// Which records were merged into which, with all that an undo needs.
import { index, instant, json, ref, synced, syncedKey, table } from '#columns';
import type { PatientMerge } from '../../domain/patient-merges.ts';

export const patientMerges = table(
  'patientMerges',
  {
    ...synced(),
    keptId: ref().notNull(),
    mergedId: ref().notNull(),
    mergedAtMs: instant().notNull(),
    byUserId: ref().notNull(),
    keptBefore: json<PatientMerge['keptBefore']>().notNull(),
    moved: json<PatientMerge['moved']>().notNull(),
    undoneAtMs: instant(),
    undoneById: ref(),
  },
  (t) => [
    syncedKey(t),
    index('patient_merges_kept').on(t.clinicId, t.keptId),
    index('patient_merges_merged').on(t.clinicId, t.mergedId),
  ],
);
