// The slots of a day against a model that counts minutes one by one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, minutesOf, timeOfMinutes, wallClock, weekdayOf } from '../../domain/civil-date.ts';
import {
  minuteInSortedSpans,
  nearestFreeTimes,
  type OffTime,
  type SlotDay,
  slotStates,
  slotTimes,
  sortedNonOverlapping,
  type Span,
} from '../../domain/slot.ts';

const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const TODAY = '2026-11-23';
const aDay = (day: Partial<SlotDay> = {}): SlotDay => ({
  date: TODAY,
  grid,
  now: { date: TODAY, time: '06:00' },
  horizonDays: 30,
  asker: 'desk',
  weeklyHours: [],
  timeOff: [],
  taken: [],
  ...day,
});
const aTimeOff = (off: Partial<OffTime> = {}): OffTime => ({
  id: 'off',
  scope: 'doctor',
  kind: 'leave',
  fromDate: TODAY,
  toDate: TODAY,
  fromTime: null,
  toTime: null,
  reason: '',
  ...off,
});
const stateAt = (day: SlotDay, time: string) => slotStates(day).get(time)?.state;

describe('the slots of a day', () => {
  test('the default clinic has 18 half hours from 08:00 to 16:30', () => {
    const times = slotTimes(grid);
    expect(times).toHaveLength(18);
    expect([times[0], times.at(-1)]).toEqual(['08:00', '16:30']);
  });

  test('a doctor without any hours entered receives on the whole grid', () => {
    expect([...slotStates(aDay()).values()].every(({ state }) => state === 'free')).toBe(true);
  });

  test('hours entered for another weekday close this one', () => {
    const weeklyHours = [{ weekday: weekdayOf(addDays(TODAY, 1)), fromTime: '08:00', toTime: '17:00' }];
    expect(stateAt(aDay({ weeklyHours }), '09:00')).toBe('outside_hours');
  });

  test('a slot may start before the end of the hours, not at it', () => {
    const weeklyHours = [{ weekday: weekdayOf(TODAY), fromTime: '08:30', toTime: '11:30' }];
    const day = aDay({ weeklyHours });
    expect(['08:00', '08:30', '11:00', '11:30'].map((time) => stateAt(day, time))).toEqual([
      'outside_hours',
      'free',
      'free',
      'outside_hours',
    ]);
  });

  test('the desk may fill the half hour that is running, a patient may not', () => {
    const now = { date: TODAY, time: '09:10' };
    expect(stateAt(aDay({ now }), '09:00')).toBe('free');
    expect(stateAt(aDay({ now, asker: 'patient' }), '09:00')).toBe('past');
    expect(stateAt(aDay({ now }), '08:30')).toBe('past');
    expect(stateAt(aDay({ now: { date: TODAY, time: '09:30' } }), '09:00')).toBe('past');
  });

  test('the last day of the horizon is open, the day after is not', () => {
    expect(stateAt(aDay({ date: addDays(TODAY, 30) }), '09:00')).toBe('free');
    expect(slotStates(aDay({ date: addDays(TODAY, 31) })).get('09:00')).toEqual({
      state: 'beyond_horizon',
      lastDate: addDays(TODAY, 30),
    });
  });

  test('a visit shows before a leave entered over it', () => {
    const taken = [{ appointmentId: 'a1', time: '09:00' }];
    const day = aDay({ taken, timeOff: [aTimeOff()] });
    expect(stateAt(day, '09:00')).toBe('taken');
    expect(stateAt(day, '09:30')).toBe('off');
  });

  test('a visit kept from an older grid takes every slot it reaches into', () => {
    const day = aDay({ taken: [{ appointmentId: 'a1', time: '09:15' }] });
    expect(['08:30', '09:00', '09:30', '10:00'].map((time) => stateAt(day, time))).toEqual([
      'free',
      'taken',
      'taken',
      'free',
    ]);
  });

  test('the nearest free times come nearest first, the earlier of two equally near before the later', () => {
    const taken = ['09:00', '09:30', '10:30'].map((time) => ({ appointmentId: time, time }));
    expect(nearestFreeTimes(slotStates(aDay({ taken })), '09:30')).toEqual(['10:00', '08:30', '08:00']);
  });
});

const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
const clock = minute.map(timeOfMinutes);
const span = fc.tuple(minute, minute).map(([from, to]): Span => ({ from, to }));
const minutesIn = (spans: readonly Span[]) => {
  const inside = new Set<number>();
  for (const { from, to } of spans) for (let m = from; m < to; m += 1) inside.add(m);
  return inside;
};

describe('interval algebra', () => {
  test('sorting out spans keeps exactly their minutes, and leaves gaps between them', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const sorted = sortedNonOverlapping(spans);
        expect(minutesIn(sorted)).toEqual(minutesIn(spans));
        sorted.forEach((later, i) => expect(i === 0 || (sorted[i - 1]?.to ?? 0) < later.from).toBe(true));
      }),
    );
  });

  test('a minute is in sorted spans when counting says so', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), minute, (spans, m) => {
        expect(minuteInSortedSpans(sortedNonOverlapping(spans), m)).toBe(minutesIn(spans).has(m));
      }),
    );
  });
});

const anyGrid = fc
  .record({
    start: fc.integer({ min: 0, max: 14 * 60 }),
    length: fc.constantFrom(10, 15, 20, 30, 45, 60),
    count: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ start, length, count }) => ({
    slotStartTime: timeOfMinutes(start),
    slotEndTime: timeOfMinutes(Math.min(start + length * (count - 1), 24 * 60 - 1)),
    slotLengthMinutes: length,
  }));
const nearbyDay = fc.integer({ min: -2, max: 33 }).map((days) => addDays(TODAY, days));
const anyOff = fc
  .record({
    from: nearbyDay,
    days: fc.integer({ min: 0, max: 3 }),
    times: fc.option(fc.tuple(clock, clock)),
    scope: fc.constantFrom('doctor' as const, 'clinic' as const),
  })
  .map(({ from, days, times, scope }) =>
    aTimeOff({
      scope,
      fromDate: from,
      toDate: addDays(from, days),
      fromTime: times?.[0] ?? null,
      toTime: times?.[1] ?? null,
    }),
  );
const anyDay: fc.Arbitrary<SlotDay> = fc.record({
  date: nearbyDay,
  grid: anyGrid,
  now: fc.record({ date: fc.constant(TODAY), time: clock }),
  horizonDays: fc.integer({ min: 0, max: 32 }),
  asker: fc.constantFrom('desk' as const, 'patient' as const),
  weeklyHours: fc.array(
    fc.record({ weekday: fc.integer({ min: 1, max: 7 }), fromTime: clock, toTime: clock }),
    { maxLength: 6 },
  ),
  timeOff: fc.array(anyOff, { maxLength: 4 }),
  taken: fc.array(
    clock.map((time) => ({ appointmentId: time, time })),
    { maxLength: 3 },
  ),
});

/** The same question answered minute by minute, without a single interval. */
function bruteForceState(day: SlotDay, time: string): string {
  const start = minutesOf(time);
  const slot = Array.from({ length: day.grid.slotLengthMinutes }, (_, i) => start + i);
  const taken = day.taken.some((visit) =>
    slot.some((m) => m >= minutesOf(visit.time) && m < minutesOf(visit.time) + slot.length),
  );
  if (taken) return 'taken';
  const isOff = (m: number, off: OffTime) =>
    off.fromDate <= day.date &&
    day.date <= off.toDate &&
    m < 24 * 60 &&
    (off.fromTime === null || timeOfMinutes(m) >= off.fromTime) &&
    (off.toTime === null || timeOfMinutes(m) < off.toTime);
  if (day.timeOff.some((off) => slot.some((m) => isOff(m, off)))) return 'off';
  const works = day.weeklyHours.some(
    (h) => h.weekday === weekdayOf(day.date) && h.fromTime <= time && time < h.toTime,
  );
  if (day.weeklyHours.length > 0 && !works) return 'outside_hours';
  const gone = day.asker === 'patient' ? [start] : slot;
  const isGone = (m: number) =>
    m < minutesOf(day.now.time) || (day.asker === 'patient' && m === minutesOf(day.now.time));
  if (day.date < day.now.date || (day.date === day.now.date && gone.every(isGone))) return 'past';
  let lastDate = day.now.date;
  for (let i = 0; i < day.horizonDays; i += 1) lastDate = addDays(lastDate, 1);
  return day.date > lastDate ? 'beyond_horizon' : 'free';
}

describe('against a model that counts minutes', () => {
  test('every slot has the state the count gives it: hours, breaks, leave, visits, horizon, past', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const [time, { state }] of slotStates(day)) {
          expect(state, `${day.date} ${time}`).toBe(bruteForceState(day, time));
          seen.set(state, (seen.get(state) ?? 0) + 1);
        }
      }),
      { numRuns: 600 },
    );
    // The property is worth something only if it met every state.
    expect([...seen.keys()].toSorted()).toEqual([
      'beyond_horizon',
      'free',
      'off',
      'outside_hours',
      'past',
      'taken',
    ]);
  });

  test('nearest free times are free, sorted by distance and leave no nearer one out', () => {
    fc.assert(
      fc.property(anyDay, clock, (day, time) => {
        const states = slotStates(day);
        const near = nearestFreeTimes(states, time);
        const distance = (other: string) => Math.abs(minutesOf(other) - minutesOf(time));
        const free = [...states].flatMap(([slot, { state }]) => (state === 'free' ? [slot] : []));
        expect(near).toHaveLength(Math.min(3, free.length));
        const farthest = Math.max(0, ...near.map(distance));
        for (const slot of free) expect(near.includes(slot) || distance(slot) >= farthest).toBe(true);
      }),
    );
  });
});

describe('days on which the clock changes', () => {
  const changes = [
    { timeZone: 'Europe/Berlin', date: '2026-03-29' },
    { timeZone: 'Europe/Berlin', date: '2026-10-25' },
    { timeZone: 'America/New_York', date: '2026-03-08' },
    { timeZone: 'America/New_York', date: '2026-11-01' },
    { timeZone: 'Australia/Lord_Howe', date: '2026-04-05' },
    { timeZone: 'Australia/Lord_Howe', date: '2026-10-04' },
    { timeZone: 'Asia/Ho_Chi_Minh', date: '2026-11-22' },
  ];

  test.each(changes)(
    '$timeZone, $date: 18 slots, each past exactly from the instant its clock time comes',
    (change) => {
      const noonUtcMs = Date.parse(`${change.date}T12:00:00Z`);
      /** The first instant of the day at which the wall shows `time`, found by walking minute by minute. */
      const instantOf = new Map<string, number>();
      for (let ms = noonUtcMs - 36 * 3_600_000; ms < noonUtcMs + 36 * 3_600_000; ms += 60_000) {
        const wall = wallClock(ms, change.timeZone);
        if (wall.date === change.date && !instantOf.has(wall.time)) instantOf.set(wall.time, ms);
      }
      for (let ms = noonUtcMs - 30 * 3_600_000; ms < noonUtcMs + 30 * 3_600_000; ms += 17 * 60_000) {
        const now = wallClock(ms, change.timeZone);
        const states = slotStates(aDay({ date: change.date, now, asker: 'patient' }));
        expect(states.size).toBe(18);
        for (const [time, { state }] of states) {
          expect(state === 'past', `${now.date} ${now.time} for ${time}`).toBe(
            ms >= (instantOf.get(time) ?? Number.NaN),
          );
        }
      }
    },
  );

  test('the horizon counts days of the calendar, so a 23-hour day is a day', () => {
    const now = wallClock(Date.parse('2026-03-28T22:30:00Z'), 'Europe/Berlin');
    expect(now.date).toBe('2026-03-28');
    expect(stateAt(aDay({ now, horizonDays: 1, date: '2026-03-29' }), '09:00')).toBe('free');
    expect(stateAt(aDay({ now, horizonDays: 1, date: '2026-03-30' }), '09:00')).toBe('beyond_horizon');
  });
});
