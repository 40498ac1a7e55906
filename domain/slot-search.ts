// The next free slots of several doctors over a range of days. The rules of a slot are those of slot.ts, counted here for thousands of
// slots at once; a property test holds the two together. Pure: it knows no database and never reads the time.
import { addDays } from './civil-date.ts';
import {
  hoursOfDay,
  isPast,
  minuteInSortedSpans,
  type OffTime,
  overlap,
  type SlotDay,
  slotTimes,
  type Span,
  spanOfSlot,
  spanOfTimeOff,
  type WeeklyHours,
} from './slot.ts';
import type { partsOfDay } from './waitlist.ts';

export type PartOfDay = (typeof partsOfDay)[number];

/** What is the same for every doctor and day of a search. */
export type SearchGround = Pick<SlotDay, 'grid' | 'now' | 'horizonDays' | 'asker'>;
/** Times at which visits begin, by day. */
export type TimesOfDays = ReadonlyMap<string, readonly string[]>;
export type SearchedDoctor = {
  id: string;
  weeklyHours: readonly WeeklyHours[];
  /** The doctor's own and the clinic's; may reach beyond the days searched. */
  timeOff: readonly OffTime[];
  /** Of visits that hold their slot. */
  taken: TimesOfDays;
};
export type SlotSearch = {
  fromDate: string;
  days: number;
  partOfDay: PartOfDay;
  /** So many free slots, one right after the other, with the same doctor. */
  lengthSlots: number;
  limit: number;
  /** As many of the first are left out: the page before. */
  skip?: number | undefined;
  /** When the patient is elsewhere: those times are of no use. */
  busy?: TimesOfDays | undefined;
};
/** The first slot of a run. */
export type FreeSlot = { date: string; time: string; doctorId: string };

const NOON = 12 * 60;
/** A slot that begins at noon is the afternoon's. */
export const isInPart = (part: PartOfDay, minute: number): boolean =>
  part === 'any' || (part === 'morning' ? minute < NOON : minute >= NOON);

/** The days of a search that can hold a free slot at all: not before today, not beyond the horizon. Empty when `from` is after `to`. */
export function daysSearched(
  { now, horizonDays }: Pick<SearchGround, 'now' | 'horizonDays'>,
  { fromDate, days }: Pick<SlotSearch, 'fromDate' | 'days'>,
): { from: string; to: string } {
  const horizon = addDays(now.date, horizonDays);
  const last = addDays(fromDate, days - 1);
  return { from: fromDate < now.date ? now.date : fromDate, to: last < horizon ? last : horizon };
}

/** In order of day, then time, then of the doctors as they are given. Stops as soon as there are enough. */
export function nextFree(
  ground: SearchGround,
  doctors: readonly SearchedDoctor[],
  search: SlotSearch,
): FreeSlot[] {
  const { skip = 0, limit, lengthSlots } = search;
  const grid = slotTimes(ground.grid).map((time) => ({ time, span: spanOfSlot(ground.grid, time) }));
  const { from, to } = daysSearched(ground, search);
  const found: FreeSlot[] = [];
  for (let date = from; date <= to && found.length < skip + limit; date = addDays(date, 1)) {
    const busy = spansOf(ground, search.busy?.get(date));
    const wanted = grid.map(
      ({ time, span }) =>
        isInPart(search.partOfDay, span.from) && !isPast({ ...ground, date }, time) && !touches(busy, span),
    );
    const free = doctors.map((doctor) => {
      const isFree = freeOn(doctor, date, ground);
      return grid.map(({ span }, at) => (wanted[at] ?? false) && isFree(span));
    });
    for (const [at, { time }] of grid.entries())
      for (const [column, { id }] of doctors.entries())
        if (isRun(free[column] ?? [], at, lengthSlots)) found.push({ date, time, doctorId: id });
  }
  return found.slice(skip, skip + limit);
}

const isRun = (free: readonly boolean[], at: number, length: number): boolean =>
  at + length <= free.length && free.slice(at, at + length).every(Boolean);

/** Whether the doctor receives and nobody is booked, for the slots of one day. */
function freeOn(doctor: SearchedDoctor, date: string, ground: SearchGround): (slot: Span) => boolean {
  const hours = hoursOfDay(doctor.weeklyHours, date);
  const gone = spansOf(ground, doctor.taken.get(date));
  for (const off of doctor.timeOff) {
    const span = spanOfTimeOff(off, date);
    if (span) gone.push(span);
  }
  return (slot) => minuteInSortedSpans(hours, slot.from) && !touches(gone, slot);
}

const spansOf = ({ grid }: SearchGround, times: readonly string[] = []): Span[] =>
  times.map((time) => spanOfSlot(grid, time));
const touches = (spans: readonly Span[], slot: Span) => spans.some((span) => overlap(span, slot));
