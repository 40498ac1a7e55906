// The search for the next free slots against a model that walks every minute of every day, and against the slots of a day one by one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, minutesOf, timeOfMinutes, wallClock, weekdayOf } from '../../domain/civil-date.ts';
import { type OffTime, slotStates, slotTimes } from '../../domain/slot.ts';
import {
  type FreeSlot,
  nextFree,
  type SearchedDoctor,
  type SearchGround,
  type SlotSearch,
} from '../../domain/slot-search.ts';

const MONDAY = '2026-11-23';
const aGround = (ground: Partial<SearchGround> = {}): SearchGround => ({
  grid: { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 },
  now: { date: MONDAY, time: '06:00' },
  horizonDays: 30,
  asker: 'desk',
  ...ground,
});
const aDoctor = (doctor: Partial<SearchedDoctor> = {}): SearchedDoctor => ({
  id: 'an',
  weeklyHours: [],
  timeOff: [],
  taken: new Map(),
  ...doctor,
});
const aSearch = (search: Partial<SlotSearch> = {}): SlotSearch => ({
  fromDate: MONDAY,
  days: 30,
  partOfDay: 'any',
  lengthSlots: 1,
  limit: 10,
  ...search,
});
const aLeave = (off: Partial<OffTime> = {}): OffTime => ({
  id: 'off',
  scope: 'doctor',
  kind: 'leave',
  fromDate: MONDAY,
  toDate: MONDAY,
  fromTime: null,
  toTime: null,
  reason: '',
  ...off,
});
const told = (found: readonly FreeSlot[]) =>
  found.map(({ date, time, doctorId }) => `${date} ${time} ${doctorId}`);

describe('the next free slots', () => {
  test('come by day, then by time, then in the order of the doctors', () => {
    const doctors = [aDoctor(), aDoctor({ id: 'hung', taken: new Map([[MONDAY, ['08:00']]]) })];
    expect(told(nextFree(aGround(), doctors, aSearch({ limit: 3 })))).toEqual([
      `${MONDAY} 08:00 an`,
      `${MONDAY} 08:30 an`,
      `${MONDAY} 08:30 hung`,
    ]);
  });

  test('go on where the page before ended', () => {
    const all = nextFree(aGround(), [aDoctor()], aSearch({ limit: 25 }));
    expect(nextFree(aGround(), [aDoctor()], aSearch({ limit: 10, skip: 10 }))).toEqual(all.slice(10, 20));
  });

  test('of two half hours are those with the next one free too, never across a break or the end of the day', () => {
    const lunch = aLeave({ kind: 'break', fromTime: '09:30', toTime: '16:00' });
    const found = nextFree(aGround(), [aDoctor({ timeOff: [lunch] })], aSearch({ days: 1, lengthSlots: 2 }));
    expect(found.map(({ time }) => time)).toEqual(['08:00', '08:30', '16:00']);
  });

  test('of the morning begin before noon, those of the afternoon at noon or later', () => {
    const times = (partOfDay: SlotSearch['partOfDay']) =>
      nextFree(aGround(), [aDoctor()], aSearch({ days: 1, limit: 50, partOfDay })).map(({ time }) => time);
    expect([times('morning').at(-1), times('afternoon')[0]]).toEqual(['11:30', '12:00']);
    expect([...times('morning'), ...times('afternoon')]).toEqual(times('any'));
  });

  test('are none on leave, after the horizon or before today; and none where the patient is with somebody else', () => {
    const ground = aGround({ horizonDays: 1 });
    const doctor = aDoctor({ timeOff: [aLeave()] });
    const busy = new Map([[addDays(MONDAY, 1), ['08:00', '09:00']]]);
    const found = nextFree(ground, [doctor], aSearch({ fromDate: addDays(MONDAY, -5), limit: 100, busy }));
    expect(found).toHaveLength(16);
    expect(told(found)[0]).toBe(`${addDays(MONDAY, 1)} 08:30 an`);
  });
});

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
const clock = minute.map(timeOfMinutes);
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Ho_Chi_Minh'] as const;
/** Around the days on which clocks change, and on any other. */
const instants = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', MONDAY),
    fc.integer({ min: -36 * 60, max: 36 * 60 }),
  )
  .map(([date, minutes]) => Date.parse(`${date}T12:00:00Z`) + minutes * 60_000);

/** A clinic, its doctors and a question, all near the clinic's today. */
const anyCase = fc
  .record({
    nowMs: instants,
    timeZone: fc.constantFrom(...zones),
    start: fc.integer({ min: 0, max: 14 * 60 }),
    length: fc.constantFrom(10, 15, 20, 30, 45, 60),
    count: fc.integer({ min: 1, max: 9 }),
    horizonDays: fc.integer({ min: 0, max: 8 }),
    asker: fc.constantFrom('desk' as const, 'patient' as const),
  })
  .chain(({ nowMs, timeZone, start, length, count, horizonDays, asker }) => {
    const now = wallClock(nowMs, timeZone);
    const grid = {
      slotStartTime: timeOfMinutes(start),
      slotEndTime: timeOfMinutes(Math.min(start + length * (count - 1), 24 * 60 - 1)),
      slotLengthMinutes: length,
    };
    const day = fc.integer({ min: -2, max: 9 }).map((days) => addDays(now.date, days));
    // Mostly on the grid, now and then left over from an older one.
    const time = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...slotTimes(grid)) }, clock);
    const times = fc
      .array(fc.tuple(day, time), { maxLength: 25 })
      .map((all): ReadonlyMap<string, string[]> => {
        const byDay = Map.groupBy(all, ([date]) => date);
        return new Map([...byDay].map(([date, list]) => [date, list.map(([, at]) => at)]));
      });
    const off = fc
      .record({ from: day, days: fc.integer({ min: 0, max: 2 }), span: fc.option(fc.tuple(clock, clock)) })
      .map(({ from, days, span }) =>
        aLeave({
          fromDate: from,
          toDate: addDays(from, days),
          fromTime: span?.[0] ?? null,
          toTime: span?.[1] ?? null,
        }),
      );
    const hours = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), fromTime: clock, toTime: clock });
    const doctor = fc.record({
      weeklyHours: fc.oneof(fc.constant([]), fc.array(hours, { minLength: 5, maxLength: 20 })),
      timeOff: fc.array(off, { maxLength: 3 }),
      taken: times,
    });
    return fc.record({
      ground: fc.constant<SearchGround>({ grid, now, horizonDays, asker }),
      doctors: fc
        .array(doctor, { maxLength: 3 })
        .map((all) => all.map((one, at): SearchedDoctor => ({ id: `doctor-${at}`, ...one }))),
      search: fc.record({
        fromDate: day,
        days: fc.integer({ min: 1, max: 9 }),
        partOfDay: fc.constantFrom('any' as const, 'morning' as const, 'afternoon' as const),
        lengthSlots: fc.constantFrom(1, 1, 2, 3),
        limit: fc.constantFrom(1, 10, 400),
        skip: fc.integer({ min: 0, max: 5 }),
        busy: fc.option(times, { nil: undefined }),
      }),
    });
  });
type Case = typeof anyCase extends fc.Arbitrary<infer One> ? One : never;

/** Every minute of every day is asked whether the doctor and the patient can spend it together; no interval is ever formed. */
function byWalkingMinutes({ ground, doctors, search }: Case): string[] {
  const { grid, now, horizonDays, asker } = ground;
  const { slotLengthMinutes: length } = grid;
  const isIn = (m: number, times: readonly string[] = []) =>
    times.some((time) => m >= minutesOf(time) && m < minutesOf(time) + length);
  const starts: number[] = [];
  for (let m = 0; m < 24 * 60; m += 1) {
    const since = m - minutesOf(grid.slotStartTime);
    if (since >= 0 && since % length === 0 && m <= minutesOf(grid.slotEndTime)) starts.push(m);
  }
  const isSlotFree = (doctor: SearchedDoctor, date: string, start: number) => {
    for (let m = start; m < start + length; m += 1) {
      if (isIn(m, doctor.taken.get(date)) || isIn(m, search.busy?.get(date))) return false;
      const isOff = ({ fromDate, toDate, fromTime, toTime }: OffTime) =>
        m < 24 * 60 &&
        fromDate <= date &&
        date <= toDate &&
        (fromTime === null || m >= minutesOf(fromTime)) &&
        (toTime === null || m < minutesOf(toTime));
      if (doctor.timeOff.some(isOff)) return false;
    }
    const works = doctor.weeklyHours.some(
      ({ weekday, fromTime, toTime }) =>
        weekday === weekdayOf(date) && minutesOf(fromTime) <= start && start < minutesOf(toTime),
    );
    if (doctor.weeklyHours.length > 0 && !works) return false;
    if (search.partOfDay === 'morning' && start >= 720) return false;
    if (search.partOfDay === 'afternoon' && start < 720) return false;
    // The desk may still fill the slot that is running, a patient may not.
    const tooLate = asker === 'desk' ? start + length : start;
    return date > now.date || tooLate > minutesOf(now.time);
  };
  const found: string[] = [];
  for (let ahead = 0; ahead <= horizonDays; ahead += 1) {
    const date = addDays(now.date, ahead);
    if (date < search.fromDate || date >= addDays(search.fromDate, search.days)) continue;
    for (const [at, start] of starts.entries()) {
      const run = starts.slice(at, at + search.lengthSlots);
      for (const doctor of doctors)
        if (run.length === search.lengthSlots && run.every((m) => isSlotFree(doctor, date, m)))
          found.push(`${date} ${timeOfMinutes(start)} ${doctor.id}`);
    }
  }
  return found.slice(search.skip, search.skip + search.limit);
}

describe('against a model that walks every minute', () => {
  test('finds exactly the same: visits, breaks, leave, hours, horizon, past, on days of 23, 24 and 25 hours', () => {
    let met = 0;
    fc.assert(
      fc.property(anyCase, (one) => {
        const found = told(nextFree(one.ground, one.doctors, one.search));
        expect(found).toEqual(byWalkingMinutes(one));
        met += found.length;
      }),
      { numRuns: 800 },
    );
    // The property is worth something only if there was something to find.
    expect(met).toBeGreaterThan(200);
  });

  test('every slot found is free on the doctor’s day, and every free slot is found', () => {
    fc.assert(
      fc.property(anyCase, ({ ground, doctors, search }) => {
        const all = {
          ...search,
          lengthSlots: 1,
          partOfDay: 'any',
          limit: 10_000,
          skip: 0,
          busy: undefined,
        } as const;
        const found = new Set(told(nextFree(ground, doctors, all)));
        for (let day = 0; day < search.days; day += 1) {
          const date = addDays(search.fromDate, day);
          for (const { id, weeklyHours, timeOff, taken } of doctors) {
            const visits = (taken.get(date) ?? []).map((time) => ({ appointmentId: time, time }));
            for (const [time, { state }] of slotStates({
              ...ground,
              date,
              weeklyHours,
              timeOff,
              taken: visits,
            }))
              expect(found.has(`${date} ${time} ${id}`)).toBe(state === 'free');
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
