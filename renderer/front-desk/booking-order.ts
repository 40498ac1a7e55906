// What of a booking is still missing before it is sent, and which days of a series are sent. Asks no one.
import type { Failure } from '../../domain/failure.ts';
import type { BookingDraft, SeriesDraft } from './booking-draft.ts';

/** What is still to be chosen before anything can be sent. */
export type Missing = 'patient' | 'doctor' | 'time' | 'why' | 'queue' | 'series';
export type PlannedVisit = { date: string; time: string };

/** `planned`: the days of a series as they were decided; null while some clash and nothing is decided about them. */
export function missingIn(draft: BookingDraft, planned: readonly PlannedVisit[] | null): Missing | null {
  const { patientId, doctorId, time, way, overbookReason, queueOf, series } = draft;
  if (patientId === null) return 'patient';
  if (way === 'walk_in' && queueOf !== null) return queueOf === '' ? 'queue' : whyMissing(overbookReason);
  if (doctorId === null) return 'doctor';
  if (time === null) return 'time';
  if (way !== 'booked') return whyMissing(overbookReason);
  return series !== null && (planned ?? []).length === 0 ? 'series' : null;
}
const whyMissing = (text: string): Missing | null => (text.trim() === '' ? 'why' : null);

/** The visits to send; null while a day clashes and nobody has decided. A day that is not open yet is left out by itself. */
export function plannedOf(
  lines: readonly { date: string; wrong: Failure | null }[],
  { series, time }: { series: SeriesDraft; time: string },
): PlannedVisit[] | null {
  const planned: PlannedVisit[] = [];
  for (const { date, wrong } of lines) {
    if (wrong?.code === 'outside_horizon') continue;
    const chosen = wrong === null ? time : series.chosen[date];
    if (chosen === undefined) return null;
    if (chosen !== null) planned.push({ date, time: chosen });
  }
  return planned;
}
