// The search for free slots on a real encrypted file: whose slots, what takes them, and how little it reads.
import { describe, expect, test } from 'vitest';
import { nextFreeSlots, type FreeSlotsAsked } from '../../db/slot-search.ts';
import { dayOfDoctor } from '../../db/appointments.ts';
import { fill, type Tx, write } from '../../db/write.ts';
import { addDays } from '../../domain/civil-date.ts';
import { slotStates } from '../../domain/slot.ts';
import { anAppointment } from '../support/builders.ts';
import { fillFrontDesk } from '../support/front-desk-clinic.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const TODAY = '2026-11-22';
const TOMORROW = addDays(TODAY, 1);
const asked = (more: Partial<FreeSlotsAsked> = {}): FreeSlotsAsked => ({
  fromDate: TOMORROW,
  days: 30,
  partOfDay: 'any',
  lengthSlots: 1,
  limit: 10,
  nowMs: NOW_MS,
  asker: 'desk',
  ...more,
});
const aVisit = (tx: Tx, id: string, visit: Partial<Parameters<typeof anAppointment>[0]> = {}) =>
  tx.insert(
    'appointments',
    anAppointment({ id, appointmentDate: TOMORROW, appointmentTime: '08:00', ...visit }),
  );
const told = (vault: TestVault, more: Partial<FreeSlotsAsked> = {}) =>
  nextFreeSlots(vault, asked(more)).map(({ date, time, doctorId }) => `${date} ${time} ${doctorId}`);

describe('the next free slots of the clinic', () => {
  test('are those of every doctor who receives, by name; or of one department; or of the doctors asked for', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    const at8 = (...ids: string[]) => ids.map((id) => `${TOMORROW} 08:00 ${id}`);
    expect(told(vault, { limit: 3 })).toEqual(at8('user-hung', 'user-an', 'user-mai'));
    expect(told(vault, { limit: 2, departmentId: 'department-general' })).toEqual(
      at8('user-hung', 'user-an'),
    );
    expect(told(vault, { limit: 1, doctorIds: ['user-mai'] })).toEqual(at8('user-mai'));
    expect(told(vault, { doctorIds: ['user-mai'], departmentId: 'department-general' })).toEqual([]);
  });

  test('leave out a doctor who left, and a department that is closed', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    write(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
      tx.update('users', 'user-an', { isActive: false });
      tx.update('departments', 'department-eye', { isActive: false });
    });
    expect(new Set(told(vault).map((line) => line.split(' ')[2]))).toEqual(new Set(['user-hung']));
  });

  test('are not taken: a cancelled visit frees its slot, an overbooking and a walk-in of the queue hold none', () => {
    using vault = openTestVault();
    fillFrontDesk(vault, (tx) => {
      aVisit(tx, 'standing');
      aVisit(tx, 'cancelled', { appointmentTime: '08:30', status: 'cancelled' });
      aVisit(tx, 'overbooked', { appointmentTime: '09:00', kind: 'overbook', holdsSlot: false });
    });
    const first = told(vault, { doctorIds: ['user-an'], limit: 2 });
    expect(first).toEqual([`${TOMORROW} 08:30 user-an`, `${TOMORROW} 09:00 user-an`]);
  });

  test('leave out the times at which the patient is with another doctor', () => {
    using vault = openTestVault();
    fillFrontDesk(vault, (tx) => aVisit(tx, 'elsewhere', { doctorId: 'user-hung' }));
    const first = told(vault, { doctorIds: ['user-an'], patientId: 'patient-binh', limit: 1 });
    expect(first).toEqual([`${TOMORROW} 08:30 user-an`]);
  });

  test('end with the horizon, begin with the slot that is running, and are none where the days asked for are past', () => {
    using vault = openTestVault({ bookingHorizonDays: 2 });
    fillFrontDesk(vault);
    const all = told(vault, { fromDate: addDays(TODAY, -3), doctorIds: ['user-an'], limit: 500 });
    expect([all[0], all.at(-1)]).toEqual([`${TODAY} 09:00 user-an`, `${addDays(TODAY, 2)} 16:30 user-an`]);
    expect(told(vault, { fromDate: addDays(TODAY, -9), days: 5 })).toEqual([]);
  });

  test('are the same as the days of the doctors say, with leave, breaks, hours and a closed clinic', () => {
    using vault = openTestVault({ bookingHorizonDays: 6 });
    fillFrontDesk(vault, (tx) => {
      const hours = { doctorId: 'user-an', fromTime: '08:00', toTime: '12:00' };
      for (const weekday of [1, 2, 4]) tx.insert('workingHours', { id: `h-${weekday}`, weekday, ...hours });
      const off = { roomId: null, reason: '', archivedAtMs: null, fromTime: null, toTime: null };
      const onDay = (days: number) => ({ fromDate: addDays(TODAY, days), toDate: addDays(TODAY, days) });
      tx.insert('timeOff', {
        ...off,
        ...onDay(2),
        id: 'closed',
        scope: 'clinic',
        doctorId: null,
        kind: 'holiday',
      });
      const lunch = { ...onDay(4), fromTime: '11:30', toTime: '13:00' };
      tx.insert('timeOff', {
        ...off,
        ...lunch,
        id: 'lunch',
        scope: 'doctor',
        doctorId: 'user-hung',
        kind: 'break',
      });
      tx.insert('timeOff', {
        ...off,
        ...onDay(1),
        id: 'room',
        scope: 'room',
        doctorId: null,
        roomId: 'room-102',
        kind: 'other',
      });
      tx.insert('timeOff', {
        ...off,
        ...onDay(3),
        id: 'gone',
        scope: 'doctor',
        doctorId: 'user-an',
        kind: 'leave',
        archivedAtMs: 1,
      });
    });
    const byDay: string[] = [];
    for (let ahead = 0; ahead <= 6; ahead += 1)
      for (const doctorId of ['user-an', 'user-hung', 'user-mai']) {
        const date = addDays(TODAY, ahead);
        const { slots } = dayOfDoctor(vault, { doctorId, date, nowMs: NOW_MS, asker: 'desk' });
        for (const [time, { state }] of slotStates(slots))
          if (state === 'free') byDay.push(`${date} ${time} ${doctorId}`);
      }
    expect(told(vault, { fromDate: TODAY, limit: 10_000 }).toSorted()).toEqual(byDay.toSorted());
  });
});

describe('how it reads', () => {
  test('six statements whatever the days and doctors, by indexes that narrow to doctor and days', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    const statements = new Set<string>();
    const prepare = vault.sqlite.prepare.bind(vault.sqlite);
    vault.sqlite.prepare = (sql: string) => {
      statements.add(sql);
      return prepare(sql);
    };
    nextFreeSlots(vault, asked({ patientId: 'patient-binh' }));
    expect(statements.size).toBe(6);
    const plans = [...statements].flatMap((sql) => {
      const names = Array.from(sql.matchAll(/@(\w+)/g), ([, name]) => [name, null]);
      const values =
        names.length > 0 ? [Object.fromEntries(names)] : Array.from(sql.matchAll(/\?/g), () => null);
      return prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    });
    const details = plans.map(({ detail }) => detail);
    expect(details.filter((detail) => /SCAN (?!json_each|CONSTANT)/.test(detail))).toEqual([]);
    expect(details).toContainEqual(
      expect.stringMatching(
        /INDEX appointments_doctor_slot \(clinicId=\? AND doctorId=\? AND appointmentDate>\? AND appointmentDate<\?\)/,
      ),
    );
    expect(details).toContainEqual(
      expect.stringMatching(
        /INDEX appointments_patient \(clinicId=\? AND patientId=\? AND appointmentDate>\?/,
      ),
    );
  });

  test('a clinic with nothing free says so', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) =>
      tx.insert('timeOff', {
        id: 'closed',
        scope: 'clinic',
        doctorId: null,
        roomId: null,
        kind: 'holiday',
        fromDate: TODAY,
        toDate: addDays(TODAY, 60),
        fromTime: null,
        toTime: null,
        reason: 'Sửa nhà',
        archivedAtMs: null,
      }),
    );
    expect(told(vault)).toEqual([]);
  });
});
