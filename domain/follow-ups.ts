// Who should come again and has no visit booked: the radar, and what was said on the phone. Pure.
import { z } from 'zod';
import { addDays, civilDate, clockTime, minutesOf } from './civil-date.ts';
import { Refused } from './failure.ts';
import { requiredText, rowId, syncedRow, typedText } from './row.ts';

export const callOutcomes = ['reached', 'no_answer', 'declined', 'booked'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** One call about the follow-up date of one record. */
export const followUpCallRow = syncedRow.extend({
  recordId: rowId,
  patientId: rowId,
  calledAtMs: z.number().int(),
  byUserId: rowId,
  outcome: z.enum(callOutcomes),
  /** When to try again; null: no more. */
  againOnDate: civilDate.nullable(),
  note: z.string(),
});
export type FollowUpCall = z.infer<typeof followUpCallRow>;

/** A date that passed longer ago is no longer called after: half a year. */
const BACK_DAYS = 180;
/** Near enough to be called before the day. */
const AHEAD_DAYS = 7;
export const radarSpan = (today: string) => ({
  from: addDays(today, -BACK_DAYS),
  to: addDays(today, AHEAD_DAYS),
});

/** `due`: the day has come, call now. `soon`: it is near. `later`: call again on a day that was said. `closed`: nobody calls any more. */
export const radarLists = ['due', 'soon', 'later', 'closed'] as const;
export const radarList = z.enum(radarLists);
export type RadarList = (typeof radarLists)[number];

/** Where somebody without a visit ahead stands. A booking alone takes a person off the radar, so that one cancelled later is back on it. */
export function listOf(
  {
    followUpDate,
    lastCall,
  }: { followUpDate: string; lastCall: Pick<FollowUpCall, 'outcome' | 'againOnDate'> | null },
  today: string,
): RadarList {
  if (lastCall && lastCall.outcome !== 'booked') {
    if (lastCall.againOnDate === null) return 'closed';
    return lastCall.againOnDate > today ? 'later' : 'due';
  }
  return followUpDate > today ? 'soon' : 'due';
}

export const radarInput = z.object({
  list: radarList,
  doctorId: rowId.optional(),
  skip: z.number().int().min(0).max(100_000).default(0),
});
export const callInput = z.object({
  recordId: rowId,
  outcome: z.enum(callOutcomes),
  againOnDate: civilDate.nullable(),
  note: typedText(500),
});
export type CallInput = z.infer<typeof callInput>;

/** What is noted of a call. Who said no, or has a visit now, is not called again. */
export function callNoted(input: CallInput, today: string): CallInput {
  const mayAgain = input.outcome === 'reached' || input.outcome === 'no_answer';
  if (!mayAgain) return { ...input, againOnDate: null };
  if (input.againOnDate !== null && input.againOnDate <= today)
    throw new Refused({ code: 'again_not_ahead' });
  return input;
}

export const suggestInput = z.object({ appointmentId: rowId, date: civilDate });
export const bookFollowUpInput = z.object({
  appointmentId: rowId,
  date: civilDate,
  time: clockTime,
  /** In the clinic's words: “Follow-up”. */
  reason: requiredText(500),
});

/** Of slots in order, that of the first day whose time is nearest to the visit's own: people keep their hours. */
export function nearestSlot<Slot extends { date: string; time: string }>(
  slots: readonly Slot[],
  visitTime: string,
): Slot | null {
  const [first] = slots;
  if (!first) return null;
  const apart = ({ time }: Slot) => Math.abs(minutesOf(time) - minutesOf(visitTime));
  return slots
    .filter(({ date }) => date === first.date)
    .reduce((best, slot) => (apart(slot) < apart(best) ? slot : best));
}
