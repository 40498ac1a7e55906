// A doctor's week in a few words: `Mon–Fri 08:00–12:00, 13:00–16:30` and `Sat 08:00–12:00`. Days with the same hours stand together.
import { type HoursRange, inOrder, weekdays } from '../../domain/working-hours.ts';

// 2024-01-01 was a Monday.
const dayName = (weekday: number, locale: string, width: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));

export const longDay = (weekday: number, locale: string): string => dayName(weekday, locale, 'long');

export function weekParts(ranges: readonly HoursRange[], locale: string): string[] {
  const sorted = inOrder(ranges);
  const hoursOn = (day: number) =>
    sorted
      .filter((range) => range.weekday === day)
      .map(({ fromTime, toTime }) => `${fromTime}–${toTime}`)
      .join(', ');
  const runs: { first: number; last: number; hours: string }[] = [];
  for (const day of weekdays) {
    const hours = hoursOn(day);
    const run = runs.at(-1);
    if (run && run.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  const short = (day: number) => dayName(day, locale, 'short');
  return runs
    .filter(({ hours }) => hours !== '')
    .map(
      ({ first, last, hours }) =>
        `${first === last ? short(first) : `${short(first)}–${short(last)}`} ${hours}`,
    );
}
