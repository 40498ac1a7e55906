// Public holidays as days the clinic may close: what a list offers, which are entered already, and what they become. Pure.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import type { TimeOff } from './clinic-setup.ts';
import type { TimeOffInput } from './clinic-setup-input.ts';
import { requiredText } from './row.ts';

/** A holiday of one day. `isChoice`: the law leaves it open (one of two days, a day in lieu), so that the clinic decides. */
export type Holiday = { date: string; name: string; isChoice: boolean };

export const chosenHoliday = z.object({ date: civilDate, name: requiredText(300) });
export type ChosenHoliday = z.infer<typeof chosenHoliday>;

/** A whole day on which the whole clinic is closed already, whatever the entry is called. */
export const isClosedOn = (
  date: string,
  entries: readonly Pick<TimeOff, 'scope' | 'fromDate' | 'toDate' | 'fromTime' | 'archivedAtMs'>[],
): boolean =>
  entries.some(
    ({ scope, fromDate, toDate, fromTime, archivedAtMs }) =>
      scope === 'clinic' && archivedAtMs === null && fromTime === null && fromDate <= date && date <= toDate,
  );

/** What is new among the chosen days, once each: importing a list again adds nothing. */
export function newHolidays(
  chosen: readonly ChosenHoliday[],
  entries: Parameters<typeof isClosedOn>[1],
): ChosenHoliday[] {
  const seen = new Set<string>();
  return chosen.filter(({ date }) => {
    if (seen.has(date) || isClosedOn(date, entries)) return false;
    seen.add(date);
    return true;
  });
}

export const holidayEntry = ({ date, name }: ChosenHoliday): TimeOffInput => ({
  scope: 'clinic',
  doctorId: null,
  roomId: null,
  kind: 'holiday',
  fromDate: date,
  toDate: date,
  fromTime: null,
  toTime: null,
  reason: name,
});
