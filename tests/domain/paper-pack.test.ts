// When paper for the next day is due, made or missing: a clinic open from Monday to Friday that closes at 17:00.
import { describe, expect, test } from 'vitest';
import { weekdayOf } from '../../domain/civil-date.ts';
import { closingTime, nextOpenDay, oldPacks, packState, receivesOn } from '../../domain/paper-pack.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const isOpen = (date: string) => weekdayOf(date) <= 5;
const at = (date: string, time: string) => Date.parse(`${date}T${time}:00+07:00`);
const FRIDAY = '2026-11-27';
const [THURSDAY, SATURDAY, MONDAY] = ['2026-11-26', '2026-11-28', '2026-11-30'];
const long = at('2026-01-01', '08:00');

const stateAt = (
  date: string,
  time: string,
  packs: [forDate: string, madeAtMs: number][] = [],
  sinceMs = long,
) =>
  packState({
    now: { date, time },
    timeZone,
    time: '17:00',
    isOpen,
    sinceMs,
    packs: packs.map(([forDate, madeAtMs]) => ({ forDate, madeAtMs })),
  });

describe('the paper for the next day', () => {
  test.each([
    ['is due when the day closes', THURSDAY, '17:00', [], { forDate: FRIDAY, state: 'due' }],
    [
      'is due later that evening, when the PC woke late',
      THURSDAY,
      '22:40',
      [],
      { forDate: FRIDAY, state: 'due' },
    ],
    [
      'is made once',
      THURSDAY,
      '17:05',
      [[FRIDAY, at(THURSDAY, '17:00')]],
      { forDate: FRIDAY, state: 'made' },
    ],
    [
      'made before closing is made again: the day went on',
      THURSDAY,
      '17:00',
      [[FRIDAY, at(THURSDAY, '11:00')]],
      { forDate: FRIDAY, state: 'due' },
    ],
    ['is for Monday on a Friday evening', FRIDAY, '17:00', [], { forDate: MONDAY, state: 'due' }],
    [
      'that Friday missed is still made on Saturday',
      SATURDAY,
      '09:00',
      [],
      { forDate: MONDAY, state: 'due' },
    ],
    [
      'is not made again on a day that is closed anyway',
      SATURDAY,
      '18:00',
      [[MONDAY, at(FRIDAY, '17:00')]],
      { forDate: MONDAY, state: 'made' },
    ],
    [
      'is missing in the morning when the clinic was closed at the time',
      FRIDAY,
      '07:40',
      [],
      { forDate: FRIDAY, state: 'missing' },
    ],
    [
      'made by hand in the morning is missing no more',
      FRIDAY,
      '07:45',
      [[FRIDAY, at(FRIDAY, '07:44')]],
      { forDate: FRIDAY, state: 'made' },
    ],
  ] as const)('%s', (_, date, time, packs, expected) => {
    expect(
      stateAt(
        date,
        time,
        packs.map(([forDate, madeAtMs]) => [forDate, madeAtMs]),
      ),
    ).toEqual(expected);
  });

  test('just turned on is not missing: its time comes', () => {
    expect(stateAt(FRIDAY, '09:00', [], at(FRIDAY, '08:55'))).toEqual({ forDate: MONDAY, state: 'waiting' });
    expect(stateAt(FRIDAY, '17:00', [], at(FRIDAY, '08:55'))).toEqual({ forDate: MONDAY, state: 'due' });
  });

  test('turned on after closing is made at once', () => {
    expect(stateAt(THURSDAY, '19:00', [], at(THURSDAY, '18:59'))).toEqual({ forDate: FRIDAY, state: 'due' });
  });

  test('of a clinic that never opens is waited for and nothing breaks', () => {
    const never = { now: { date: FRIDAY, time: '18:00' }, timeZone, time: '17:00', sinceMs: 0, packs: [] };
    expect(packState({ ...never, isOpen: () => false })).toEqual({ forDate: null, state: 'waiting' });
    expect(nextOpenDay(FRIDAY, () => false)).toBeNull();
  });
});

test('a clinic closes when its last visit ends', () => {
  expect(closingTime({ slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 })).toBe('17:00');
  expect(closingTime({ slotStartTime: '08:00', slotEndTime: '23:30', slotLengthMinutes: 30 })).toBe('23:55');
});

test('a doctor on leave for all of the hours receives nobody; half a day is a day', () => {
  const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
  const weeklyHours = [{ weekday: 5, fromTime: '08:00', toTime: '12:00' }];
  const leave = {
    id: 'l',
    scope: 'doctor',
    kind: 'leave',
    fromDate: FRIDAY,
    toDate: FRIDAY,
    reason: '',
  } as const;
  expect(receivesOn({ weeklyHours, timeOff: [] }, FRIDAY, grid)).toBe(true);
  expect(receivesOn({ weeklyHours, timeOff: [] }, SATURDAY, grid)).toBe(false);
  expect(
    receivesOn({ weeklyHours, timeOff: [{ ...leave, fromTime: null, toTime: null }] }, FRIDAY, grid),
  ).toBe(false);
  expect(
    receivesOn({ weeklyHours, timeOff: [{ ...leave, fromTime: '08:00', toTime: '11:00' }] }, FRIDAY, grid),
  ).toBe(true);
});

test('a pack goes when its day is more than a week past', () => {
  const packs = ['2026-11-18', '2026-11-19', '2026-11-20', FRIDAY].map((forDate) => ({ forDate }));
  expect(oldPacks(packs, FRIDAY)).toEqual([{ forDate: '2026-11-18' }, { forDate: '2026-11-19' }]);
});
