// A day cut into slots: which there are, and whether each is free, taken, off, outside hours, past or too far ahead.
// Pure interval arithmetic on the clinic's wall clock: it never reads the time and knows no database.
import { addDays, minutesOf, timeOfMinutes, weekdayOf } from './civil-date.ts';
import type { Clinic, TimeOff, WorkingHours } from './clinic-setup.ts';

export type WallClock = { date: string; time: string };
export type SlotGrid = Pick<Clinic, 'slotStartTime' | 'slotEndTime' | 'slotLengthMinutes'>;
export type WeeklyHours = Pick<WorkingHours, 'weekday' | 'fromTime' | 'toTime'>;
export type OffTime = Pick<
  TimeOff,
  'id' | 'scope' | 'kind' | 'fromDate' | 'toDate' | 'fromTime' | 'toTime' | 'reason'
>;
export type TakenSlot = { appointmentId: string; time: string };

/** Half-open minutes after midnight: `from` is inside, `to` is not. */
export type Span = { readonly from: number; readonly to: number };

/** All that decides the slots of one doctor on one day. */
export type SlotDay = {
  date: string;
  grid: SlotGrid;
  /** The clinic's wall clock at this moment. */
  now: WallClock;
  /** Days ahead that may be booked; today is day 0. */
  horizonDays: number;
  /**
   * For a patient a slot is past once it has begun. The desk may still fill the half hour that is running: the walk-in who
   * stands there at 09:10 is seen at 09:00's slot.
   */
  asker: 'desk' | 'patient';
  /** Of the doctor, all weekdays. None at all: nobody has entered hours, the whole grid is open every day. */
  weeklyHours: readonly WeeklyHours[];
  /** Of the doctor and of the whole clinic; may reach beyond the day. */
  timeOff: readonly OffTime[];
  /** Visits that hold their slot: booked, confirmed or completed, not overbooked. */
  taken: readonly TakenSlot[];
};

export type SlotState =
  | { state: 'free' }
  | { state: 'taken'; appointmentId: string }
  | { state: 'off'; timeOff: OffTime }
  | { state: 'outside_hours' }
  | { state: 'past' }
  | { state: 'beyond_horizon'; lastDate: string };

/** Every time at which a visit may start, in order. */
export function slotTimes(grid: SlotGrid): string[] {
  const times: string[] = [];
  const last = minutesOf(grid.slotEndTime);
  for (let start = minutesOf(grid.slotStartTime); start <= last; start += grid.slotLengthMinutes) {
    times.push(timeOfMinutes(start));
  }
  return times;
}

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** The minutes a visit at `time` takes. Visits have no length of their own: a slot is the unit of the clinic. */
export const spanOfSlot = (grid: SlotGrid, time: string): Span => {
  const from = minutesOf(time);
  return { from, to: from + grid.slotLengthMinutes };
};

/** The same minutes as sorted, non-overlapping spans: empty ones dropped, touching ones joined. */
export function sortedNonOverlapping(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from >= span.to) continue;
    const last = merged.at(-1);
    if (last && span.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}

/** Whether a minute lies in spans that are sorted and non-overlapping: the first that ends after it decides. */
export function minuteInSortedSpans(sortedSpans: readonly Span[], minute: number): boolean {
  const span = sortedSpans.find(({ to }) => minute < to);
  return span !== undefined && span.from <= minute;
}

/** What a time off takes out of one day; null when it does not touch the day. */
export function spanOfTimeOff(off: OffTime, date: string): Span | null {
  if (date < off.fromDate || date > off.toDate) return null;
  const from = off.fromTime === null ? 0 : minutesOf(off.fromTime);
  const to = off.toTime === null ? 24 * 60 : minutesOf(off.toTime);
  return from < to ? { from, to } : null;
}

/** When a doctor receives on a day, sorted and non-overlapping. Without any hours entered it is the whole day. */
export function hoursOfDay(weeklyHours: readonly WeeklyHours[], date: string): Span[] {
  if (weeklyHours.length === 0) return [{ from: 0, to: 24 * 60 }];
  const weekday = weekdayOf(date);
  return sortedNonOverlapping(
    weeklyHours
      .filter((hours) => hours.weekday === weekday)
      .map((hours) => ({ from: minutesOf(hours.fromTime), to: minutesOf(hours.toTime) })),
  );
}

/** Whether the slot at `time` is gone, compared on the wall clock, so that a clock change moves nothing. */
export function isPast(day: Pick<SlotDay, 'date' | 'grid' | 'now' | 'asker'>, time: string): boolean {
  if (day.date !== day.now.date) return day.date < day.now.date;
  const { from, to } = spanOfSlot(day.grid, time);
  return (day.asker === 'desk' ? to : from) <= minutesOf(day.now.time);
}

/**
 * The state of every slot of the day, in order of time. A visit shows before a leave entered over it, and the reason of a
 * leave before "past": each slot says the most useful thing that is true.
 */
export function slotStates(day: SlotDay): ReadonlyMap<string, SlotState> {
  const hours = hoursOfDay(day.weeklyHours, day.date);
  const offs = day.timeOff.flatMap((timeOff) => {
    const span = spanOfTimeOff(timeOff, day.date);
    return span ? [{ timeOff, span }] : [];
  });
  const visits = day.taken.map(({ appointmentId, time }) => ({
    appointmentId,
    span: spanOfSlot(day.grid, time),
  }));
  const lastDate = addDays(day.now.date, day.horizonDays);
  const stateAt = (time: string): SlotState => {
    const slot = spanOfSlot(day.grid, time);
    const visit = visits.find(({ span }) => overlap(span, slot));
    if (visit) return { state: 'taken', appointmentId: visit.appointmentId };
    const off = offs.find(({ span }) => overlap(span, slot));
    if (off) return { state: 'off', timeOff: off.timeOff };
    if (!minuteInSortedSpans(hours, slot.from)) return { state: 'outside_hours' };
    if (isPast(day, time)) return { state: 'past' };
    if (day.date > lastDate) return { state: 'beyond_horizon', lastDate };
    return { state: 'free' };
  };
  return new Map(slotTimes(day.grid).map((time) => [time, stateAt(time)]));
}

/** The free times nearest to `time`, nearest first, the earlier one of two equally near. */
export function nearestFreeTimes(states: ReadonlyMap<string, SlotState>, time: string, atMost = 3): string[] {
  const wanted = minutesOf(time);
  const distance = (other: string) => Math.abs(minutesOf(other) - wanted);
  return [...states]
    .filter(([, { state }]) => state === 'free')
    .map(([free]) => free)
    .toSorted((a, b) => distance(a) - distance(b) || a.localeCompare(b))
    .slice(0, atMost);
}
