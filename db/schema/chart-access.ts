// Closed charts, and who broke the glass of one.
import { index, instant, ref, synced, syncedKey, table, text } from '#columns';

export const chartRestrictions = table(
  'chartRestrictions',
  {
    ...synced(),
    patientId: ref().notNull(),
    reason: text().notNull(),
    restrictedById: ref().notNull(),
    liftedAtMs: instant(),
    liftedById: ref(),
  },
  (t) => [syncedKey(t), index('chart_restrictions_patient').on(t.clinicId, t.patientId)],
);

export const brokenGlass = table(
  'brokenGlass',
  {
    ...synced(),
    patientId: ref().notNull(),
    userId: ref().notNull(),
    reason: text().notNull(),
    brokenAtMs: instant().notNull(),
    expiresAtMs: instant().notNull(),
    reviewedAtMs: instant(),
    reviewedById: ref(),
    reviewNote: text().notNull(),
  },
  (t) => [
    syncedKey(t),
    index('broken_glass_patient').on(t.clinicId, t.patientId, t.userId),
    index('broken_glass_to_review').on(t.clinicId, t.reviewedAtMs, t.brokenAtMs),
  ],
);
