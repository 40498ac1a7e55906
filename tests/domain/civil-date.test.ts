import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  ageInYears,
  civilDate,
  daysBetween,
  instantOf,
  minutesOf,
  timeOfMinutes,
  wallClock,
  weekdayOf,
} from '../../domain/civil-date.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1900-01-01', days));

describe('a day of the clinic', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', '2026-04-31'])(
    '%j is no day',
    (text) => {
      expect(civilDate.safeParse(text).success).toBe(false);
    },
  );

  it('29 February of a leap year is a day', () => {
    expect(civilDate.safeParse('2028-02-29').success).toBe(true);
  });

  it('moving forward and back comes home, whatever daylight saving does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('weekdays follow one another, Monday first', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) % 7) + 1);
      }),
    );
  });
});

describe('the clock on the wall', () => {
  it("shortly after midnight in Ho Chi Minh City it is the clinic's day, not the day of UTC (F5)", () => {
    expect(wallClock(Date.parse('2026-11-21T17:30:00Z'), 'Asia/Ho_Chi_Minh')).toEqual({
      date: '2026-11-22',
      time: '00:30',
    });
  });

  it('midnight is 00:00, never 24:00', () => {
    expect(wallClock(Date.parse('2026-11-22T00:00:00Z'), 'UTC')).toEqual({
      date: '2026-11-22',
      time: '00:00',
    });
  });

  it('minutes and times are one and the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        expect(minutesOf(timeOfMinutes(minutes))).toBe(minutes);
      }),
    );
  });
});

describe('age', () => {
  it.each([
    ['2000-11-22', '2026-11-22', 26],
    ['2000-11-23', '2026-11-22', 25],
    ['2024-02-29', '2026-02-28', 1],
    ['2024-02-29', '2026-03-01', 2],
    ['2026-11-22', '2026-11-22', 0],
  ])('born %s, on %s one is %i', (born, today, age) => {
    expect(ageInYears(born, today)).toBe(age);
  });
});

test.each([
  ['2026-11-22', '09:00', 'Asia/Ho_Chi_Minh', '2026-11-22T02:00:00Z'],
  ['2026-03-29', '01:30', 'Europe/Berlin', '2026-03-29T00:30:00Z'],
  ['2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['2026-10-25', '08:00', 'Europe/Berlin', '2026-10-25T07:00:00Z'],
  ['2026-11-01', '09:00', 'America/New_York', '2026-11-01T14:00:00Z'],
])('a clock on a wall shows %s %s in %s at one instant', (date, time, timeZone, instant) => {
  expect(new Date(instantOf(date, time, timeZone)).toISOString()).toBe(instant.replace('Z', '.000Z'));
  expect(wallClock(instantOf(date, time, timeZone), timeZone)).toEqual({ date, time });
});
