// Who may open a chart, asked in one place: everything that reads what doctors wrote about a patient passes `openChart` in its transaction.
import { type ChartAccess, isReadable, readChart } from '../domain/chart-access.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

/**
 * Opens the chart of a patient to the person the transaction is for, or refuses with `chart_closed`. The door has asked `record.read` (or
 * a paper's own permission) before. `glassUntilMs`: the chart is read through broken glass, until then.
 */
export function openChart(tx: Tx, patientId: string): { glassUntilMs: number | null } {
  return readChart(accessOf(tx, patientId, tx.userId), patientId, tx.nowMs);
}

/** A patient's row as it may be shown: where `openChart` would refuse, without what doctors noted. Reception's facts are no chart. */
export const asOpened = <Row extends { id: string; notes: string | null }>(tx: Tx, patient: Row): Row =>
  isReadable(accessOf(tx, patient.id, tx.userId), tx.nowMs) ? patient : { ...patient, notes: null };

/** Nobody in particular (`null`) treats nobody. */
export const accessOf = (reader: Reader, patientId: string, userId: string | null): ChartAccess => ({
  isClosed: standingRestrictionsOf(reader, patientId).length > 0,
  treats: prepared(reader, chartAccessQueries.treats).get(reader.clinicId, patientId, userId) !== undefined,
  glassUntilMs: prepared(reader, chartAccessQueries.glass).pluck().get(reader.clinicId, patientId, userId) as
    | number
    | null,
});

export type StandingRestriction = {
  id: string;
  reason: string;
  createdAtMs: number;
  restrictedByName: string | null;
};

/** What closes the chart now. Two PCs, or a merge, may have closed it twice: it is closed while one of them stands. */
export const standingRestrictionsOf = (reader: Reader, patientId: string): StandingRestriction[] =>
  prepared(reader, chartAccessQueries.restrictions).all(reader.clinicId, patientId) as StandingRestriction[];

export type GlassLine = {
  id: string;
  patientId: string;
  patientName: string | null;
  recordNumber: string | null;
  userId: string;
  userName: string | null;
  reason: string;
  brokenAtMs: number;
  expiresAtMs: number;
  reviewedAtMs: number | null;
  reviewedByName: string | null;
  reviewNote: string;
};

/** Broken glass nobody has reviewed yet, the oldest first; or what was reviewed, the newest first. */
export const glassLines = (reader: Reader, { reviewed }: { reviewed: boolean }): GlassLine[] =>
  prepared(reader, reviewed ? chartAccessQueries.reviewed : chartAccessQueries.toReview).all(
    reader.clinicId,
  ) as GlassLine[];

/** More than anybody reviews in one sitting. */
const MOST_GLASS = 200;
const glass =
  'SELECT g.id, g.patientId, p.fullName AS patientName, p.recordNumber, g.userId, u.fullName AS userName, g.reason, ' +
  'g.brokenAtMs, g.expiresAtMs, g.reviewedAtMs, r.fullName AS reviewedByName, g.reviewNote FROM brokenGlass g ' +
  'LEFT JOIN patients p ON p.id = g.patientId LEFT JOIN users u ON u.id = g.userId ' +
  'LEFT JOIN users r ON r.id = g.reviewedById WHERE g.clinicId = ?';

/** The hot queries, by name; their plans are asserted in the tests. */
export const chartAccessQueries = {
  restrictions:
    'SELECT c.id, c.reason, c.createdAtMs, u.fullName AS restrictedByName FROM chartRestrictions c ' +
    'LEFT JOIN users u ON u.id = c.restrictedById ' +
    'WHERE c.clinicId = ? AND c.patientId = ? AND c.liftedAtMs IS NULL ORDER BY c.createdAtMs',
  glass: 'SELECT max(expiresAtMs) FROM brokenGlass WHERE clinicId = ? AND patientId = ? AND userId = ?',
  treats:
    "SELECT 1 FROM appointments WHERE clinicId = ? AND patientId = ? AND doctorId = ? AND status <> 'cancelled' LIMIT 1",
  toReview: `${glass} AND g.reviewedAtMs IS NULL ORDER BY g.brokenAtMs LIMIT ${MOST_GLASS}`,
  reviewed: `${glass} AND g.reviewedAtMs IS NOT NULL ORDER BY g.reviewedAtMs DESC LIMIT ${MOST_GLASS}`,
} as const;
