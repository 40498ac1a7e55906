// Charts that are closed to most, and the glass that is broken for one of them: for a reason, for half an hour, reviewed by another. Pure.
import { z } from 'zod';
import type { Role } from './accounts.ts';
import { Refused } from './failure.ts';
import { type NewRow, requiredText, rowId, syncedRow, typedText } from './row.ts';

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
export type BrokenGlass = z.infer<typeof brokenGlassRow>;

/** Long enough to see somebody in an emergency, too short to browse. */
export const GLASS_MS = 30 * 60_000;

export const chartReasonInput = z.object({ patientId: rowId, reason: requiredText(500) });
export const reviewGlassInput = z.object({ glassId: rowId, note: typedText(1_000) });

/** What decides who reads a chart: all of it read in the transaction that reads the chart. */
export type ChartAccess = {
  isClosed: boolean;
  /** The person has, or had, an appointment with the patient as the doctor; a cancelled one is none. */
  treats: boolean;
  /** When the newest glass the person broke for this patient expires; null when none was broken. */
  glassUntilMs: number | null;
};

/** How a chart is read: as anybody may, or through broken glass until that moment. Refuses with `chart_closed`. */
export function readChart(
  access: ChartAccess,
  patientId: string,
  nowMs: number,
): { glassUntilMs: number | null } {
  if (!isReadable(access, nowMs)) throw new Refused({ code: 'chart_closed', patientId });
  return { glassUntilMs: access.isClosed && !access.treats ? access.glassUntilMs : null };
}

export const isReadable = ({ isClosed, treats, glassUntilMs }: ChartAccess, nowMs: number): boolean =>
  !isClosed || treats || (glassUntilMs !== null && nowMs < glassUntilMs);

type By = { userId: string; role: Role };

/** Closing a chart, and opening it to everybody again, is for an admin or for a doctor who treats the patient. */
export function changeRestriction(access: ChartAccess, by: By, change: 'close' | 'lift'): void {
  if (by.role !== 'admin' && !access.treats) throw new Refused({ code: 'not_your_patient' });
  if (access.isClosed === (change === 'close'))
    throw new Refused({ code: change === 'close' ? 'chart_already_closed' : 'chart_not_closed' });
}

/** Glass is broken only where there is some: a chart that can be read anyway needs no reason. */
export function breakGlass(
  access: ChartAccess,
  asked: { patientId: string; reason: string },
  made: { id: string; userId: string; nowMs: number },
): NewRow<BrokenGlass> {
  if (asked.reason.trim() === '') throw new Refused({ code: 'reason_required' });
  if (!access.isClosed || access.treats) throw new Refused({ code: 'chart_not_closed' });
  return {
    id: made.id,
    patientId: asked.patientId,
    userId: made.userId,
    reason: asked.reason,
    brokenAtMs: made.nowMs,
    expiresAtMs: made.nowMs + GLASS_MS,
    reviewedAtMs: null,
    reviewedById: null,
    reviewNote: '',
  };
}

/** Reviewed once, and never by the one who broke it. */
export function reviewGlass(
  glass: BrokenGlass,
  by: By,
  review: { note: string; nowMs: number },
): Pick<BrokenGlass, 'reviewedAtMs' | 'reviewedById' | 'reviewNote'> {
  if (glass.userId === by.userId) throw new Refused({ code: 'own_glass' });
  if (glass.reviewedAtMs !== null) throw new Refused({ code: 'glass_reviewed' });
  return { reviewedAtMs: review.nowMs, reviewedById: by.userId, reviewNote: review.note };
}
