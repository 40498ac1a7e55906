// The paper pack: which day it is for, when it is due, whether it is missing, which old one goes. Pure: days and clocks come in.
import { z } from 'zod';
import { addDays, civilDate, clockTime, minutesOf, timeOfMinutes, wallClock } from './civil-date.ts';
import { type OffTime, type SlotGrid, slotStates, type WallClock, type WeeklyHours } from './slot.ts';

/** Of one PC. Without a folder no pack is made. */
export const packSettings = z.object({
  folder: z.string().max(4096).nullable(),
  /** Null: when the last visit of the day ends. */
  time: clockTime.nullable(),
  /** Since when these hold: what was due before is not missing. */
  sinceMs: z.number().int(),
});
export type PackSettings = z.infer<typeof packSettings>;

/** What was written, so that only that is ever removed. */
export const writtenPack = z.object({
  forDate: civilDate,
  madeAtMs: z.number().int(),
  folder: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
});
export type WrittenPack = z.infer<typeof writtenPack>;

export const packTime = z.object({ time: clockTime.nullable() });
export const packOfDay = z.object({ date: civilDate });

/** When the last visit of a day ends; before midnight, so that the day is still the same. */
export const closingTime = ({ slotEndTime, slotLengthMinutes }: SlotGrid): string =>
  timeOfMinutes(Math.min(minutesOf(slotEndTime) + slotLengthMinutes, 23 * 60 + 55));

type DoctorsDay = { weeklyHours: readonly WeeklyHours[]; timeOff: readonly OffTime[] };

/** Whether a doctor receives at any time of the day: hours without a time off over all of them. */
export function receivesOn({ weeklyHours, timeOff }: DoctorsDay, date: string, grid: SlotGrid): boolean {
  const now = { date, time: '00:00' };
  const states = slotStates({
    date,
    grid,
    now,
    horizonDays: 1,
    asker: 'desk',
    weeklyHours,
    timeOff,
    taken: [],
  });
  return [...states.values()].some(({ state }) => state === 'free');
}

const LOOK_DAYS = 31;
const firstOpen = (days: readonly string[], isOpen: (date: string) => boolean): string | null =>
  days.find(isOpen) ?? null;
const daysFrom = (date: string, step: 1 | -1): string[] =>
  Array.from({ length: LOOK_DAYS }, (_, at) => addDays(date, step * (at + 1)));

/** The next day on which anybody receives; null when there is none within a month. */
export const nextOpenDay = (date: string, isOpen: (date: string) => boolean): string | null =>
  firstOpen(daysFrom(date, 1), isOpen);

export type PackState = {
  /** The day whose paper is spoken of; null when the clinic opens on no day soon. */
  forDate: string | null;
  /**
   * `due`: to be made now. `missing`: the clinic was closed when it was due, and the day it is for has come; said, and made when
   * somebody asks for it. `waiting`: its time comes later today.
   */
  state: 'due' | 'made' | 'missing' | 'waiting';
};

type PackFacts = {
  now: WallClock;
  timeZone: string;
  /** When the day closes. */
  time: string;
  isOpen: (date: string) => boolean;
  sinceMs: number;
  packs: readonly Pick<WrittenPack, 'forDate' | 'madeAtMs'>[];
};

/** A pack is due once at the end of every open day, for the next one; a PC that woke later makes it then. */
export function packState({ now, timeZone, time, isOpen, sinceMs, packs }: PackFacts): PackState {
  const isOverToday = now.time >= time && isOpen(now.date);
  const lastClosed = isOverToday ? now.date : firstOpen(daysFrom(now.date, -1), isOpen);
  const dueFor = lastClosed === null ? null : nextOpenDay(lastClosed, isOpen);
  const isAfterClosing = ({ date, time: at }: WallClock): boolean =>
    lastClosed !== null && (date > lastClosed || (date === lastClosed && at >= time));
  if (
    dueFor === null ||
    lastClosed === null ||
    (!isOverToday && isAfterClosing(wallClock(sinceMs, timeZone)))
  )
    return { forDate: nextOpenDay(now.date, isOpen), state: 'waiting' };
  const isMade = packs.some(
    ({ forDate, madeAtMs }) => forDate === dueFor && isAfterClosing(wallClock(madeAtMs, timeZone)),
  );
  if (isMade) return { forDate: dueFor, state: 'made' };
  return { forDate: dueFor, state: dueFor > now.date ? 'due' : 'missing' };
}

/** Packs of days more than a week ago: their names and visits need not lie about in clear any longer. */
export const oldPacks = <Pack extends Pick<WrittenPack, 'forDate'>>(
  packs: readonly Pack[],
  today: string,
): Pack[] => packs.filter(({ forDate }) => forDate < addDays(today, -7));
