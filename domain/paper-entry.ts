// Taking paper back in after an outage: what was written by hand about a day that may be over becomes visits as they happened. Pure.
import { z } from 'zod';
import {
  type Booking,
  eventOf,
  newVisit,
  placeOf,
  requireActive,
  requirePatientFree,
  roomFor,
  type Situation,
} from './appointment-booking.ts';
import type { Appointment, AppointmentEvent } from './appointments.ts';
import { addDays, civilDate, clockTime, instantOf } from './civil-date.ts';
import { type Failure, Refused } from './failure.ts';
import { queueStateOf } from './queue.ts';
import { requiredText, type NewRow, rowId, typedText } from './row.ts';
import { isPast, nearestFreeTimes, overlap, slotStates, slotTimes, spanOfSlot } from './slot.ts';

/** What the paper says became of the visit. */
export const paperOutcomes = ['came', 'walk_in', 'no_show', 'cancelled'] as const;

export const paperLine = z.object({
  time: clockTime,
  patientId: rowId,
  outcome: z.enum(paperOutcomes),
  reason: typedText(500),
  notes: typedText(2_000),
});
export type PaperLine = z.infer<typeof paperLine>;

export const paperDay = z.object({
  date: civilDate,
  doctorId: rowId,
  lines: z.array(paperLine).min(1).max(100),
});
export type PaperDay = z.infer<typeof paperDay>;
export const paperEntryInput = paperDay.extend({
  /** "Entered from paper" in the language of the clinic: stands in the history of every visit. */
  mark: requiredText(200),
});

/** A line that cannot be entered, by its place on the page, and why. */
export type RefusedLine = { line: number; failure: Failure };

/** Older paper is history: who needs it writes it into the record. */
const PAPER_DAYS = 7;

export type PaperOrder = {
  line: PaperLine;
  mark: string;
  timeZone: string;
  /** The patient's own visit with this doctor at this time, booked before the outage. */
  standing: Appointment | null;
};

export type Entered =
  | { kind: 'new'; booking: Booking; events: NewRow<AppointmentEvent>[] }
  | { kind: 'known'; patch: Partial<Appointment>; events: NewRow<AppointmentEvent>[] };

/**
 * The visit as the paper tells it. Times of the last seven days may be entered, hours and leave are not asked (what happened, happened),
 * but nobody is ever in two places: a slot that somebody else holds and a patient who was with another doctor are refused.
 */
export function enterFromPaper(situation: Situation, order: PaperOrder, newId: () => string): Entered {
  const { day, patient } = situation;
  const { line, standing } = order;
  requireWithinPaperDays(situation, line);
  requireActive(situation);
  if (!slotTimes(day.slots.grid).includes(line.time))
    throw new Refused({ code: 'off_grid', time: line.time });
  if (standing) return enterKnown(situation, { ...order, standing }, newId);
  if (line.outcome !== 'cancelled') {
    requireOwnSlot(situation, line.time);
    requirePatientFree({ day, patient }, line.time);
  }
  return enterNew(situation, order, newId);
}

function requireWithinPaperDays({ day }: Situation, { time, outcome }: PaperLine): void {
  const { date, now } = day.slots;
  const firstDate = addDays(now.date, -PAPER_DAYS);
  // A visit can be cancelled before its time; nobody has come, or stayed away, before it.
  const hasHappened =
    date < now.date || (date === now.date && (outcome === 'cancelled' || hasBegun(day.slots, time)));
  if (date < firstDate || !hasHappened) throw new Refused({ code: 'not_on_paper_yet', firstDate });
}

const hasBegun = (slots: Situation['day']['slots'], time: string): boolean =>
  isPast({ ...slots, asker: 'patient' }, time);

function requireOwnSlot({ day }: Situation, time: string): void {
  const { grid, taken } = day.slots;
  const other = taken.find((visit) => overlap(spanOfSlot(grid, visit.time), spanOfSlot(grid, time)));
  if (!other) return;
  const freeTimes = nearestFreeTimes(slotStates(day.slots), time);
  throw new Refused({ code: 'slot_taken', appointmentId: other.appointmentId, freeTimes });
}

function enterNew(situation: Situation, { line, mark, timeZone }: PaperOrder, newId: () => string): Entered {
  const { day, actor } = situation;
  const isCancelled = line.outcome === 'cancelled';
  const isWalkIn = line.outcome === 'walk_in';
  const { appointment, event } = newVisit(
    situation,
    {
      time: line.time,
      reason: line.reason,
      notes: line.notes,
      symptoms: '',
      kind: isWalkIn ? 'walk_in' : 'booked',
      overbookReason: isWalkIn ? mark : null,
      roomId: isCancelled ? null : roomFor(day, line.time),
    },
    newId,
  );
  const place = { from: placeOf(appointment), to: placeOf(appointment) };
  const made = { ...appointment, ...outcomePatch(situation, { line, mark, timeZone }) };
  return {
    kind: 'new',
    booking: { appointment: made, event: { ...event, reason: mark } },
    events: outcomeEvents(situation, { line, mark, timeZone }).map((facts) => ({
      ...eventOf(newId(), actor, { ...facts, appointmentId: appointment.id, ...place }),
      atMs: facts.atMs,
    })),
  };
}

/** Booked before the outage: the paper says what became of it. What was already noted at the desk stands. */
function enterKnown(
  situation: Situation,
  { line, mark, timeZone, standing }: PaperOrder & { standing: Appointment },
  newId: () => string,
): Entered {
  const state = queueStateOf(standing);
  const isOpen = state === 'expected' || state === 'waiting' || state === 'called' || state === 'in_room';
  const contradicts =
    (line.outcome === 'no_show' || line.outcome === 'cancelled') && standing.arrivedAtMs !== null;
  if (!isOpen || contradicts) throw new Refused({ code: 'queue_state_forbids', state });
  const place = { from: placeOf(standing), to: placeOf(standing) };
  const patch = outcomePatch(situation, { line, mark, timeZone });
  const texts = {
    ...(line.reason !== '' && standing.reason === '' && { reason: line.reason }),
    ...(line.notes !== '' && { notes: [standing.notes, line.notes].filter(Boolean).join('\n') }),
  };
  const marked = eventOf(newId(), situation.actor, {
    kind: 'edited',
    appointmentId: standing.id,
    ...place,
    reason: mark,
  });
  return {
    kind: 'known',
    patch: {
      ...patch,
      ...(standing.arrivedAtMs !== null && { arrivedAtMs: standing.arrivedAtMs }),
      ...texts,
    },
    events: [
      ...outcomeEvents(situation, { line, mark, timeZone })
        .filter(({ kind }) => kind !== 'arrived' || standing.arrivedAtMs === null)
        .map((facts) => ({
          ...eventOf(newId(), situation.actor, { ...facts, appointmentId: standing.id, ...place }),
          atMs: facts.atMs,
        })),
      marked,
    ],
  };
}

type Told = Pick<PaperOrder, 'line' | 'mark' | 'timeZone'>;

/** The minutes of a visit on paper are those of its slot: nobody looked at a clock. */
function momentsOfSlot({ day }: Situation, { line, timeZone }: Told): { fromMs: number; toMs: number } {
  const fromMs = instantOf(day.slots.date, line.time, timeZone);
  return { fromMs, toMs: fromMs + day.slots.grid.slotLengthMinutes * 60_000 };
}

function outcomePatch(situation: Situation, told: Told): Partial<Appointment> {
  const { fromMs, toMs } = momentsOfSlot(situation, told);
  switch (told.line.outcome) {
    case 'came':
    case 'walk_in':
      return { arrivedAtMs: fromMs, inRoomAtMs: fromMs, leftAtMs: toMs };
    case 'no_show':
      return { isNoShow: true };
    case 'cancelled':
      return {
        status: 'cancelled',
        cancellationReason: told.line.notes || told.mark,
        cancelledAtMs: situation.actor.nowMs,
      };
  }
}

type OutcomeEvent = { kind: AppointmentEvent['kind']; atMs: number; reason: string };

/** The same moments as events, so that whoever goes through the history comes to the same visit. */
function outcomeEvents(situation: Situation, told: Told): OutcomeEvent[] {
  const { fromMs, toMs } = momentsOfSlot(situation, told);
  const { nowMs } = situation.actor;
  switch (told.line.outcome) {
    case 'came':
    case 'walk_in':
      // The reason of an arrival is its ticket, and paper has none.
      return [
        { kind: 'arrived', atMs: fromMs, reason: '' },
        { kind: 'in_room', atMs: fromMs, reason: '' },
        { kind: 'left', atMs: toMs, reason: '' },
      ];
    case 'no_show':
      return [{ kind: 'no_show', atMs: nowMs, reason: told.mark }];
    case 'cancelled':
      return [{ kind: 'cancelled', atMs: nowMs, reason: told.mark }];
  }
}
