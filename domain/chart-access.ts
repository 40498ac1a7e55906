// Charts that are closed to most, and the glass that is broken for one of them: for a reason, for half an hour, reviewed by another. Pure.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

/** A chart closed to everyone but the doctors who treat the patient. */
export const chartRestrictionRow = syncedRow.extend({
  patientId: rowId,
  reason: z.string(),
  restrictedById: rowId,
  liftedAtMs: z.number().int().nullable(),
  liftedById: rowId.nullable(),
});

export const brokenGlassRow = syncedRow.extend({
  patientId: rowId,
  userId: rowId,
  reason: z.string(),
  brokenAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
  reviewedAtMs: z.number().int().nullable(),
  reviewedById: rowId.nullable(),
  reviewNote: z.string(),
});
