// The radar over a real clinic: who is on it, what takes them off, calls and their undo, and the follow-up booked from its visit.
import { describe, expect, test } from 'vitest';
import { radarQueries } from '../../../db/follow-ups.ts';
import { fill, type Tx } from '../../../db/write.ts';
import { bookingsRouter } from '../../../electron/api/bookings.ts';
import { followUpsRouter } from '../../../electron/api/follow-ups.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment, aPatient } from '../../support/builders.ts';
import { planOf } from '../../support/plans.ts';
import { refusalOf } from '../../support/refusal.ts';
import { CLINIC_ID, NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const asCaller = createCallerFactory(followUpsRouter);
const as = (vault: TestVault, user: SignedIn = receptionistLan, nowMs = NOW_MS) =>
  asCaller(atTheDesk(vault, user, { nowMs }));

/** A signed visit of the first of November with a date to come again. */
function seen(
  tx: Tx,
  id: string,
  followUpDate: string | null,
  visit: Parameters<typeof anAppointment>[0] = {},
) {
  tx.insert('patients', aPatient({ id: `patient-${id}`, recordNumber: id, fullName: `Trần ${id}` }));
  tx.insert(
    'appointments',
    anAppointment({
      id: `visit-${id}`,
      patientId: `patient-${id}`,
      appointmentDate: '2026-11-01',
      status: 'completed',
      holdsSlot: false,
      ...visit,
    }),
  );
  tx.insert('medicalRecords', {
    id: `record-${id}`,
    appointmentId: `visit-${id}`,
    patientId: `patient-${id}`,
    diagnosis: 'SECRET',
    prescription: 'SECRET',
    treatmentPlan: 'SECRET',
    notes: 'SECRET',
    followUpDate,
    vitalSigns: {},
    createdById: 'user-an',
    signedAtMs: NOW_MS - 86_400_000,
  });
}
const filling = (vault: TestVault, work: (tx: Tx) => void) =>
  fill(vault, { userId: null, kind: 'tests.seen', nowMs: NOW_MS }, work);
const book = (tx: Tx, id: string, visit: Parameters<typeof anAppointment>[0]) =>
  tx.insert(
    'appointments',
    anAppointment({ id: `later-${id}`, patientId: `patient-${id}`, appointmentDate: '2026-11-24', ...visit }),
  );
const namesOn = async (vault: TestVault, list: 'due' | 'soon' | 'later' | 'closed') =>
  (await as(vault).radar({ list })).entries.map(({ recordNumber }) => recordNumber);

describe('the radar', () => {
  test('shows whose day has passed or is near and who has no visit ahead, the longest overdue first', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    filling(vault, (tx) => {
      seen(tx, 'newer', '2026-11-20');
      seen(tx, 'older', '2026-11-08');
      seen(tx, 'near', '2026-11-26');
      seen(tx, 'far', '2027-02-01');
      seen(tx, 'never', null);
    });
    expect(await namesOn(vault, 'due')).toEqual(['older', 'newer']);
    expect(await namesOn(vault, 'soon')).toEqual(['near']);
    const { counts, entries } = await as(vault).radar({ list: 'due' });
    expect(counts).toEqual({ due: 2, soon: 1, later: 0, closed: 0 });
    expect(entries[0]).toMatchObject({
      patientName: 'Trần older',
      phone: '0901234567',
      doctorName: 'Nguyễn Thị An',
      reason: 'Đau đầu',
      visitDate: '2026-11-01',
    });
  });

  test('a visit ahead takes a patient off it; one cancelled, missed or in another department does not', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    filling(vault, (tx) => {
      for (const id of ['booked', 'cancelled', 'missed', 'eye']) seen(tx, id, '2026-11-10');
      book(tx, 'booked', { appointmentTime: '08:00' });
      book(tx, 'cancelled', { status: 'cancelled' });
      book(tx, 'missed', { appointmentDate: '2026-11-12', isNoShow: true });
      book(tx, 'eye', { doctorId: 'user-khoa', departmentId: 'department-eye' });
    });
    expect((await namesOn(vault, 'due')).toSorted()).toEqual(['cancelled', 'eye', 'missed']);
  });

  test('reception sees whom to ring and nothing of what the doctor wrote', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    filling(vault, (tx) => seen(tx, 'a', '2026-11-10'));
    expect(JSON.stringify(await as(vault).radar({ list: 'due' }))).not.toContain('SECRET');
  });

  test('archived patients are not called, and a doctor looks at their own', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    filling(vault, (tx) => {
      seen(tx, 'a', '2026-11-10');
      seen(tx, 'b', '2026-11-10', { doctorId: 'user-khoa', departmentId: 'department-eye' });
      seen(tx, 'gone', '2026-11-10');
      tx.update('patients', 'patient-gone', { archivedAtMs: NOW_MS });
    });
    expect(await namesOn(vault, 'due')).toEqual(['a', 'b']);
    const own = await as(vault, doctorAn).radar({ list: 'due', doctorId: 'user-an' });
    expect(own.entries.map(({ recordNumber }) => recordNumber)).toEqual(['a']);
  });

  test('a call moves a person to its list; taken back, they are where they were', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    filling(vault, (tx) => seen(tx, 'a', '2026-11-10'));
    const call = { recordId: 'record-a', note: 'busy', againOnDate: '2026-11-24' };
    const { callId } = await as(vault).noteCall({ ...call, outcome: 'no_answer' });
    expect(await namesOn(vault, 'later')).toEqual(['a']);
    expect((await as(vault).radar({ list: 'later' })).entries[0]?.lastCall).toMatchObject({
      outcome: 'no_answer',
      byName: 'Phạm Ngọc Lan',
      note: 'busy',
    });
    const next = await as(vault, receptionistLan, NOW_MS + 1).noteCall({ ...call, outcome: 'declined' });
    expect(await namesOn(vault, 'closed')).toEqual(['a']);
    expect((await refusalOf(as(vault, doctorAn).takeBackCall(next))).code).toBe('not_found');
    await as(vault).takeBackCall(next);
    await as(vault).takeBackCall({ callId });
    expect(await namesOn(vault, 'due')).toEqual(['a']);
    const wrong = as(vault).noteCall({ ...call, outcome: 'reached', againOnDate: '2026-11-22' });
    expect((await refusalOf(wrong)).code).toBe('again_not_ahead');
  });

  test('it reads a span of days by its index, whatever the age of the clinic', () => {
    using vault = openTestVault();
    const open = planOf(vault, radarQueries.open, {
      clinicId: CLINIC_ID,
      from: '2026-05-01',
      to: '2026-11-29',
      doctorId: null,
    });
    expect(open).toContain(
      'SEARCH r USING INDEX medical_records_follow_up (clinicId=? AND followUpDate>? AND followUpDate<?)',
    );
    expect(open).toContain(
      'SEARCH l USING INDEX appointments_patient (clinicId=? AND patientId=? AND appointmentDate>?)',
    );
    expect(open).not.toMatch(/\bSCAN (?!j\b)/);
    const entries = planOf(vault, radarQueries.entries, { clinicId: CLINIC_ID, ids: '[]' });
    // Each of the page's records by its id, and never the records of the clinic.
    expect(entries).toContain('SEARCH r USING INDEX sqlite_autoindex_medicalRecords_1 (id=?)');
    expect(entries).not.toMatch(/\bSCAN (?!j\b)/);
  });
});

describe('a follow-up booked from its visit', () => {
  function monday(vault: TestVault) {
    fillMorning(vault);
    filling(vault, (tx) => {
      tx.insert('workingHours', {
        id: 'h',
        doctorId: 'user-an',
        weekday: 1,
        fromTime: '08:00',
        toTime: '12:00',
      });
      seen(tx, 'a', '2026-11-30', { appointmentTime: '10:00' });
    });
  }

  test('the free times from the day on are the doctor’s own; one is booked, and the radar lets go', async () => {
    using vault = openTestVault();
    monday(vault);
    const { slots, booked } = await as(vault, doctorAn).suggest({
      appointmentId: 'visit-a',
      date: '2026-11-25',
    });
    expect(booked).toBeNull();
    expect(slots[0]).toEqual({ date: '2026-11-30', time: '08:00', doctorId: 'user-an' });
    const visit = await as(vault, doctorAn).book({
      appointmentId: 'visit-a',
      date: '2026-11-30',
      time: '10:00',
      reason: 'Tái khám',
    });
    expect(visit).toMatchObject({ date: '2026-11-30', time: '10:00', status: 'booked', reason: 'Tái khám' });
    expect(await as(vault, doctorAn).suggest({ appointmentId: 'visit-a', date: '2026-11-25' })).toMatchObject(
      {
        booked: { appointmentId: visit.id, date: '2026-11-30', time: '10:00' },
        slots: [],
      },
    );
    // Taken back by the ordinary undo of a booking.
    const desk = createCallerFactory(bookingsRouter)(atTheDesk(vault, doctorAn));
    await desk.takeBack({
      visits: [{ appointmentId: visit.id, seenMs: visit.updatedAtMs }],
      reason: 'Đặt nhầm',
    });
    expect(
      (await as(vault, doctorAn).suggest({ appointmentId: 'visit-a', date: '2026-11-25' })).booked,
    ).toBeNull();
  });

  test('a time that is taken or outside the hours is refused like any booking', async () => {
    using vault = openTestVault();
    monday(vault);
    const order = { appointmentId: 'visit-a', date: '2026-11-30', time: '14:00', reason: 'x' };
    expect((await refusalOf(as(vault, doctorAn).book(order))).code).toBe('outside_hours');
  });
});
