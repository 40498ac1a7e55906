// Consultations through the router over a real vault: permitted, refused, rolled back, audited.
import { describe, expect, test } from 'vitest';
import { fill, writeLocal } from '../../../db/write.ts';
import { keepDraft, newestDraft } from '../../../db/drafts.ts';
import { consultationsRouter } from '../../../electron/api/consultations.ts';
import { createCallerFactory, failureOf, type SignedIn } from '../../../electron/api/trpc.ts';
import { TRPCError } from '@trpc/server';
import { adminHa, atTheDesk, doctorAn, doctorKhoa, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment } from '../../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const asCaller = createCallerFactory(consultationsRouter);
const as = (vault: TestVault, user: SignedIn, nowMs = NOW_MS) => asCaller(atTheDesk(vault, user, { nowMs }));
const appointmentId = 'appointment-9';
const written = { diagnosis: 'Viêm họng cấp', prescription: 'Paracetamol 500 mg x 10 viên' };

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'allowed',
    (thrown: unknown) => thrown,
  );
  if (error === 'allowed') return 'allowed';
  const failure = error instanceof TRPCError ? failureOf(error) : null;
  if (!failure) throw error;
  return failure.code;
};
const all = (vault: TestVault, sql: string) => vault.sqlite.prepare(sql).all() as Record<string, unknown>[];
const lastAudit = (vault: TestVault) => all(vault, 'SELECT * FROM auditLog ORDER BY seq DESC LIMIT 1')[0];

describe('the doctor’s day', () => {
  test('lists the doctor’s own visits of the day in the order of the clock, cancelled ones left out', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      tx.insert(
        'appointments',
        anAppointment({ id: 'appointment-8', appointmentTime: '08:30', status: 'booked' }),
      );
      tx.insert(
        'appointments',
        anAppointment({ id: 'appointment-10', appointmentTime: '10:00', status: 'cancelled' }),
      );
      tx.insert('appointments', anAppointment({ id: 'appointment-k', doctorId: 'user-khoa' }));
      tx.insert('appointments', anAppointment({ id: 'appointment-t', appointmentDate: '2026-11-23' }));
    });
    const day = await as(vault, doctorAn).day({});
    expect(day.date).toBe('2026-11-22');
    expect(day.visits.map((visit) => [visit.id, visit.appointmentTime])).toEqual([
      ['appointment-8', '08:30'],
      ['appointment-9', '09:00'],
    ]);
    expect(day.visits[1]).toMatchObject({ fullName: 'Trần Văn Bình', roomNumber: '101', recordId: null });
  });

  test('an empty day says when the doctor’s next visit is, whatever colleagues or cancelled visits come before it', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const next = { appointmentDate: '2026-11-25', appointmentTime: '10:00' };
    fill(vault, { userId: null, kind: 'tests.ahead', nowMs: NOW_MS }, (tx) => {
      const book = (id: string, row: Parameters<typeof anAppointment>[0]) =>
        tx.insert('appointments', anAppointment({ id, ...row }));
      book('appointment-k', { appointmentDate: '2026-11-24', doctorId: 'user-khoa' });
      book('appointment-c', { appointmentDate: '2026-11-24', status: 'cancelled' });
      book('appointment-late', { ...next, appointmentTime: '15:00' });
      book('appointment-next', next);
    });
    expect(await as(vault, doctorAn).day({ date: '2026-11-23' })).toMatchObject({ visits: [], next });
    expect(await as(vault, doctorAn).day({ date: '2026-11-25' })).toMatchObject({ next: null });
    expect(await as(vault, doctorAn).day({ date: '2026-11-26' })).toMatchObject({ visits: [], next: null });
  });

  test('today is the clinic’s day, not the computer’s: at one in the morning it has already begun', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const oneAtNight = Date.parse('2026-11-21T18:00:00Z');
    expect((await as(vault, doctorAn, oneAtNight).day({})).date).toBe('2026-11-22');
  });

  test('starting a booked visit confirms it once, takes the patient into the room, and notes both in its history', async () => {
    using vault = openTestVault();
    fillMorning(vault, { appointment: { status: 'booked' } });
    expect((await as(vault, doctorAn).start({ appointmentId })).status).toBe('confirmed');
    expect((await as(vault, doctorAn).start({ appointmentId })).status).toBe('confirmed');
    expect(all(vault, 'SELECT kind, byUserId FROM appointmentEvents')).toEqual([
      { kind: 'confirmed', byUserId: 'user-an' },
      { kind: 'in_room', byUserId: 'user-an' },
    ]);
  });
});

describe('the chart', () => {
  test('shows the visit, whose it is, the services of its department and the fee, and every reading is audited', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const chart = await as(vault, doctorAn).chart({ appointmentId });
    expect(chart).toMatchObject({
      doctorName: 'Nguyễn Thị An',
      department: { name: 'Nội tổng quát', examinationFeeMinor: 150_000 },
      services: [{ id: 'service-ecg', name: 'Điện tâm đồ', priceMinor: 80_000 }],
      service: null,
      record: null,
      versionCount: 0,
      patient: { dateOfBirth: '1980-05-17', gender: 'male' },
    });
    expect(lastAudit(vault)).toMatchObject({
      action: 'records.read',
      userId: 'user-an',
      patientId: 'patient-binh',
      entityId: appointmentId,
    });
    expect(all(vault, 'SELECT count(*) AS rows FROM outbox')[0]?.rows).toBe(0);
  });

  test('reception never opens a chart or its versions; a colleague and an admin read it by role', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const before = lastAudit(vault)?.seq;
    expect(await refusalOf(as(vault, receptionistLan).chart({ appointmentId }))).toBe('forbidden');
    expect(await refusalOf(as(vault, receptionistLan).versions({ appointmentId }))).toBe('forbidden');
    expect(await refusalOf(as(vault, receptionistLan).day({}))).toBe('forbidden');
    expect(lastAudit(vault)?.seq).toBe(before);
    expect(await refusalOf(as(vault, doctorKhoa).chart({ appointmentId }))).toBe('allowed');
    expect(await refusalOf(as(vault, adminHa).chart({ appointmentId }))).toBe('allowed');
  });

  test('a locked screen and an unknown visit are refused', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const locked = asCaller(atTheDesk(vault, doctorAn, { isLocked: true }));
    expect(await refusalOf(locked.chart({ appointmentId }))).toBe('locked');
    expect(await refusalOf(as(vault, doctorAn).chart({ appointmentId: 'nobody' }))).toBe('not_found');
  });
});

describe('writing', () => {
  test('the first save begins the record, the next changes only what it names', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const first = await as(vault, doctorAn).save({ appointmentId, basedOnMs: null, record: written });
    expect(first).toMatchObject({
      ...written,
      notes: '',
      createdById: 'user-an',
      signedAtMs: null,
      patientId: 'patient-binh',
    });
    const second = await as(vault, doctorAn, NOW_MS + 60_000).save({
      appointmentId,
      basedOnMs: first.updatedAtMs,
      record: { notes: 'Uống nhiều nước', vitalSigns: { temperature: 38.2, blood_pressure: '120 / 80' } },
    });
    expect(second).toMatchObject({
      ...written,
      notes: 'Uống nhiều nước',
      vitalSigns: { temperature: 38.2, blood_pressure: '120/80' },
    });
    expect(all(vault, 'SELECT id FROM medicalRecords')).toHaveLength(1);
  });

  test('a refused save leaves no empty record behind (fault F8)', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const save = (record: object) =>
      refusalOf(as(vault, doctorAn).save({ appointmentId, basedOnMs: null, record }));
    expect(await save({ ...written, followUpDate: '2026-11-01' })).toBe('follow_up_in_past');
    expect(await save({ ...written, followUpDate: '2026-02-30' })).toBe('invalid_input');
    expect(await save({ ...written, vitalSigns: { temperature: 368 } })).toBe('invalid_input');
    expect(await save({ diagnosis: ' ' })).toBe('record_empty');
    expect(all(vault, 'SELECT id FROM medicalRecords')).toEqual([]);
    expect(all(vault, 'SELECT deviceSeq FROM outbox')).toEqual([]);
  });

  test('the refusal of a vital sign names its field', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const refused = as(vault, doctorAn).save({
      appointmentId,
      basedOnMs: null,
      record: { vitalSigns: { temperature: 368 } },
    });
    const error = await refused.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error instanceof TRPCError && failureOf(error)).toEqual({
      code: 'invalid_input',
      fields: { 'record.vitalSigns.temperature': ['validation.impossibleValue'] },
    });
  });

  test('neither another doctor, an admin nor reception writes, signs or amends', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const input = { appointmentId, basedOnMs: null, record: written };
    for (const [user, answer] of [
      [doctorKhoa, 'not_your_appointment'],
      [adminHa, 'forbidden'],
      [receptionistLan, 'forbidden'],
    ] as const) {
      expect(await refusalOf(as(vault, user).save(input))).toBe(answer);
      expect(await refusalOf(as(vault, user).sign(input))).toBe(answer);
      expect(await refusalOf(as(vault, user).amend({ ...input, reason: 'x' }))).toBe(answer);
      expect(
        await refusalOf(as(vault, user).assignService({ appointmentId, serviceId: 'service-ecg' })),
      ).toBe(answer);
    }
    expect(all(vault, 'SELECT id FROM medicalRecords')).toEqual([]);
  });

  test('saving takes the writer’s own draft away and nobody else’s', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const subject = `record:${appointmentId}`;
    for (const userId of ['user-an', 'user-khoa']) {
      writeLocal(vault, (tx) => keepDraft(tx, { userId, subject }, { content: 'typed', atMs: NOW_MS }));
    }
    expect(await refusalOf(as(vault, doctorAn).save({ appointmentId, basedOnMs: null, record: {} }))).toBe(
      'record_empty',
    );
    expect(newestDraft(vault, { userId: 'user-an', subject })).not.toBeNull();
    await as(vault, doctorAn).save({ appointmentId, basedOnMs: null, record: written });
    expect(newestDraft(vault, { userId: 'user-an', subject })).toBeNull();
    expect(newestDraft(vault, { userId: 'user-khoa', subject })).not.toBeNull();
  });
});

describe('signing', () => {
  test('saves, freezes and completes in one write', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const record = await as(vault, doctorAn).sign({ appointmentId, basedOnMs: null, record: written });
    expect(record).toMatchObject({ ...written, signedAtMs: NOW_MS });
    expect(all(vault, 'SELECT status FROM appointments')).toEqual([{ status: 'completed' }]);
    expect(all(vault, 'SELECT kind FROM appointmentEvents')).toEqual([{ kind: 'completed' }]);
    expect(all(vault, 'SELECT kind FROM outbox')).toEqual([{ kind: 'records.sign' }]);
    expect(lastAudit(vault)).toMatchObject({
      action: 'records.sign',
      entity: 'medicalRecords',
      patientId: 'patient-binh',
    });
    expect(JSON.stringify(all(vault, 'SELECT * FROM auditLog'))).not.toContain('Viêm');
    const again = { appointmentId, basedOnMs: record.updatedAtMs, record: { notes: 'x' } };
    expect(await refusalOf(as(vault, doctorAn).save(again))).toBe('record_signed');
    expect(await refusalOf(as(vault, doctorAn).sign(again))).toBe('record_signed');
  });

  test('a refused signature changes neither the record nor the visit', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    await as(vault, doctorAn).save({ appointmentId, basedOnMs: null, record: written });
    const late = { appointmentId, basedOnMs: 1, record: { notes: 'from an old window' } };
    expect(await refusalOf(as(vault, doctorAn).sign(late))).toBe('changed_meanwhile');
    expect(all(vault, 'SELECT status FROM appointments')).toEqual([{ status: 'confirmed' }]);
    expect(all(vault, 'SELECT notes, signedAtMs FROM medicalRecords')).toEqual([
      { notes: '', signedAtMs: null },
    ]);
  });

  test('amendments keep every earlier version with who, when and why', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    let record = await as(vault, doctorAn).sign({ appointmentId, basedOnMs: null, record: written });
    const amend = async (minute: number, diagnosis: string, reason: string) => {
      const caller = as(vault, doctorAn, NOW_MS + minute * 60_000);
      record = await caller.amend({
        appointmentId,
        basedOnMs: record.updatedAtMs,
        record: { diagnosis },
        reason,
      });
    };
    await amend(5, 'Viêm amidan', 'Đọc lại kết quả');
    await amend(9, 'Viêm amidan cấp', 'Ghi rõ thể bệnh');
    expect(record).toMatchObject({ diagnosis: 'Viêm amidan cấp', signedAtMs: NOW_MS + 9 * 60_000 });
    expect(await as(vault, doctorKhoa).versions({ appointmentId })).toMatchObject([
      {
        versionNumber: 2,
        diagnosis: 'Viêm amidan',
        reason: 'Ghi rõ thể bệnh',
        replacedByName: 'Nguyễn Thị An',
      },
      { versionNumber: 1, diagnosis: 'Viêm họng cấp', signedAtMs: NOW_MS, replacedAtMs: NOW_MS + 5 * 60_000 },
    ]);
    const noReason = { appointmentId, basedOnMs: record.updatedAtMs, record: { notes: 'x' }, reason: '  ' };
    expect(await refusalOf(as(vault, doctorAn).amend(noReason))).toBe('invalid_input');
  });
});

describe('completing and the fee', () => {
  test('a doctor or an admin completes, a booked visit is confirmed on the way and both steps are noted', async () => {
    using vault = openTestVault();
    fillMorning(vault, { appointment: { status: 'booked' } });
    expect(await refusalOf(as(vault, receptionistLan).complete({ appointmentId }))).toBe('forbidden');
    expect(await refusalOf(as(vault, doctorKhoa).complete({ appointmentId }))).toBe('not_your_appointment');
    expect((await as(vault, adminHa).complete({ appointmentId })).status).toBe('completed');
    expect(all(vault, 'SELECT kind FROM appointmentEvents ORDER BY rowid')).toEqual([
      { kind: 'confirmed' },
      { kind: 'completed' },
    ]);
    expect(lastAudit(vault)).toMatchObject({ action: 'appointments.complete', userId: 'user-ha' });
    expect(await refusalOf(as(vault, doctorAn).complete({ appointmentId }))).toBe('status_forbids');
  });

  test('a service replaces the earlier one and the fee is made anew', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const assigned = await as(vault, doctorAn).assignService({ appointmentId, serviceId: 'service-ecg' });
    expect(assigned.fee).toEqual({
      examinationFeeMinor: 150_000,
      serviceFeeMinor: 80_000,
      totalFeeMinor: 230_000,
    });
    expect(assigned.appointment).toMatchObject({ serviceId: 'service-ecg', estimatedFeeMinor: 230_000 });
    const again = await as(vault, doctorAn).assignService({ appointmentId, serviceId: 'service-ecg' });
    expect(again.appointment.estimatedFeeMinor).toBe(230_000);
    expect(
      await refusalOf(as(vault, doctorAn).assignService({ appointmentId, serviceId: 'service-old' })),
    ).toBe('service_inactive');
    expect(
      await refusalOf(as(vault, doctorAn).assignService({ appointmentId, serviceId: 'service-lens' })),
    ).toBe('service_other_department');
    expect(await refusalOf(as(vault, doctorAn).assignService({ appointmentId, serviceId: 'none' }))).toBe(
      'not_found',
    );
    expect(all(vault, 'SELECT estimatedFeeMinor FROM appointments')).toEqual([
      { estimatedFeeMinor: 230_000 },
    ]);
  });
});
