// A doctor's week: overlap against the plain meaning of it, minute by minute.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutesOf, timeOfMinutes } from '../../domain/civil-date.ts';
import {
  copyDay,
  decideWeek,
  type HoursRange,
  overlappingRange,
  weekKey,
} from '../../domain/working-hours.ts';

const monday = (fromTime: string, toTime: string): HoursRange => ({ weekday: 1, fromTime, toTime });

describe('A week of hours', () => {
  test('a morning and an afternoon that touch at noon do not overlap', () => {
    expect(decideWeek([monday('12:00', '16:30'), monday('08:00', '12:00')])).toEqual([
      monday('08:00', '12:00'),
      monday('12:00', '16:30'),
    ]);
  });

  test('two ranges that share a minute are refused, and the day is named', () => {
    expect(() => decideWeek([monday('08:00', '12:01'), monday('12:00', '16:30')])).toThrow(
      expect.objectContaining({ failure: { code: 'hours_overlap', weekday: 1 } }),
    );
  });

  test('a range inside another is refused even when a third lies between their starts', () => {
    const week = [monday('08:00', '17:00'), monday('09:00', '10:00'), monday('11:00', '12:00')];
    expect(overlappingRange(week)).toBeDefined();
  });

  test('a range that ends as it begins is refused', () => {
    expect(() => decideWeek([monday('08:00', '08:00')])).toThrow(
      expect.objectContaining({ failure: { code: 'range_reversed' } }),
    );
  });

  test('Monday copied to Tuesday replaces what Tuesday had and leaves Sunday alone', () => {
    const week = [
      monday('08:00', '12:00'),
      { ...monday('09:00', '10:00'), weekday: 2 },
      { ...monday('13:00', '14:00'), weekday: 7 },
    ];
    expect(copyDay(week, 1, [1, 2])).toEqual([
      monday('08:00', '12:00'),
      { weekday: 2, fromTime: '08:00', toTime: '12:00' },
      { weekday: 7, fromTime: '13:00', toTime: '14:00' },
    ]);
  });
});

const range = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 300 }))
  .map(([weekday, from, length]) => ({
    weekday,
    fromTime: timeOfMinutes(from),
    toTime: timeOfMinutes(Math.min(from + length, 1439)),
  }));
const week = fc.array(range, { maxLength: 8 });

const minutesTwice = (ranges: HoursRange[]) => {
  const seen = new Set<number>();
  for (const { weekday, fromTime, toTime } of ranges) {
    for (let minute = minutesOf(fromTime); minute < minutesOf(toTime); minute += 1) {
      const key = weekday * 10_000 + minute;
      if (seen.has(key)) return true;
      seen.add(key);
    }
  }
  return false;
};

test('ranges overlap exactly when some minute of the week lies in two of them', () => {
  fc.assert(
    fc.property(week, (ranges) => {
      expect(overlappingRange(ranges) !== undefined).toBe(minutesTwice(ranges));
    }),
  );
});

test('the order in which ranges were typed does not matter', () => {
  fc.assert(
    fc.property(week, (ranges) => {
      expect(weekKey(ranges.toReversed())).toBe(weekKey(ranges));
    }),
  );
});

test('copying a day to all weekdays makes them alike and never an overlap that was not there', () => {
  fc.assert(
    fc.property(week, (ranges) => {
      const copied = copyDay(ranges, 1, [1, 2, 3, 4, 5, 6, 7]);
      const day = (weekday: number) =>
        weekKey(
          copied.filter((entry) => entry.weekday === weekday).map((entry) => ({ ...entry, weekday: 1 })),
        );
      expect(new Set([1, 2, 3, 4, 5, 6, 7].map(day)).size).toBe(1);
      expect(overlappingRange(copied) !== undefined).toBe(
        overlappingRange(ranges.filter((entry) => entry.weekday === 1)) !== undefined,
      );
    }),
  );
});
