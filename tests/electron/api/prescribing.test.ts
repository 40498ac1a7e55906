// Prescriptions, codes, problems and templates through the router over a real vault: kept, changed, refused, audited, heard by sync.
import { describe, expect, test } from 'vitest';
import { prescriptionQueries } from '../../../db/prescriptions.ts';
import { fill } from '../../../db/write.ts';
import { importCsv } from '../../../db/csv-import.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory, failureOf, type SignedIn } from '../../../electron/api/trpc.ts';
import { TRPCError } from '@trpc/server';
import { lineByHand, type PrescriptionLine } from '../../../domain/prescriptions.ts';
import { adminHa, atTheDesk, doctorAn, doctorKhoa, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment } from '../../support/builders.ts';
import { planOf } from '../../support/plans.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const asCaller = createCallerFactory(appRouter);
const as = (vault: TestVault, user: SignedIn, nowMs = NOW_MS) => asCaller(atTheDesk(vault, user, { nowMs }));
const appointmentId = 'appointment-9';
const line = (medicineName: string, part: Partial<PrescriptionLine> = {}): PrescriptionLine => ({
  ...lineByHand(medicineName),
  ...part,
});
const pharyngitis = { codeSystem: 'clinic', code: 'J02.9', text: 'Viêm họng cấp' };
const all = (vault: TestVault, sql: string) => vault.sqlite.prepare(sql).all() as Record<string, unknown>[];
const refusalOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof TRPCError ? failureOf(error) : error;
};
const aRecord = {
  diagnosis: '',
  prescription: '',
  treatmentPlan: '',
  notes: '',
  followUpDate: null,
  vitalSigns: {},
  createdById: 'user-khoa',
  signedAtMs: NOW_MS,
};
const newRow = { id: null, updatedAtMs: null };

describe('what stands beside a record', () => {
  const save = (vault: TestVault, input: object, nowMs = NOW_MS) =>
    as(vault, doctorAn, nowMs).consultations.save({ appointmentId, basedOnMs: null, record: {}, ...input });

  test('lines and codes are saved with the record, in their order, and come back with the chart', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const lines = [line('Paracetamol 500 mg', { dose: '1 viên' }), line('Oresol')];
    const saved = await save(vault, { prescriptionLines: lines, codedDiagnoses: [pharyngitis] });
    expect(saved).toMatchObject({ prescriptionLines: lines, codedDiagnoses: [pharyngitis] });
    const { record } = await as(vault, doctorAn).consultations.chart({ appointmentId });
    expect(record).toMatchObject({ prescriptionLines: lines, codedDiagnoses: [pharyngitis] });
  });

  test('what is not sent stays; a line that moved keeps its row; one taken out is gone, and sync hears of all of it', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const [a, b, c] = ['A', 'B', 'C'].map((name) => line(name));
    const first = await save(vault, { prescriptionLines: [a, b, c], record: { diagnosis: 'x' } });
    const idOf = () =>
      new Map(
        all(vault, 'SELECT id, medicineName FROM prescriptionItems').map((row) => [
          row['medicineName'],
          row['id'],
        ]),
      );
    const before = idOf();
    const second = await save(vault, { record: { notes: 'y' }, basedOnMs: first.updatedAtMs }, NOW_MS + 1);
    expect(second.prescriptionLines).toHaveLength(3);
    const third = await save(vault, { prescriptionLines: [c, a], basedOnMs: second.updatedAtMs }, NOW_MS + 2);
    expect(third.prescriptionLines.map(({ medicineName }) => medicineName)).toEqual(['C', 'A']);
    expect(idOf()).toEqual(
      new Map([
        ['A', before.get('A')],
        ['C', before.get('C')],
      ]),
    );
    const { changes } = all(vault, 'SELECT changes FROM outbox ORDER BY deviceSeq DESC LIMIT 1')[0] ?? {};
    const heard = (JSON.parse(String(changes)) as { table: string; op: string; id: string }[]).map(
      ({ table, op, id }) => `${op} ${table} ${id}`,
    );
    expect(heard).toContain(`remove prescriptionItems ${String(before.get('B'))}`);
    expect(heard).toContain(`update prescriptionItems ${String(before.get('A'))}`);
    // Only lines changed: the record is stamped all the same, and whoever looked at it before is told.
    expect(third.updatedAtMs).toBe(NOW_MS + 2);
    expect(
      await refusalOf(save(vault, { prescriptionLines: [], basedOnMs: second.updatedAtMs })),
    ).toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  test('a line that meets a recorded allergy is refused without a reason, and nothing is kept', async () => {
    using vault = openTestVault();
    fillMorning(vault, { patient: { allergies: 'Penicillin' } });
    const amoxicillin = line('Amoxicillin 500 mg', { ingredients: 'Amoxicillin; Penicillin' });
    expect(await refusalOf(save(vault, { prescriptionLines: [amoxicillin] }))).toEqual({
      code: 'warning_unexplained',
      medicineName: 'Amoxicillin 500 mg',
      kind: 'allergy',
      word: 'Penicillin',
    });
    expect(all(vault, 'SELECT * FROM medicalRecords')).toEqual([]);
    const explained = { ...amoxicillin, overrideReason: 'Test âm tính' };
    expect((await save(vault, { prescriptionLines: [explained] })).prescriptionLines).toEqual([explained]);
  });

  test('a substance still taken from an earlier visit is refused without a reason; the chart says which visit', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const earlier = (id: string, day: string, duration: string) => {
      const [visitId, recordId] = [`visit-${id}`, `record-${id}`];
      const owner = { patientId: 'patient-binh', appointmentId: visitId };
      fill(vault, { userId: null, kind: 'tests.earlier', nowMs: NOW_MS }, (tx) => {
        const done = { status: 'completed', appointmentDate: day } as const;
        tx.insert('appointments', anAppointment({ id: visitId, ...done }));
        tx.insert('medicalRecords', { ...aRecord, ...owner, id: recordId });
        tx.insert('prescriptionItems', {
          ...line('Efferalgan', { ingredients: 'Paracetamol', duration }),
          ...owner,
          id: `line-${id}`,
          recordId,
          doctorId: 'user-khoa',
          lineNumber: 1,
        });
      });
    };
    earlier('passed', '2026-11-10', '5 ngày');
    const paracetamol = line('Paracetamol 500 mg', { ingredients: 'Paracetamol' });
    const first = await save(vault, { prescriptionLines: [paracetamol] });
    earlier('taken', '2026-11-18', '1 tuần');
    earlier('ahead', '2026-11-25', '');
    const { takenMedicines } = await as(vault, doctorAn).consultations.chart({ appointmentId });
    expect(takenMedicines).toMatchObject([{ medicineName: 'Efferalgan', visitDate: '2026-11-18' }]);
    const seen = { basedOnMs: first.updatedAtMs };
    const again = { ...seen, prescriptionLines: [{ ...paracetamol, dose: '1 viên' }] };
    expect(await refusalOf(save(vault, again, NOW_MS + 1))).toEqual({
      code: 'warning_unexplained',
      medicineName: 'Paracetamol 500 mg',
      kind: 'taken',
      word: 'paracetamol',
    });
    expect(
      await refusalOf(as(vault, doctorAn).consultations.sign({ appointmentId, record: {}, ...again })),
    ).toMatchObject({ code: 'warning_unexplained', kind: 'taken' });
    // The texts alone are saved: nobody has looked at the lines.
    const second = await save(vault, { ...seen, record: { notes: 'x' } }, NOW_MS + 1);
    const explained = [{ ...paracetamol, overrideReason: 'Ngừng Efferalgan' }];
    const kept = { prescriptionLines: explained, basedOnMs: second.updatedAtMs };
    expect((await save(vault, kept, NOW_MS + 2)).prescriptionLines).toEqual(explained);
  });

  test('what the patient still takes is read on indexes alone', () => {
    using vault = openTestVault();
    const asked = [vault.clinicId, 'patient-binh', '2025-11-22', '2026-11-22', appointmentId];
    const plan = planOf(vault, prescriptionQueries.taken, ...asked);
    for (const index of ['appointments_patient', 'medical_records_appointment', 'prescription_items_record'])
      expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN/);
  });

  test('an amendment keeps the earlier lines and codes in its version', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const signed = await as(vault, doctorAn).consultations.sign({
      appointmentId,
      basedOnMs: null,
      record: {},
      prescriptionLines: [line('A')],
      codedDiagnoses: [pharyngitis],
    });
    const amended = await as(vault, doctorAn, NOW_MS + 1).consultations.amend({
      appointmentId,
      basedOnMs: signed.updatedAtMs,
      record: {},
      prescriptionLines: [line('B')],
      reason: 'Kê nhầm',
    });
    expect(amended.prescriptionLines).toEqual([line('B')]);
    expect(await as(vault, doctorAn).consultations.versions({ appointmentId })).toMatchObject([
      { prescriptionLines: [line('A')], codedDiagnoses: [pharyngitis], reason: 'Kê nhầm' },
    ]);
    const again = { appointmentId, basedOnMs: amended.updatedAtMs, record: {}, reason: 'x' };
    expect(
      await refusalOf(as(vault, doctorAn).consultations.amend({ ...again, prescriptionLines: [line('B')] })),
    ).toEqual({ code: 'nothing_changed' });
  });
});

describe('medicines', () => {
  const paracetamol = {
    name: 'Paracetamol',
    ingredients: 'Paracetamol',
    strength: '500 mg',
    form: 'viên',
    usualDose: '1 viên',
    usualRoute: 'uống',
    usualFrequency: '',
    usualDuration: '',
    usualInstructions: '',
    isActive: true,
  };

  test('a medicine is found by name or ingredient; what this doctor prescribed last comes first, as it was prescribed', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const admin = as(vault, adminHa).prescribing;
    await admin.saveMedicine({ edit: newRow, values: paracetamol });
    await admin.saveMedicine({ edit: newRow, values: { ...paracetamol, name: 'Panadol' } });
    const doctor = as(vault, doctorAn);
    const found = async (user: SignedIn, text: string) =>
      (await as(vault, user).prescribing.choices({ text })).map(({ line: { medicineName, dose } }) => [
        medicineName,
        dose,
      ]);
    expect(await found(doctorAn, 'parac')).toEqual([
      ['Paracetamol 500 mg', '1 viên'],
      ['Panadol 500 mg', '1 viên'],
    ]);
    await doctor.consultations.save({
      appointmentId,
      basedOnMs: null,
      record: {},
      prescriptionLines: [line('Panadol 500 mg', { ingredients: 'Paracetamol', dose: '2 viên' })],
    });
    expect(await found(doctorAn, 'parac')).toEqual([
      ['Panadol 500 mg', '2 viên'],
      ['Paracetamol 500 mg', '1 viên'],
    ]);
    expect(await found(doctorAn, '')).toEqual([['Panadol 500 mg', '2 viên']]);
    expect((await found(doctorKhoa, 'parac'))[0]).toEqual(['Paracetamol 500 mg', '1 viên']);
  });

  test('one name, strength and form is one medicine, and only the admin keeps the list', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const admin = as(vault, adminHa).prescribing;
    await admin.saveMedicine({ edit: newRow, values: paracetamol });
    expect(await refusalOf(admin.saveMedicine({ edit: newRow, values: paracetamol }))).toEqual({
      code: 'name_taken',
      subject: 'medicine',
      name: 'Paracetamol 500 mg',
    });
    expect(
      await refusalOf(as(vault, doctorAn).prescribing.saveMedicine({ edit: newRow, values: paracetamol })),
    ).toMatchObject({
      code: 'forbidden',
    });
  });

  test('an earlier prescription and the last note are the patient’s own, and reading them is audited', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) =>
      tx.insert('appointments', anAppointment({ id: 'appointment-10', appointmentTime: '10:00' })),
    );
    const doctor = as(vault, doctorAn);
    const record = { diagnosis: 'Viêm họng', treatmentPlan: 'Nghỉ ngơi' };
    await doctor.consultations.sign({
      appointmentId,
      basedOnMs: null,
      record,
      prescriptionLines: [line('A')],
    });
    const later = { appointmentId: 'appointment-10' };
    expect(await doctor.prescribing.earlier(later)).toMatchObject([{ appointmentId, lines: [line('A')] }]);
    expect(all(vault, 'SELECT action, patientId FROM auditLog ORDER BY seq DESC LIMIT 1')).toEqual([
      { action: 'records.read', patientId: 'patient-binh' },
    ]);
    expect(await doctor.prescribing.lastNote(later)).toMatchObject(record);
    expect(await as(vault, doctorKhoa).prescribing.lastNote(later)).toBeNull();
    expect(await refusalOf(as(vault, receptionistLan).prescribing.earlier(later))).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('diagnosis codes and problems', () => {
  test('a list of 70,000 codes is imported from CSV and searched by code or words', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const rows = Array.from({ length: 70_000 }, (_, at) => {
      const code = `${String.fromCharCode(65 + (at % 26))}${String(Math.floor(at / 26)).padStart(4, '0')}`;
      return `${code},Bệnh số ${at} của cơ quan thứ ${at % 97}`;
    });
    const text = ['Code,Diagnosis', ...rows, 'J02.9,"Viêm họng cấp, không đặc hiệu"'].join('\n');
    const run = { by: { userId: 'user-ha', nowMs: NOW_MS }, skipBad: false };
    const report = await importCsv(vault, { list: 'diagnosisCodes', text, locale: 'en' }, run);
    expect(report).toMatchObject({ isImported: true, added: 70_001, problemCount: 0 });
    const doctor = as(vault, doctorAn).diagnoses;
    const codesOf = async (typed: string) => (await doctor.codes({ text: typed })).map(({ code }) => code);
    expect((await codesOf('j029'))[0]).toBe('J02.9');
    expect(await codesOf('viem hong')).toEqual(['J02.9']);
    const page = await as(vault, adminHa).diagnoses.codeList({ text: '' });
    expect([page.rows.length, page.total]).toEqual([200, 70_001]);
  }, 120_000);

  test('a problem is carried between visits: added, resolved with its day, reopened, never twice', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const doctor = as(vault, doctorAn).diagnoses;
    const input = { patientId: 'patient-binh', diagnosis: pharyngitis };
    const problem = await doctor.addProblem(input);
    expect((await doctor.addProblem(input)).id).toBe(problem.id);
    const resolved = await doctor.setProblemStatus({ problemId: problem.id, status: 'resolved' });
    expect(resolved).toMatchObject({ status: 'resolved', resolvedDate: '2026-11-22' });
    expect(await refusalOf(doctor.setProblemStatus({ problemId: problem.id, status: 'resolved' }))).toEqual({
      code: 'nothing_changed',
    });
    expect(await as(vault, doctorKhoa).diagnoses.addProblem(input)).toMatchObject({
      id: problem.id,
      status: 'active',
      resolvedDate: null,
    });
    expect(await doctor.problems({ patientId: 'patient-binh' })).toHaveLength(1);
    await doctor.archiveProblem({ problemId: problem.id, isArchived: true });
    expect(await doctor.problems({ patientId: 'patient-binh' })).toEqual([]);
    expect(
      await refusalOf(as(vault, receptionistLan).diagnoses.problems({ patientId: 'patient-binh' })),
    ).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('templates', () => {
  const snippet = {
    kind: 'snippet' as const,
    isShared: false,
    name: 'Nghỉ ngơi',
    shortcut: 'n',
    content: 'Nghỉ ngơi.',
  };

  test('one’s own are seen and changed by oneself alone, the clinic’s by everybody; taken away, they come back by undo', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const [an, khoa] = [as(vault, doctorAn).templates, as(vault, doctorKhoa).templates];
    const own = await an.save({ edit: newRow, values: snippet });
    const shared = await an.save({ edit: newRow, values: { ...snippet, name: 'Uống nước', isShared: true } });
    expect((await khoa.list()).map(({ name }) => name)).toEqual(['Uống nước']);
    expect(await refusalOf(khoa.archive({ id: own.id, isArchived: true }))).toEqual({
      code: 'not_your_template',
    });
    await khoa.archive({ id: shared.id, isArchived: true });
    expect((await an.list()).map(({ name }) => name)).toEqual(['Nghỉ ngơi']);
    await khoa.archive({ id: shared.id, isArchived: false });
    expect(await an.list()).toHaveLength(2);
  });
});
