// A week and a month of the clinic over a real vault: whose days, how full each is, and that a figure agrees with the day itself.
import { expect, test } from 'vitest';
import { daysOfClinic, loadOfDays } from '../../db/appointment-spans.ts';
import { fill } from '../../db/write.ts';
import { anAppointment } from '../support/builders.ts';
import { fillFrontDesk } from '../support/front-desk-clinic.ts';
import { NOW_MS, openTestVault } from '../support/test-vault.ts';

const week = { fromDate: '2026-11-23', toDate: '2026-11-29' };
const tuesday = '2026-11-24';

function aWeek() {
  const vault = openTestVault();
  fillFrontDesk(vault);
  fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) => {
    const visit = { appointmentDate: tuesday, status: 'booked' } as const;
    tx.insert('appointments', anAppointment({ ...visit, id: 'a' }));
    tx.insert(
      'appointments',
      anAppointment({ ...visit, id: 'b', doctorId: 'user-mai', departmentId: 'department-eye' }),
    );
    tx.insert(
      'appointments',
      anAppointment({ ...visit, id: 'c', appointmentTime: '10:00', status: 'cancelled' }),
    );
    const holiday = {
      kind: 'holiday',
      reason: 'Nghỉ bù',
      fromTime: null,
      toTime: null,
      archivedAtMs: null,
    } as const;
    const wednesday = { fromDate: '2026-11-25', toDate: '2026-11-25' };
    tx.insert('timeOff', {
      id: 'off',
      scope: 'clinic',
      doctorId: null,
      roomId: null,
      ...wednesday,
      ...holiday,
    });
  });
  return vault;
}

test('a week is seven days, of everybody, one department or one doctor', () => {
  using vault = aWeek();
  const idsOn = (whose: object) =>
    daysOfClinic(vault, { ...week, ...whose }).map(({ visits }) => visits.map(({ id }) => id));
  expect(idsOn({})).toHaveLength(7);
  expect(idsOn({})[1]).toEqual(['a', 'b', 'c']);
  expect(idsOn({ departmentId: 'department-eye' })[1]).toEqual(['b']);
  expect(idsOn({ doctorId: 'user-an' })[1]).toEqual(['a', 'c']);
});

test('how full a day is: visits that stand, half hours the doctors receive in, and those still free', () => {
  using vault = aWeek();
  const load = loadOfDays(vault, { ...week, nowMs: NOW_MS });
  // Three doctors without entered hours: 18 half hours each.
  expect(load[1]).toEqual({ date: tuesday, booked: 2, capacity: 54, free: 52, closed: null });
  expect(load[0]).toMatchObject({ booked: 0, free: 54 });
});

test('a day on which the clinic is closed has no half hours and says why', () => {
  using vault = aWeek();
  const [, , wednesday] = loadOfDays(vault, { ...week, nowMs: NOW_MS });
  expect(wednesday).toEqual({
    date: '2026-11-25',
    booked: 0,
    capacity: 0,
    free: 0,
    closed: { kind: 'holiday', reason: 'Nghỉ bù' },
  });
});

test('of one department or one doctor', () => {
  using vault = aWeek();
  const of = (whose: object) => loadOfDays(vault, { ...week, ...whose, nowMs: NOW_MS })[1];
  expect(of({ departmentId: 'department-eye' })).toMatchObject({ booked: 1, capacity: 18, free: 17 });
  expect(of({ doctorId: 'user-hung' })).toMatchObject({ booked: 0, capacity: 18, free: 18 });
});
