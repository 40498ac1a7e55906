import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LeaveVisit, type OpenSlot, slotKey, slotsFor, suggestMoves } from '../../domain/leave.ts';
import { overlap, slotTimes, spanOfSlot } from '../../domain/slot.ts';

const grid = { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 };
const visit = (given: Partial<LeaveVisit> = {}): LeaveVisit => ({
  appointmentId: 'visit',
  patientId: 'binh',
  departmentId: 'general',
  doctorId: 'an',
  date: '2026-11-24',
  time: '09:00',
  ...given,
});
const free = (date: string, time: string, doctorId = 'hung', departmentId = 'general'): OpenSlot => ({
  date,
  time,
  doctorId,
  departmentId,
});
const open = (...slots: OpenSlot[]) => ({ grid, free: slots, elsewhere: [] });
const told = (slots: OpenSlot[]) => slots.map(({ date, time, doctorId }) => `${date} ${time} ${doctorId}`);

describe('the slots for one visit', () => {
  test('the nearest day first, then the nearest time, whoever is free', () => {
    const openings = open(
      free('2026-11-25', '09:00', 'an'),
      free('2026-11-24', '11:00'),
      free('2026-11-24', '08:30'),
    );
    expect(told(slotsFor(visit(), openings, 'nearest'))).toEqual([
      '2026-11-24 08:30 hung',
      '2026-11-24 11:00 hung',
      '2026-11-25 09:00 an',
    ]);
  });

  test('the same doctor first when the patient should stay with the doctor', () => {
    const openings = open(free('2026-11-24', '09:00'), free('2026-11-30', '09:00', 'an'));
    expect(told(slotsFor(visit(), openings, 'sameDoctor'))[0]).toBe('2026-11-30 09:00 an');
  });

  test('none of another department, none before the day of the visit, none while the patient is elsewhere', () => {
    const openings = {
      ...open(
        free('2026-11-24', '09:00', 'mai', 'eye'),
        free('2026-11-23', '09:00'),
        free('2026-11-24', '10:00'),
      ),
      elsewhere: [{ patientId: 'binh', date: '2026-11-24', time: '10:00' }],
    };
    expect(slotsFor(visit(), openings, 'nearest')).toEqual([]);
  });
});

describe('the suggestion for all', () => {
  test('who has nothing left is to be called', () => {
    const visits = [visit(), visit({ appointmentId: 'second', patientId: 'cuc', time: '09:30' })];
    const moves = suggestMoves(visits, open(free('2026-11-24', '09:00')), { wish: 'nearest' });
    expect([...moves]).toEqual([
      ['visit', { doctorId: 'hung', date: '2026-11-24', time: '09:00' }],
      ['second', null],
    ]);
  });

  test('what a person has chosen stands, and the rest is arranged around it', () => {
    const slot = { doctorId: 'hung', date: '2026-11-24', time: '09:00' };
    const visits = [visit(), visit({ appointmentId: 'second', patientId: 'cuc', time: '09:30' })];
    const openings = open(free('2026-11-24', '09:00'), free('2026-11-25', '09:00'));
    const moves = suggestMoves(visits, openings, { wish: 'nearest', kept: new Map([['second', slot]]) });
    expect(moves.get('second')).toEqual(slot);
    expect(moves.get('visit')).toMatchObject({ date: '2026-11-25' });
  });
});

test('never gives one slot twice, uses free slots only, and sends no patient to two doctors at once', () => {
  const day = fc.integer({ min: 24, max: 27 }).map((number) => `2026-11-${number}`);
  const time = fc.constantFrom(...slotTimes(grid).slice(0, 5));
  const department = fc.constantFrom('general', 'eye');
  const doctor = fc.constantFrom('an', 'hung', 'mai');
  const visits = fc.array(
    fc.record({
      patientId: fc.constantFrom('binh', 'cuc', 'dung'),
      departmentId: department,
      doctorId: doctor,
      date: day,
      time,
    }),
    { maxLength: 14 },
  );
  const slots = fc.uniqueArray(fc.record({ departmentId: department, doctorId: doctor, date: day, time }), {
    selector: slotKey,
    maxLength: 20,
  });
  const elsewhere = fc.array(
    fc.record({ patientId: fc.constantFrom('binh', 'cuc', 'dung'), date: day, time }),
    { maxLength: 4 },
  );
  const wish = fc.constantFrom('nearest' as const, 'sameDoctor' as const);
  fc.assert(
    fc.property(visits, slots, elsewhere, wish, (given, openSlots, others, preferred) => {
      const touched = given.map((one, index) => ({ ...one, appointmentId: `visit-${index}` }));
      const openings = { grid, free: openSlots, elsewhere: others };
      const moves = suggestMoves(touched, openings, { wish: preferred });
      expect(moves.size).toBe(touched.length);
      const places = touched.flatMap((one) => {
        const place = moves.get(one.appointmentId);
        return place ? [{ ...place, patientId: one.patientId, departmentId: one.departmentId }] : [];
      });
      const freeKeys = new Map(openSlots.map((slot) => [slotKey(slot), slot.departmentId]));
      for (const place of places) expect(freeKeys.get(slotKey(place))).toBe(place.departmentId);
      expect(new Set(places.map(slotKey)).size).toBe(places.length);
      places.forEach((place, index) => {
        const rest = [...others, ...places.slice(index + 1)].filter(
          (other) => other.patientId === place.patientId && other.date === place.date,
        );
        for (const other of rest)
          expect(overlap(spanOfSlot(grid, other.time), spanOfSlot(grid, place.time))).toBe(false);
      });
    }),
  );
});
