// Charts through the router over a real vault: what is in the order of time, who opens a closed one, and the glass.
import { describe, expect, test } from 'vitest';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { GLASS_MS } from '../../../domain/chart-access.ts';
import { verifyAuditChain } from '../../../db/audit.ts';
import { fill } from '../../../db/write.ts';
import {
  adminHa,
  aDesk,
  atTheDesk,
  doctorAn,
  doctorKhoa,
  receptionistLan,
} from '../../support/at-the-desk.ts';
import { aPatient, anAppointment } from '../../support/builders.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const createCaller = createCallerFactory(appRouter);
const as = (vault: TestVault, user: SignedIn, nowMs = NOW_MS) =>
  createCaller(atTheDesk(vault, user, { nowMs, desk: aDesk() }));
const patientId = 'patient-binh';
const appointmentId = 'appointment-9';
const reason = 'Người nhà làm việc tại phòng khám';

const all = (vault: TestVault, sql: string) => vault.sqlite.prepare(sql).all() as Record<string, unknown>[];
const lastAudit = (vault: TestVault) => all(vault, 'SELECT * FROM auditLog ORDER BY seq DESC LIMIT 1')[0];

/** Bình has a signed record of today; his doctor is An. */
async function aMorning(): Promise<TestVault> {
  const vault = openTestVault();
  fillMorning(vault, { patient: { notes: 'Ghi chú kín' } });
  const record = { diagnosis: 'Viêm họng cấp', vitalSigns: { heart_rate: 72 } };
  await as(vault, doctorAn).consultations.sign({ appointmentId, basedOnMs: null, record });
  return vault;
}
async function aClosedChart(): Promise<TestVault> {
  const vault = await aMorning();
  await as(vault, doctorAn).charts.close({ patientId, reason });
  return vault;
}

describe('the timeline', () => {
  test('holds visits with their codes and medicines, documents under their own day, and notes, newest first', async () => {
    using vault = await aMorning();
    const { recordId } = all(vault, 'SELECT id AS recordId FROM medicalRecords')[0] as { recordId: string };
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      const beside = { recordId, appointmentId, patientId, lineNumber: 1 };
      tx.insert('recordDiagnoses', {
        id: 'code-1',
        ...beside,
        codeSystem: 'clinic',
        code: 'J02.9',
        text: 'Viêm họng cấp',
      });
      tx.insert('prescriptionItems', {
        id: 'line-1',
        ...beside,
        doctorId: 'user-an',
        medicineId: null,
        medicineName: 'Paracetamol 500 mg',
        ingredients: '',
        dose: '1 viên',
        route: '',
        frequency: 'ngày 3 lần',
        duration: '',
        instructions: '',
        overrideReason: '',
      });
      const document = aDocument('letter', { dateOfRecord: '2026-03-01' });
      tx.insert('healthDocuments', document);
      tx.insert('healthDocuments', aDocument('gone', { deletedAtMs: NOW_MS }));
      for (const [id, doctorId, isSharedWithPatient] of notes)
        tx.insert('doctorNotes', {
          id,
          doctorId,
          patientId,
          noteText: id,
          isAudioTranscript: false,
          isSharedWithPatient,
          archivedAtMs: null,
        });
    });
    const timeline = await as(vault, doctorAn).charts.timeline({ patientId });
    expect(timeline.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      `visit ${appointmentId}`,
      'note own',
      'note shared by a colleague',
      'document letter',
    ]);
    expect(timeline[0]).toMatchObject({
      coded: ['J02.9 Viêm họng cấp'],
      medicines: ['Paracetamol 500 mg, 1 viên, ngày 3 lần'],
      vitalSigns: { heart_rate: 72 },
      doctorName: 'Nguyễn Thị An',
    });
  });
  const notes = [
    ['own', 'user-an', false],
    ['shared by a colleague', 'user-khoa', true],
    ['a colleague’s alone', 'user-khoa', false],
  ] as const;

  test('is audited as a reading of that patient’s chart', async () => {
    using vault = await aMorning();
    await as(vault, doctorKhoa).charts.timeline({ patientId });
    expect(lastAudit(vault)).toMatchObject({ action: 'records.read', patientId, userId: 'user-khoa' });
  });

  test('is found by a visit as by its patient', async () => {
    using vault = await aMorning();
    const { charts } = as(vault, doctorAn);
    expect(await charts.timeline({ appointmentId })).toEqual(await charts.timeline({ patientId }));
    expect(lastAudit(vault)).toMatchObject({ action: 'records.read', patientId });
  });

  test('of somebody who does not exist is refused', async () => {
    using vault = await aMorning();
    expect(await refusalOf(as(vault, doctorAn).charts.timeline({ patientId: 'nobody' }))).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a closed chart', () => {
  test('is read by the doctors who treat the patient, and refused to everybody else', async () => {
    using vault = await aClosedChart();
    expect(await as(vault, doctorAn).charts.timeline({ patientId })).toHaveLength(1);
    expect((await as(vault, doctorAn).consultations.chart({ appointmentId })).record).not.toBeNull();
    for (const user of [doctorKhoa, adminHa]) {
      const { charts, consultations, printing } = as(vault, user);
      for (const call of [
        charts.timeline({ patientId }),
        consultations.chart({ appointmentId }),
        consultations.versions({ appointmentId }),
        printing.prescription.preview({ appointmentId }),
      ])
        expect(await refusalOf(call)).toEqual({ code: 'chart_closed', patientId });
    }
  });

  test('leaves an entry of everybody who was refused it, with what was asked; the chain stays whole', async () => {
    using vault = await aClosedChart();
    const refused = () =>
      all(vault, "SELECT userId, entity, patientId, detail FROM auditLog WHERE action = 'charts.refused'");
    await as(vault, doctorAn).consultations.chart({ appointmentId });
    expect(refused()).toEqual([]);
    await refusalOf(as(vault, doctorKhoa).consultations.chart({ appointmentId }));
    await refusalOf(as(vault, adminHa).printing.prescription.preview({ appointmentId }));
    // Any other refusal leaves none.
    await refusalOf(as(vault, receptionistLan).charts.timeline({ patientId }));
    await refusalOf(as(vault, doctorKhoa).charts.timeline({ patientId: 'nobody' }));
    const entry = (userId: string, asked: string) => ({
      userId,
      entity: 'patients',
      patientId,
      detail: JSON.stringify({ note: { asked } }),
    });
    expect(refused()).toEqual([
      entry('user-khoa', 'consultations.chart'),
      entry('user-ha', 'printing.prescription.preview'),
    ]);
    expect(verifyAuditChain(vault).ok).toBe(true);
  });

  test('keeps the doctors’ notes about the patient as well: not shown, and not written over', async () => {
    using vault = await aClosedChart();
    const { patient } = await as(vault, doctorKhoa).patients.page({ patientId });
    expect(patient).toMatchObject({ fullName: 'Trần Văn Bình', notes: null });
    const edit = { patientId, readAtMs: patient.updatedAtMs };
    expect(
      await refusalOf(as(vault, doctorKhoa).patients.edit({ ...edit, patch: { notes: 'khác' } })),
    ).toMatchObject({ code: 'chart_closed' });
    const edited = await as(vault, doctorKhoa).patients.edit({ ...edit, patch: { phone: '0907654321' } });
    expect(edited).toMatchObject({ notes: null });
    expect((await as(vault, doctorAn).patients.page({ patientId })).patient.notes).toBe('Ghi chú kín');
  });

  test('is closed and opened by an admin or a doctor who treats the patient, with a reason, and audited', async () => {
    using vault = await aMorning();
    expect(await refusalOf(as(vault, doctorKhoa).charts.close({ patientId, reason }))).toMatchObject({
      code: 'not_your_patient',
    });
    expect(await refusalOf(as(vault, adminHa).charts.close({ patientId, reason: ' ' }))).toMatchObject({
      code: 'invalid_input',
    });
    await as(vault, adminHa).charts.close({ patientId, reason });
    expect(lastAudit(vault)).toMatchObject({ action: 'charts.close', patientId });
    expect(await refusalOf(as(vault, doctorAn).charts.close({ patientId, reason }))).toMatchObject({
      code: 'chart_already_closed',
    });
    expect(await refusalOf(as(vault, doctorKhoa).charts.lift({ patientId }))).toMatchObject({
      code: 'not_your_patient',
    });
    await as(vault, doctorAn).charts.lift({ patientId });
    expect(lastAudit(vault)).toMatchObject({ action: 'charts.lift', patientId });
    expect(await as(vault, doctorKhoa).charts.timeline({ patientId })).toHaveLength(1);
  });

  test('stays closed to a doctor whose only visit with the patient was cancelled', async () => {
    using vault = await aClosedChart();
    const visit = { doctorId: 'user-khoa', departmentId: 'department-eye', appointmentTime: '10:00' };
    fill(vault, { userId: null, kind: 'tests.visit', nowMs: NOW_MS }, (tx) => {
      tx.insert(
        'appointments',
        anAppointment({ ...visit, id: 'cancelled', status: 'cancelled', holdsSlot: false }),
      );
    });
    expect(await refusalOf(as(vault, doctorKhoa).charts.timeline({ patientId }))).toMatchObject({
      code: 'chart_closed',
    });
    fill(vault, { userId: null, kind: 'tests.visit', nowMs: NOW_MS }, (tx) => {
      tx.insert('appointments', anAppointment({ ...visit, id: 'booked', status: 'booked' }));
    });
    expect(await as(vault, doctorKhoa).charts.timeline({ patientId })).toHaveLength(1);
  });

  test('stays closed when the record goes into another one of the same person', async () => {
    using vault = await aClosedChart();
    fill(vault, { userId: null, kind: 'tests.twin', nowMs: NOW_MS }, (tx) =>
      tx.insert('patients', aPatient({ id: 'twin', recordNumber: 'A-000002' })),
    );
    const { patientMerges } = as(vault, adminHa);
    const pair = { keptId: 'twin', otherId: patientId };
    const { kept, other } = await patientMerges.preview(pair);
    expect(other.notes).toBeNull();
    const readAtMs = { kept: kept.updatedAtMs, other: other.updatedAtMs };
    await patientMerges.merge({ ...pair, readAtMs, choices: {} });
    expect(await refusalOf(as(vault, doctorKhoa).charts.timeline({ patientId: 'twin' }))).toMatchObject({
      code: 'chart_closed',
    });
  });
});

describe('broken glass', () => {
  test('breakglass-no-reason: without a reason the glass holds, and nothing is noted as broken', async () => {
    using vault = await aClosedChart();
    for (const empty of ['', '   ', '\t\n'])
      expect(
        await refusalOf(as(vault, doctorKhoa).charts.breakGlass({ patientId, reason: empty })),
      ).toMatchObject({
        code: 'invalid_input',
        fields: { reason: ['validation.required'] },
      });
    expect(all(vault, 'SELECT * FROM brokenGlass')).toEqual([]);
    expect(await refusalOf(as(vault, doctorKhoa).charts.timeline({ patientId }))).toMatchObject({
      code: 'chart_closed',
    });
  });

  test('breakglass-expired: the chart is read for half an hour, this patient’s alone, and then it is closed again', async () => {
    using vault = await aClosedChart();
    const { glassUntilMs } = await as(vault, doctorKhoa).charts.breakGlass({ patientId, reason: 'Cấp cứu' });
    expect(glassUntilMs).toBe(NOW_MS + GLASS_MS);
    expect(lastAudit(vault)).toMatchObject({ action: 'charts.breakGlass', patientId, userId: 'user-khoa' });
    const later = (afterMs: number) => as(vault, doctorKhoa, NOW_MS + afterMs);
    expect(await later(GLASS_MS - 1).charts.timeline({ patientId })).toHaveLength(1);
    expect(String(lastAudit(vault)?.['detail'])).toContain('"glass":true');
    expect((await later(GLASS_MS - 1).consultations.chart({ appointmentId })).glassUntilMs).toBe(
      glassUntilMs,
    );
    expect(await refusalOf(later(GLASS_MS).charts.timeline({ patientId }))).toMatchObject({
      code: 'chart_closed',
    });
    expect(await refusalOf(later(GLASS_MS).consultations.chart({ appointmentId }))).toMatchObject({
      code: 'chart_closed',
    });
    // The glass is one person's.
    expect(await refusalOf(as(vault, adminHa).charts.timeline({ patientId }))).toMatchObject({
      code: 'chart_closed',
    });
  });

  test('does not let its breaker close charts, open them again, or write in them', async () => {
    using vault = await aClosedChart();
    await as(vault, doctorKhoa).charts.breakGlass({ patientId, reason: 'Cấp cứu' });
    expect(await refusalOf(as(vault, doctorKhoa).charts.lift({ patientId }))).toMatchObject({
      code: 'not_your_patient',
    });
    const record = { diagnosis: 'x' };
    expect(
      await refusalOf(
        as(vault, doctorKhoa).consultations.amend({ appointmentId, basedOnMs: NOW_MS, record, reason: 'x' }),
      ),
    ).toMatchObject({ code: 'not_your_appointment' });
  });

  test('is not broken where the chart can be read anyway', async () => {
    using vault = await aClosedChart();
    expect(await refusalOf(as(vault, doctorAn).charts.breakGlass({ patientId, reason: 'x' }))).toMatchObject({
      code: 'chart_not_closed',
    });
  });

  test('is reviewed once, by an admin who did not break it', async () => {
    using vault = await aClosedChart();
    await as(vault, doctorKhoa).charts.breakGlass({ patientId, reason: 'Cấp cứu' });
    await as(vault, adminHa).charts.breakGlass({ patientId, reason: 'Khiếu nại' });
    const { charts } = as(vault, adminHa);
    const waiting = await charts.glass({ reviewed: false });
    expect(waiting.map(({ userName, reason: why, patientName }) => [userName, why, patientName])).toEqual([
      ['Lê Minh Khoa', 'Cấp cứu', 'Trần Văn Bình'],
      ['Đỗ Thu Hà', 'Khiếu nại', 'Trần Văn Bình'],
    ]);
    const [khoas = '', own = ''] = waiting.map(({ id }) => id);
    expect(await refusalOf(charts.reviewGlass({ glassId: own, note: '' }))).toMatchObject({
      code: 'own_glass',
    });
    await charts.reviewGlass({ glassId: khoas, note: 'Hợp lý' });
    expect(lastAudit(vault)).toMatchObject({ action: 'charts.reviewGlass', patientId });
    expect(await refusalOf(charts.reviewGlass({ glassId: khoas, note: '' }))).toMatchObject({
      code: 'glass_reviewed',
    });
    expect(await charts.glass({ reviewed: true })).toMatchObject([
      { id: khoas, reviewedByName: 'Đỗ Thu Hà', reviewNote: 'Hợp lý' },
    ]);
    expect(await refusalOf(as(vault, doctorKhoa).charts.glass({ reviewed: false }))).toMatchObject({
      code: 'forbidden',
    });
  });

  test('tells the person how the chart stands without telling what is in it', async () => {
    using vault = await aClosedChart();
    expect(await as(vault, doctorKhoa).charts.access({ patientId })).toEqual({
      restriction: { sinceMs: NOW_MS, byName: 'Nguyễn Thị An' },
      treats: false,
      glassUntilMs: null,
    });
    await as(vault, doctorKhoa).charts.breakGlass({ patientId, reason: 'Cấp cứu' });
    expect((await as(vault, doctorKhoa).charts.access({ patientId })).glassUntilMs).toBe(NOW_MS + GLASS_MS);
    expect(
      (await as(vault, doctorKhoa, NOW_MS + GLASS_MS).charts.access({ patientId })).glassUntilMs,
    ).toBeNull();
  });
});

test('reception reads demographics, allergies and visits, and nothing of a chart, closed or open', async () => {
  using vault = await aMorning();
  const { charts, consultations, patients } = as(vault, receptionistLan);
  for (const call of [
    charts.timeline({ patientId }),
    charts.access({ patientId }),
    charts.breakGlass({ patientId, reason: 'x' }),
    charts.close({ patientId, reason: 'x' }),
    charts.glass({ reviewed: false }),
    consultations.chart({ appointmentId }),
    consultations.versions({ appointmentId }),
  ])
    expect(await refusalOf(call)).toMatchObject({ code: 'forbidden' });
  const page = await patients.page({ patientId });
  expect(page.visits).toHaveLength(1);
  expect(JSON.stringify(page)).not.toContain('Viêm họng');
  expect(page.patient.notes).toBeNull();
});

function aDocument(id: string, given: { dateOfRecord?: string; deletedAtMs?: number }) {
  return {
    id,
    patientId,
    appointmentId: null,
    fileName: `${id}.pdf`,
    fileSizeBytes: 1,
    fileType: 'pdf' as const,
    documentType: 'OTHER' as const,
    title: id,
    sourceDoctor: '',
    dateOfRecord: null,
    notes: '',
    pageCount: 1,
    storedName: id,
    fileIdentity: null,
    encryptionKeyHash: '',
    contentHash: id,
    addedById: 'user-an',
    isArchived: false,
    deletedAtMs: null,
    ...given,
  };
}
