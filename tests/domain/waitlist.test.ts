import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, type FreeSlot, whoWouldCome } from '../../domain/waitlist.ts';

const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const slot: FreeSlot = {
  doctorId: 'doctor-an',
  departmentId: 'general',
  date: '2026-11-24',
  time: '09:00',
};
const waits = (entry: Partial<Candidate> = {}): Candidate => ({
  id: 'entry',
  departmentId: 'general',
  doctorId: null,
  fromDate: null,
  toDate: null,
  partOfDay: 'any',
  isUrgent: false,
  createdAtMs: 1,
  status: 'waiting',
  ownVisit: null,
  visitsThatDay: [],
  ...entry,
});
const own = { appointmentId: 'own', date: '2026-11-30', time: '10:00' };

describe('whom a free slot suits', () => {
  test.each<[string, Partial<Candidate>, boolean]>([
    ['any doctor of the department', {}, true],
    ['another department', { departmentId: 'eye' }, false],
    ['this doctor', { doctorId: 'doctor-an' }, true],
    ['another doctor of the department', { doctorId: 'doctor-hung' }, false],
    ['from that very day', { fromDate: '2026-11-24' }, true],
    ['from the day after', { fromDate: '2026-11-25' }, false],
    ['until that very day', { toDate: '2026-11-24' }, true],
    ['until the day before', { toDate: '2026-11-23' }, false],
    ['mornings', { partOfDay: 'morning' }, true],
    ['afternoons', { partOfDay: 'afternoon' }, false],
    ['withdrawn', { status: 'withdrawn' }, false],
    ['booked already', { status: 'booked' }, false],
    ['has a later visit', { ownVisit: own }, true],
    ['has a visit that is as soon', { ownVisit: { ...own, date: '2026-11-24', time: '09:00' } }, false],
    ['has a sooner visit', { ownVisit: { ...own, date: '2026-11-23' } }, false],
    [
      'has the own visit later that morning, which would move',
      {
        ownVisit: { ...own, date: '2026-11-24', time: '09:30' },
        visitsThatDay: [{ appointmentId: 'own', time: '09:30' }],
      },
      true,
    ],
    ['is with another doctor then', { visitsThatDay: [{ appointmentId: 'x', time: '09:00' }] }, false],
    ['is with another doctor after it', { visitsThatDay: [{ appointmentId: 'x', time: '09:30' }] }, true],
  ])('%s', (_, entry, suits) => {
    expect(whoWouldCome(slot, grid, [waits(entry)])).toHaveLength(suits ? 1 : 0);
  });

  test('noon belongs to the afternoon', () => {
    const atNoon = { ...slot, time: '12:00' };
    expect(whoWouldCome(atNoon, grid, [waits({ partOfDay: 'afternoon' })])).toHaveLength(1);
    expect(whoWouldCome(atNoon, grid, [waits({ partOfDay: 'morning' })])).toHaveLength(0);
  });
});

test('urgent people come first, then who has waited longest', () => {
  const people = [
    waits({ id: 'late', createdAtMs: 30 }),
    waits({ id: 'early', createdAtMs: 10 }),
    waits({ id: 'urgent', createdAtMs: 40, isUrgent: true }),
    waits({ id: 'urgent-first', createdAtMs: 20, isUrgent: true }),
  ];
  const order = whoWouldCome(slot, grid, people).map(({ id }) => id);
  expect(order).toEqual(['urgent-first', 'urgent', 'early', 'late']);
});

test('the order never depends on the order in which people are read', () => {
  const person = fc.record({ isUrgent: fc.boolean(), createdAtMs: fc.integer({ min: 0, max: 5 }) });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), (given) => {
      const people = given.map((one, index) => waits({ ...one, id: `entry-${index}` }));
      expect(whoWouldCome(slot, grid, people.toReversed())).toEqual(whoWouldCome(slot, grid, people));
    }),
  );
});
