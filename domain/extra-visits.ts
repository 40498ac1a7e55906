// Visits out of the ordinary: somebody squeezed in where the plan is full, somebody who came without an appointment. Always asked for
// expressly, always with a reason, always marked. Pure.
import {
  type Booking,
  type BookingInput,
  type DayOfDoctor,
  eventOf,
  newVisit,
  placeOf,
  refusedByTimeOff,
  requireActive,
  requireOpenSlot,
  requirePatientFree,
  roomFor,
  type Situation,
} from './appointment-booking.ts';
import type { AppointmentEvent } from './appointments.ts';
import { Refused } from './failure.ts';
import type { NewRow } from './row.ts';
import { isPast, type OffTime, overlap, slotStates, spanOfSlot, spanOfTimeOff } from './slot.ts';

type ExtraInput = Omit<BookingInput, 'departmentId'> & { overbookReason: string };

/**
 * A second visit at a time that is taken, or one outside the doctor's hours: both are the doctor's own evening. It holds no slot. Never
 * over a leave or a closed day (nobody would be there), never in the past or beyond the horizon; and where a slot is free there is
 * nothing to overbook.
 */
export function overbook(situation: Situation, input: ExtraInput, newId: () => string): Booking {
  requireReason(input);
  requireActive(situation);
  const { day } = situation;
  const { time } = input;
  if (slotStates(day.slots).get(time)?.state === 'free') throw new Refused({ code: 'slot_free', time });
  // What would stand in the way if nobody were booked.
  const beneath = slotStates({ ...day.slots, taken: [] }).get(time)?.state;
  if (beneath === 'free' || beneath === 'outside_hours') requirePatientFree(situation, time);
  else requireOpenSlot({ ...situation, day: { ...day, slots: { ...day.slots, taken: [] } } }, time);
  const place = { kind: 'overbook', holdsSlot: false, roomId: roomBeside(day, time) } as const;
  return newVisit(situation, { ...input, ...place }, newId);
}

export type Arrival = Booking & { arrival: NewRow<AppointmentEvent> };

/** Who came without an appointment takes a free slot of today: it is theirs as if it had been booked. */
export function walkInToSlot(
  situation: Situation,
  input: ExtraInput & { ticket: string },
  newId: () => string,
): Arrival {
  requireReason(input);
  requireToday(situation.day);
  requireOpenSlot(situation, input.time);
  return arrived(situation, { ...input, holdsSlot: true, roomId: roomFor(situation.day, input.time) }, newId);
}

/**
 * Who came without an appointment waits between the others: the visit stands at the minute of arrival and holds no slot. The doctor has
 * to be there today: not on leave for the rest of the day, and not on a day without hours. After the last slot it is the desk that knows
 * whether the doctor still sees somebody.
 */
export function walkInToQueue(
  situation: Situation,
  input: Omit<ExtraInput, 'time'> & { ticket: string },
  newId: () => string,
): Arrival {
  requireReason(input);
  requireActive(situation);
  const { day } = situation;
  const { time } = day.slots.now;
  requireToday(day);
  requireThere(day);
  requirePatientFree(situation, time);
  return arrived(situation, { ...input, time, holdsSlot: false, roomId: roomBeside(day, time) }, newId);
}

export type Waiting = { doctorId: string; waiting: number };
/** Of those who are there today, whoever has the fewest people waiting; the first of equals. Null: nobody is there. */
export function shortestQueue(days: readonly (Waiting & { day: DayOfDoctor })[]): string | null {
  const there = days.filter(({ day }) => whyAway(day) === null && day.doctor.isActive);
  return there.toSorted((a, b) => a.waiting - b.waiting)[0]?.doctorId ?? null;
}

type ArrivedInput = Parameters<typeof newVisit>[1] & { ticket: string };
function arrived(situation: Situation, input: ArrivedInput, newId: () => string): Arrival {
  const { actor } = situation;
  const booking = newVisit(situation, { ...input, kind: 'walk_in', arrivedAtMs: actor.nowMs }, newId);
  const place = placeOf(booking.appointment);
  // The ticket stands in the event: from there the undo of a move to another day gives it back (queue-moments.ts).
  const facts = {
    kind: 'arrived',
    appointmentId: booking.appointment.id,
    from: place,
    to: place,
    reason: input.ticket,
  } as const;
  return { ...booking, arrival: eventOf(newId(), actor, facts) };
}

function requireReason({ overbookReason }: { overbookReason: string }): void {
  if (overbookReason.trim() === '') throw new Refused({ code: 'reason_required' });
}

function requireToday({ slots }: DayOfDoctor): void {
  if (slots.date !== slots.now.date) throw new Refused({ code: 'not_today', date: slots.date });
}

function requireThere(day: DayOfDoctor): void {
  const away = whyAway(day);
  if (away === 'outside_hours') throw new Refused({ code: 'outside_hours' });
  if (away) throw refusedByTimeOff(away);
}

/** Why the doctor is not there for the rest of today; null when he or she is. A lunch break ends, so it keeps nobody away. */
function whyAway({ slots }: DayOfDoctor): OffTime | 'outside_hours' | null {
  const states = [...slotStates({ ...slots, taken: [] })];
  const offs = (of: typeof states) => of.flatMap(([, slot]) => (slot.state === 'off' ? [slot.timeOff] : []));
  const left = states.filter(([time]) => !isPast(slots, time));
  const [offNow] = offs(left);
  if (offNow && !left.some(([, { state }]) => state === 'free')) return offNow;
  if (states.some(([, { state }]) => state === 'free' || state === 'past')) return null;
  return offs(states)[0] ?? 'outside_hours';
}

/** Without a slot of its own a visit takes no room away: the doctor's, where it is open, else the one the doctor is in at that time. */
function roomBeside(day: DayOfDoctor, time: string): string | null {
  const { grid, date, taken } = day.slots;
  const slot = spanOfSlot(grid, time);
  const isOpen = ({ isActive, timeOff }: DayOfDoctor['rooms'][number]) =>
    isActive &&
    !timeOff.some((off) => {
      const span = spanOfTimeOff(off, date);
      return span !== null && overlap(span, slot);
    });
  const own = day.rooms.find(({ id }) => id === day.doctor.roomId);
  if (own && isOpen(own)) return own.id;
  const beside = new Set(
    taken
      .filter((visit) => overlap(spanOfSlot(grid, visit.time), slot))
      .map(({ appointmentId }) => appointmentId),
  );
  const where = day.rooms.find((room) => room.taken.some(({ appointmentId }) => beside.has(appointmentId)));
  return where?.id ?? roomFor(day, time);
}
