// Whom a leave touches and where they could go instead: a suggestion for all at once that never gives one slot twice. Pure.
import { z } from 'zod';
import type { Place } from './appointment-booking.ts';
import { civilDate, clockTime, daysBetween, minutesOf } from './civil-date.ts';
import { editOf, timeOffInput } from './clinic-setup-input.ts';
import { rowId } from './row.ts';
import { overlap, type SlotGrid, spanOfSlot } from './slot.ts';

/** More visits than this are told in number only: nobody calls three hundred people from one list. */
export const MOST_MOVES = 300;

export const plannedMove = z.object({
  appointmentId: rowId,
  seenMs: z.number().int(),
  doctorId: rowId,
  date: civilDate,
  time: clockTime,
});
export type PlannedMove = z.infer<typeof plannedMove>;
export const leaveInput = z.object({
  edit: z.object(editOf),
  entry: timeOffInput,
  moves: z.array(plannedMove).max(MOST_MOVES),
});

/** A visit inside a leave, as far as a better place for it is concerned. */
export type LeaveVisit = Place & { appointmentId: string; patientId: string; departmentId: string };
export type OpenSlot = Place & { departmentId: string };
/** Where a patient is besides the visits that are being moved. */
export type PatientElsewhere = { patientId: string; date: string; time: string };

/** The nearest time with whoever is free, or with the same doctor as long as there is one. */
export const preferences = ['nearest', 'sameDoctor'] as const;
export const preference = z.enum(preferences);
export type Preference = z.infer<typeof preference>;

export type Openings = {
  grid: SlotGrid;
  /** Free slots, outside the leave. */
  free: readonly OpenSlot[];
  elsewhere: readonly PatientElsewhere[];
};

export const slotKey = ({ doctorId, date, time }: Place): string => `${date} ${time} ${doctorId}`;

/**
 * The free slots for one visit in its department, the best first. None is before the day the patient counts on: who is called too late
 * would find the day over.
 */
export function slotsFor(
  visit: LeaveVisit,
  { grid, free, elsewhere }: Openings,
  wish: Preference,
): OpenSlot[] {
  const own = elsewhere.filter(({ patientId }) => patientId === visit.patientId);
  const isWithOther = ({ date, time }: Place) =>
    own.some((other) => other.date === date && overlap(spanOfSlot(grid, other.time), spanOfSlot(grid, time)));
  return free
    .filter(
      (slot) => slot.departmentId === visit.departmentId && slot.date >= visit.date && !isWithOther(slot),
    )
    .map((slot) => ({ slot, near: nearness(visit, slot, wish) }))
    .toSorted((a, b) => a.near - b.near || (slotKey(a.slot) < slotKey(b.slot) ? -1 : 1))
    .map(({ slot }) => slot);
}

const DAY_MINUTES = 24 * 60;

/** Days weigh more than minutes, minutes more than the doctor; with `sameDoctor` the doctor weighs most. Smaller is nearer. */
function nearness(visit: LeaveVisit, slot: OpenSlot, wish: Preference): number {
  const isOther = slot.doctorId === visit.doctorId ? 0 : 1;
  const minutes = Math.abs(minutesOf(slot.time) - minutesOf(visit.time));
  const apart = daysBetween(visit.date, slot.date) * DAY_MINUTES + minutes;
  return 2 * apart + isOther + (wish === 'sameDoctor' ? isOther * 1_000 * DAY_MINUTES : 0);
}

/**
 * A new place for each visit by its id, earliest visit first; null where nothing is left, which is somebody to call. No slot is given
 * twice, none that is not free, and no patient to two doctors at once. `kept` are choices a person has made: they stand.
 */
export function suggestMoves(
  visits: readonly LeaveVisit[],
  openings: Openings,
  { wish, kept = new Map() }: { wish: Preference; kept?: ReadonlyMap<string, Place | null> },
): Map<string, Place | null> {
  const given = new Set([...kept.values()].flatMap((place) => (place ? [slotKey(place)] : [])));
  const elsewhere = [...openings.elsewhere];
  for (const { appointmentId, patientId } of visits) {
    const place = kept.get(appointmentId);
    if (place) elsewhere.push({ patientId, date: place.date, time: place.time });
  }
  const chosen = new Map<string, Place | null>();
  for (const visit of visits.toSorted((a, b) => (slotKey(a) < slotKey(b) ? -1 : 1))) {
    const already = kept.get(visit.appointmentId);
    if (already !== undefined) {
      chosen.set(visit.appointmentId, already);
      continue;
    }
    const slot = slotsFor(visit, { ...openings, elsewhere }, wish).find((one) => !given.has(slotKey(one)));
    chosen.set(visit.appointmentId, slot ? placeIn(slot) : null);
    if (!slot) continue;
    given.add(slotKey(slot));
    elsewhere.push({ patientId: visit.patientId, date: slot.date, time: slot.time });
  }
  return chosen;
}

const placeIn = ({ doctorId, date, time }: OpenSlot): Place => ({ doctorId, date, time });
