// Who is called when, and which free time is offered first.
import { expect, test } from 'vitest';
import { type CallOutcome, callNoted, listOf, nearestSlot } from '../../domain/follow-ups.ts';
import { Refused } from '../../domain/failure.ts';

const today = '2026-11-22';
const call = (outcome: CallOutcome, againOnDate: string | null = null) => ({ outcome, againOnDate });

test.each([
  ['the day has passed', '2026-11-10', null, 'due'],
  ['the day is today', today, null, 'due'],
  ['the day is near', '2026-11-25', null, 'soon'],
  ['nobody answered, and it is tried again tomorrow', '2026-11-10', call('no_answer', '2026-11-23'), 'later'],
  ['nobody answered, and the day to try again has come', '2026-11-10', call('no_answer', today), 'due'],
  ['reached, and to be called again', '2026-11-25', call('reached', '2026-11-23'), 'later'],
  ['reached, and no more to say', '2026-11-10', call('reached'), 'closed'],
  ['does not want to come', '2026-11-10', call('declined'), 'closed'],
  ['booked by phone, and that booking was cancelled', '2026-11-10', call('booked'), 'due'],
] as const)('%s', (_, followUpDate, lastCall, list) => {
  expect(listOf({ followUpDate, lastCall }, today)).toBe(list);
});

test('who said no is not called again; another call is on a day to come', () => {
  const input = { recordId: 'r', note: '', outcome: 'declined' as const, againOnDate: '2026-12-01' };
  expect(callNoted(input, today).againOnDate).toBeNull();
  expect(callNoted({ ...input, outcome: 'no_answer' }, today).againOnDate).toBe('2026-12-01');
  expect(() => callNoted({ ...input, outcome: 'no_answer', againOnDate: today }, today)).toThrow(Refused);
});

test('the time offered first is of the first free day, and nearest to the hour of the visit', () => {
  const slots = [
    { date: '2026-12-01', time: '08:00' },
    { date: '2026-12-01', time: '13:30' },
    { date: '2026-12-01', time: '15:00' },
    { date: '2026-12-02', time: '14:00' },
  ];
  expect(nearestSlot(slots, '14:00')).toEqual({ date: '2026-12-01', time: '13:30' });
  expect(nearestSlot([], '14:00')).toBeNull();
});
