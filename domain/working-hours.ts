// A doctor's week as ranges of clock time, and the algebra on them: overlap, gaps, copying a day. Never a date, never time off.
import { z } from 'zod';
import { clockTime } from './civil-date.ts';
import { Refused } from './failure.ts';

/** ISO weekdays, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const weekday = z.number().int().min(1).max(7);

export const hoursRange = z.object({
  weekday,
  fromTime: clockTime,
  /** Exclusive. */
  toTime: clockTime,
});
export type HoursRange = z.infer<typeof hoursRange>;

/** More ranges a week than any timetable has; keeps a broken file from filling the table. */
export const MAX_RANGES_A_WEEK = 70;
export const weekInput = z.array(hoursRange).max(MAX_RANGES_A_WEEK);

/** By day, then by start, then by end. Clock times compare as text. */
export const inOrder = <Range extends HoursRange>(ranges: readonly Range[]): Range[] =>
  ranges.toSorted(
    (a, b) => a.weekday - b.weekday || byText(a.fromTime, b.fromTime) || byText(a.toTime, b.toTime),
  );
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The first range that is empty or runs backwards. */
export const reversedRange = <Range extends HoursRange>(ranges: readonly Range[]): Range | undefined =>
  ranges.find(({ fromTime, toTime }) => fromTime >= toTime);

/** The first range that shares a minute with the one before it. Ranges that touch (12:00 and 12:00) do not overlap. */
export function overlappingRange<Range extends HoursRange>(ranges: readonly Range[]): Range | undefined {
  const sorted = inOrder(ranges);
  return sorted.find((range, index) => {
    const before = sorted[index - 1];
    return before !== undefined && before.weekday === range.weekday && before.toTime > range.fromTime;
  });
}

/** The week in order, or a refusal that names the day. */
export function decideWeek(ranges: readonly HoursRange[]): HoursRange[] {
  if (reversedRange(ranges)) throw new Refused({ code: 'range_reversed' });
  const overlap = overlappingRange(ranges);
  if (overlap) throw new Refused({ code: 'hours_overlap', weekday: overlap.weekday });
  return inOrder(ranges).map(({ weekday: day, fromTime, toTime }) => ({ weekday: day, fromTime, toTime }));
}

/** The week with `from`'s ranges on each day of `to`, in place of what those days had. */
export function copyDay<Range extends HoursRange>(
  ranges: readonly Range[],
  from: number,
  to: readonly number[],
): HoursRange[] {
  const pattern = ranges.filter((range) => range.weekday === from);
  const kept = ranges.filter((range) => range.weekday === from || !to.includes(range.weekday));
  const copies = to
    .filter((day) => day !== from)
    .flatMap((day) => pattern.map((range) => ({ ...range, weekday: day })));
  return inOrder<HoursRange>([...kept, ...copies]).map(({ weekday: day, fromTime, toTime }) => ({
    weekday: day,
    fromTime,
    toTime,
  }));
}

/** Equal weeks have equal keys, whatever order their ranges came in. */
export const weekKey = (ranges: readonly HoursRange[]): string =>
  inOrder(ranges)
    .map(({ weekday: day, fromTime, toTime }) => `${day} ${fromTime}-${toTime}`)
    .join('; ');
