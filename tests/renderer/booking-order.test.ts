// What is still missing before a booking is sent, and which days of a series are sent.
import { expect, test } from 'vitest';
import { emptyDraft } from '../../renderer/front-desk/booking-draft.ts';
import { missingIn, plannedOf } from '../../renderer/front-desk/booking-order.ts';

const slot = { ...emptyDraft, patientId: 'binh', doctorId: 'an', time: '09:00' };
const series = { everyWeeks: 1, times: 2, chosen: {} };

test.each([
  ['nothing at all: the patient first', emptyDraft, null, 'patient'],
  ['a patient alone: with whom', { ...emptyDraft, patientId: 'binh' }, null, 'doctor'],
  ['no time', { ...slot, time: null }, null, 'time'],
  ['everything', slot, null, null],
  [
    'an overbooking without a reason',
    { ...slot, way: 'overbook' as const, overbookReason: ' ' },
    null,
    'why',
  ],
  ['a walk-in for no queue yet', { ...slot, way: 'walk_in' as const, queueOf: '' }, null, 'queue'],
  [
    'a walk-in for a queue needs no slot',
    {
      ...emptyDraft,
      patientId: 'binh',
      way: 'walk_in' as const,
      queueOf: 'doctor:an',
      overbookReason: 'Sốt',
    },
    null,
    null,
  ],
  ['a series with an undecided day', { ...slot, series }, null, 'series'],
  ['a series all of whose days are left out', { ...slot, series }, [], 'series'],
  ['a series', { ...slot, series }, [{ date: '2026-11-23', time: '09:00' }], null],
])('%s', (_, draft, planned, missing) => {
  expect(missingIn(draft, planned)).toBe(missing);
});

test('a day that clashes waits for a decision: another time, or left out; one that is not open yet is left out by itself', () => {
  const lines = [
    { date: '2026-11-23', wrong: null },
    { date: '2026-11-30', wrong: { code: 'slot_taken' as const } },
    { date: '2027-03-01', wrong: { code: 'outside_horizon' as const, lastDate: '2026-12-22' } },
  ];
  const decided = (chosen: Record<string, string | null>) =>
    plannedOf(lines, { series: { ...series, chosen }, time: '09:00' });
  expect(decided({})).toBeNull();
  expect(decided({ '2026-11-30': null })).toEqual([{ date: '2026-11-23', time: '09:00' }]);
  expect(decided({ '2026-11-30': '09:30' })).toEqual([
    { date: '2026-11-23', time: '09:00' },
    { date: '2026-11-30', time: '09:30' },
  ]);
});
