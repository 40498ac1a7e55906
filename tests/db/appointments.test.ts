// The front desk's reads and saves on a real encrypted file: what a day shows, what holds a slot, how it is found.
import { describe, expect, test } from 'vitest';
import { loadOfDays } from '../../db/appointment-spans.ts';
import { appointmentCard, appointmentsOfPatient, dayOfClinic } from '../../db/appointment-views.ts';
import {
  dayOfDoctor,
  eventsOf,
  patientOfDay,
  saveBooking,
  saveChange,
  standingVisit,
} from '../../db/appointments.ts';
import { fill, type Tx, write } from '../../db/write.ts';
import { bookAppointment } from '../../domain/appointment-booking.ts';
import { cancelAppointment } from '../../domain/appointment-changes.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { Refused } from '../../domain/failure.ts';
import type { NewRow } from '../../domain/row.ts';
import { slotStates } from '../../domain/slot.ts';
import { anAppointment } from '../support/builders.ts';
import { fillFrontDesk } from '../support/front-desk-clinic.ts';
import { CLINIC_ID, NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const TODAY = '2026-11-22';
const desk = { userId: 'user-lan', role: 'receptionist' as const, nowMs: NOW_MS };
const inWrite = <Result>(vault: TestVault, work: (tx: Tx) => Result) =>
  write(vault, { userId: 'user-lan', kind: 'test', nowMs: NOW_MS }, work);
const add = (vault: TestVault, ...visits: Partial<NewRow<Appointment>>[]) =>
  fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) => {
    for (const visit of visits) tx.insert('appointments', anAppointment(visit));
  });
const book = (tx: Tx, { doctorId = 'user-an', patientId = 'patient-binh', time = '10:00' } = {}) => {
  const day = dayOfDoctor(tx, { doctorId, date: TODAY, nowMs: NOW_MS, asker: 'desk' });
  const patient = patientOfDay(tx, { patientId, date: TODAY });
  const input = { time, reason: 'Ho', symptoms: 'Ho khan', notes: '' };
  return saveBooking(tx, bookAppointment({ day, patient, actor: desk }, input, tx.newId));
};
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
  return null;
};

describe('a booking', () => {
  test('is saved with its first event, an outbox entry and an audit entry about the patient', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    const visit = inWrite(vault, book);
    expect(visit).toMatchObject({ roomId: 'room-102', estimatedFeeMinor: 150_000, status: 'booked' });
    expect(eventsOf(vault, visit.id)).toMatchObject([
      { kind: 'booked', byUserId: 'user-lan', toTime: '10:00', fromTime: null },
    ]);
    expect(vault.sqlite.prepare("SELECT count(*) AS n FROM outbox WHERE kind = 'test'").get()).toEqual({
      n: 1,
    });
    const audit = vault.sqlite
      .prepare('SELECT entity, entityId, patientId FROM auditLog ORDER BY seq DESC LIMIT 1')
      .get();
    expect(audit).toEqual({ entity: 'appointments', entityId: visit.id, patientId: 'patient-binh' });
  });

  test('that is refused leaves nothing behind: no row, no event, no outbox entry', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    inWrite(vault, book);
    const count = () =>
      vault.sqlite
        .prepare(
          'SELECT (SELECT count(*) FROM appointments) a, (SELECT count(*) FROM appointmentEvents) e, (SELECT count(*) FROM outbox) o',
        )
        .get();
    const before = count();
    expect(refusalOf(() => inWrite(vault, (tx) => book(tx, { patientId: 'patient-cuc' })))?.code).toBe(
      'slot_taken',
    );
    expect(count()).toEqual(before);
  });

  test('F16 two doctors never get one room: the second is given the next free one', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    expect(inWrite(vault, (tx) => book(tx, { doctorId: 'user-hung' })).roomId).toBe('room-101');
    expect(inWrite(vault, (tx) => book(tx, { doctorId: 'user-an', patientId: 'patient-cuc' })).roomId).toBe(
      'room-102',
    );
  });
});

describe('what holds a slot', () => {
  test.each([
    ['booked', 'taken'],
    ['confirmed', 'taken'],
    ['completed', 'taken'],
    ['cancelled', 'free'],
  ] as const)('F2 a %s visit leaves its slot %s', (status, state) => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    add(vault, { status });
    const day = dayOfDoctor(vault, { doctorId: 'user-an', date: TODAY, nowMs: NOW_MS, asker: 'desk' });
    expect(slotStates(day.slots).get('09:00')?.state).toBe(state);
  });

  test('a cancelled slot can be booked again at once', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    const first = inWrite(vault, book);
    inWrite(vault, (tx) => {
      const standing = standingVisit(tx, { appointmentId: first.id });
      saveChange(
        tx,
        standing.appointment,
        cancelAppointment(standing, { actor: desk, reason: 'Bận' }, tx.newId),
      );
    });
    expect(inWrite(vault, (tx) => book(tx, { patientId: 'patient-cuc' })).status).toBe('booked');
  });

  test('F1 a second visit that slips past the decision meets the index, and that is said as slot_taken with free times', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    const slip = (rowWith: Partial<NewRow<Appointment>>) => () =>
      inWrite(vault, (tx) => {
        const day = dayOfDoctor(tx, { doctorId: 'user-an', date: TODAY, nowMs: NOW_MS, asker: 'desk' });
        const patient = patientOfDay(tx, { patientId: 'patient-cuc', date: TODAY });
        const input = { time: '10:00', reason: '', symptoms: '', notes: '' };
        const { appointment, event } = bookAppointment({ day, patient, actor: desk }, input, tx.newId);
        saveBooking(tx, { appointment: { ...appointment, ...rowWith }, event });
      });
    add(vault, { roomId: 'room-102' });
    expect(refusalOf(slip({ appointmentTime: '09:00', roomId: null }))).toEqual({
      code: 'slot_taken',
      freeTimes: ['09:30', '10:00', '10:30'],
    });
    expect(
      refusalOf(slip({ appointmentTime: '09:00', doctorId: 'user-hung', roomId: 'room-102' })),
    ).toMatchObject({
      code: 'room_taken',
      roomId: 'room-102',
    });
  });

  test('a visit changed since it was on the screen is not overwritten', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    add(vault, {});
    const stale = () =>
      inWrite(vault, (tx) => standingVisit(tx, { appointmentId: 'appointment-9', seenMs: NOW_MS - 1 }));
    expect(refusalOf(stale)).toEqual({
      code: 'changed_meanwhile',
      subject: 'appointment',
      id: 'appointment-9',
    });
  });
});

describe('the day of the clinic', () => {
  test('has every doctor who receives, the visits in order of time, and the time off with its reason', () => {
    using vault = openTestVault();
    fillFrontDesk(vault, (tx) => {
      tx.insert('timeOff', {
        ...aLeave,
        id: 'off-an',
        scope: 'doctor',
        doctorId: 'user-an',
        reason: 'Hội thảo',
      });
      tx.insert('timeOff', {
        ...aLeave,
        id: 'off-all',
        scope: 'clinic',
        kind: 'break',
        fromTime: '12:00',
        toTime: '13:00',
      });
      tx.insert('timeOff', { ...aLeave, id: 'withdrawn', scope: 'clinic', archivedAtMs: NOW_MS });
      tx.insert('timeOff', {
        ...aLeave,
        id: 'tomorrow',
        scope: 'clinic',
        fromDate: '2026-11-23',
        toDate: '2026-11-23',
      });
      tx.insert('workingHours', {
        id: 'w1',
        doctorId: 'user-hung',
        weekday: 7,
        fromTime: '08:00',
        toTime: '12:00',
      });
    });
    add(
      vault,
      { id: 'late', appointmentTime: '11:00' },
      { id: 'early', status: 'cancelled' },
      { id: 'other-day', appointmentDate: '2026-11-23' },
    );
    const day = dayOfClinic(vault, TODAY);
    expect(day.visits.map(({ id }) => id)).toEqual(['early', 'late']);
    expect(day.visits[1]).toMatchObject({
      patientName: 'Trần Văn Bình',
      recordNumber: 'Z-000001',
      hasAllergies: true,
    });
    expect(day.doctors.map(({ id }) => id)).toEqual(['user-mai', 'user-hung', 'user-an']);
    const offs = Object.fromEntries(
      day.doctors.map((doctor) => [doctor.id, doctor.timeOff.map(({ id }) => id)]),
    );
    expect(offs).toEqual({
      'user-mai': ['off-all'],
      'user-hung': ['off-all'],
      'user-an': ['off-all', 'off-an'],
    });
    expect(day.doctors.find(({ id }) => id === 'user-hung')?.weeklyHours).toEqual([
      { weekday: 7, fromTime: '08:00', toTime: '12:00' },
    ]);
    expect(day).toMatchObject({
      timeZone: 'Asia/Ho_Chi_Minh',
      horizonDays: 30,
      grid: { slotLengthMinutes: 30 },
    });
  });

  test('keeps the column of a doctor who left while visits stand in it', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    add(vault, {});
    inWrite(vault, (tx) => tx.update('users', 'user-an', { isActive: false }));
    inWrite(vault, (tx) => tx.update('users', 'user-hung', { isActive: false }));
    expect(dayOfClinic(vault, TODAY).doctors.map(({ id, isOpen }) => [id, isOpen])).toEqual([
      ['user-mai', true],
      ['user-an', false],
    ]);
  });

  test('F17 is six statements whatever the number of doctors', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    add(vault, {}, { id: 'b', doctorId: 'user-hung' }, { id: 'c', doctorId: 'user-mai' });
    expect(statementsOf(vault, () => dayOfClinic(vault, TODAY))).toHaveLength(6);
  });

  test('every read of the front desk goes by an index that narrows: nothing is scanned, no read walks all visits', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    add(vault, {});
    const statements = statementsOf(vault, () => {
      dayOfClinic(vault, TODAY);
      loadOfDays(vault, { fromDate: TODAY, toDate: TODAY, nowMs: NOW_MS });
      appointmentCard(vault, 'appointment-9');
      appointmentsOfPatient(vault, 'patient-binh');
      dayOfDoctor(vault, { doctorId: 'user-an', date: TODAY, nowMs: NOW_MS, asker: 'desk' });
      patientOfDay(vault, { patientId: 'patient-binh', date: TODAY });
    });
    for (const sql of statements) {
      const values = Array.from(sql.matchAll(/\?/g), () => null);
      const named = sql.includes('@') ? [{ clinicId: CLINIC_ID, date: TODAY }] : values;
      const plan = vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...named) as { detail: string }[];
      for (const { detail } of plan) {
        expect(detail, sql).not.toMatch(/SCAN (?!CONSTANT)/);
        expect(detail, sql).not.toMatch(/INDEX appointments_\w+ \(clinicId=\?\)/);
      }
    }
    expect(statements.length).toBeGreaterThan(12);
  });
});

/** The distinct statements that `work` prepares on this connection. */
function statementsOf(vault: TestVault, work: () => unknown): string[] {
  const statements = new Set<string>();
  const prepare = vault.sqlite.prepare.bind(vault.sqlite);
  vault.sqlite.prepare = (sql: string) => {
    statements.add(sql);
    return prepare(sql);
  };
  work();
  vault.sqlite.prepare = prepare;
  return [...statements];
}

describe('one visit', () => {
  test('tells who did what, when, from where to where and why', () => {
    using vault = openTestVault();
    fillFrontDesk(vault);
    const visit = inWrite(vault, book);
    write(vault, { userId: 'user-lan', kind: 'test', nowMs: NOW_MS + 60_000 }, (tx) => {
      const standing = standingVisit(tx, { appointmentId: visit.id });
      const order = { actor: { ...desk, nowMs: tx.nowMs }, reason: 'Khách bận' };
      saveChange(tx, standing.appointment, cancelAppointment(standing, order, tx.newId));
    });
    const card = appointmentCard(vault, visit.id);
    expect(card.history).toMatchObject([
      { kind: 'booked', byName: 'Trần Lan', atMs: NOW_MS, toTime: '10:00', toDoctorName: 'Nguyễn Thị An' },
      {
        kind: 'cancelled',
        byName: 'Trần Lan',
        atMs: NOW_MS + 60_000,
        fromTime: '10:00',
        reason: 'Khách bận',
      },
    ]);
    expect(card).toMatchObject({
      doctorName: 'Nguyễn Thị An',
      departmentName: 'Nội tổng quát',
      roomNumber: '102',
      symptoms: 'Ho khan',
      cancellationReason: 'Khách bận',
      hasRecord: false,
      undoableEventId: card.history[1]?.id,
    });
    expect(appointmentsOfPatient(vault, 'patient-binh')).toMatchObject([
      { id: visit.id, doctorName: 'Nguyễn Thị An' },
    ]);
  });
});

const aLeave = {
  id: 'off',
  scope: 'doctor',
  doctorId: null,
  roomId: null,
  kind: 'leave',
  fromDate: TODAY,
  toDate: TODAY,
  fromTime: null,
  toTime: null,
  reason: '',
  archivedAtMs: null,
} as const;
