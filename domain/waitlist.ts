// Patients who would come sooner, and which freed slot suits whom. It suggests and never books. Pure.
import { z } from 'zod';
import type { Place } from './appointment-booking.ts';
import { civilDate } from './civil-date.ts';
import { Refused } from './failure.ts';
import { rowId, syncedRow, typedText } from './row.ts';
import { overlap, type SlotGrid, spanOfSlot, type TakenSlot } from './slot.ts';

export const partsOfDay = ['any', 'morning', 'afternoon'] as const;
export const partOfDay = z.enum(partsOfDay);
export const waitlistStatuses = ['waiting', 'booked', 'withdrawn'] as const;

export const waitlistRow = syncedRow.extend({
  patientId: rowId,
  departmentId: rowId,
  /** Null: any doctor of the department. */
  doctorId: rowId.nullable(),
  /** Both inclusive; null is open. */
  fromDate: civilDate.nullable(),
  toDate: civilDate.nullable(),
  partOfDay,
  isUrgent: z.boolean(),
  reason: z.string(),
  /** The later visit the patient has already, which a sooner one would replace. */
  appointmentId: rowId.nullable(),
  status: z.enum(waitlistStatuses),
  bookedAppointmentId: rowId.nullable(),
  closedAtMs: z.number().int().nullable(),
});
export type WaitlistEntry = z.infer<typeof waitlistRow>;

/** What a person may say of an entry. `appointmentId` is the later visit it was added from. */
export const waitlistInput = z
  .object({
    patientId: rowId,
    departmentId: z.string('validation.required').min(1, 'validation.required').max(64),
    doctorId: rowId.nullable(),
    fromDate: civilDate.nullable(),
    toDate: civilDate.nullable(),
    partOfDay,
    isUrgent: z.boolean(),
    reason: typedText(300),
    appointmentId: rowId.nullable(),
  })
  .superRefine(({ fromDate, toDate }, issues) => {
    if (fromDate !== null && toDate !== null && toDate < fromDate)
      issues.addIssue({ code: 'custom', path: ['toDate'], message: 'validation.rangeReversed' });
  });
export type WaitlistInput = z.infer<typeof waitlistInput>;

/** A free half hour that somebody might take. */
export type FreeSlot = Place & { departmentId: string };

/** An entry and what must be known of its patient to say whether a slot suits. */
export type Candidate = Pick<
  WaitlistEntry,
  | 'id'
  | 'departmentId'
  | 'doctorId'
  | 'fromDate'
  | 'toDate'
  | 'partOfDay'
  | 'isUrgent'
  | 'createdAtMs'
  | 'status'
> & {
  /** The later visit that a sooner one would replace, while it is still ahead. */
  ownVisit: { appointmentId: string; date: string; time: string } | null;
  /** Where else the patient is on the slot's day. */
  visitsThatDay: readonly TakenSlot[];
};

/** Mornings end at noon. */
const NOON = '12:00';

/** Who would come at `slot`: urgent first, then who has waited longest. A suggestion; booking stays somebody's own act. */
export function whoWouldCome<Someone extends Candidate>(
  slot: FreeSlot,
  grid: SlotGrid,
  waiting: readonly Someone[],
): Someone[] {
  return waiting.filter((candidate) => suits(candidate, slot, grid)).toSorted(byUrgencyThenWait);
}

export const byUrgencyThenWait = (
  a: Pick<Candidate, 'id' | 'isUrgent' | 'createdAtMs'>,
  b: Pick<Candidate, 'id' | 'isUrgent' | 'createdAtMs'>,
): number =>
  Number(b.isUrgent) - Number(a.isUrgent) || a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1);

function suits(candidate: Candidate, slot: FreeSlot, grid: SlotGrid): boolean {
  const { status, departmentId, doctorId, fromDate, toDate, ownVisit } = candidate;
  if (status !== 'waiting' || departmentId !== slot.departmentId) return false;
  if (doctorId !== null && doctorId !== slot.doctorId) return false;
  if ((fromDate !== null && slot.date < fromDate) || (toDate !== null && slot.date > toDate)) return false;
  if (candidate.partOfDay === 'morning' && slot.time >= NOON) return false;
  if (candidate.partOfDay === 'afternoon' && slot.time < NOON) return false;
  // A slot that is no sooner than what the patient has is no help.
  if (ownVisit && `${ownVisit.date} ${ownVisit.time}` <= `${slot.date} ${slot.time}`) return false;
  const wanted = spanOfSlot(grid, slot.time);
  return !candidate.visitsThatDay.some(
    ({ appointmentId, time }) =>
      appointmentId !== ownVisit?.appointmentId && overlap(spanOfSlot(grid, time), wanted),
  );
}

/** Somebody else booked, withdrew or merged the entry since it was on the screen: refused, never overwritten. */
export function requireWaiting(entry: WaitlistEntry): void {
  if (entry.status !== 'waiting') throw new Refused({ code: 'waitlist_closed' });
}

type Closing = Pick<WaitlistEntry, 'status' | 'bookedAppointmentId' | 'closedAtMs'>;
export const bookedEntry = (bookedAppointmentId: string, closedAtMs: number): Closing => ({
  status: 'booked',
  bookedAppointmentId,
  closedAtMs,
});
export const withdrawnEntry = (closedAtMs: number): Closing => ({
  status: 'withdrawn',
  bookedAppointmentId: null,
  closedAtMs,
});
export const reopenedEntry: Closing = { status: 'waiting', bookedAppointmentId: null, closedAtMs: null };
