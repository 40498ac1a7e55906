// Two records of one person at the door: looked at, made one, taken apart. What is moved, what is audited, who is refused, and that a merge
// that is taken apart leaves no trace but the trail.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fill } from '../../../db/write.ts';
import { patientMergesRouter } from '../../../electron/api/patient-merges.ts';
import { patientsRouter } from '../../../electron/api/patients.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import type { MergeChoices } from '../../../domain/patient-merges.ts';
import type { Patient } from '../../../domain/patients.ts';
import type { NewRow } from '../../../domain/row.ts';
import { adminHa, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment, aPatient } from '../../support/builders.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
  fillMorning(vault);
});
afterEach(() => vault[Symbol.dispose]());

const merges = (user: SignedIn = receptionistLan, nowMs = NOW_MS) =>
  createCallerFactory(patientMergesRouter)(atTheDesk(vault, user, { nowMs }));
const patients = (user: SignedIn = receptionistLan, nowMs = NOW_MS) =>
  createCallerFactory(patientsRouter)(atTheDesk(vault, user, { nowMs }));

const put = (work: Parameters<typeof fill<void>>[2]) =>
  fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS - 1_000 }, work);
let numbers = 1;
const addPatient = (patient: Partial<NewRow<Patient>>) =>
  put((tx) => void tx.insert('patients', aPatient({ recordNumber: `A-00010${numbers++}`, ...patient })));

const aWaitlistEntry = (id: string, patientId: string) =>
  ({
    id,
    patientId,
    departmentId: 'department-general',
    doctorId: null,
    fromDate: null,
    toDate: null,
    partOfDay: 'any',
    isUrgent: false,
    reason: '',
    appointmentId: null,
    status: 'waiting',
    bookedAppointmentId: null,
    closedAtMs: null,
  }) as const;
const aReceipt = (id: string, patientId: string, appointmentId: string | null) => ({
  id,
  receiptNumber: id,
  deviceId: 'device-test',
  patientId,
  appointmentId,
  issuedAtMs: NOW_MS,
  issuedById: 'user-lan',
  businessDate: '2026-11-22',
  subtotalMinor: 100,
  discountMinor: 0,
  discountReason: '',
  totalMinor: 100,
  note: '',
  voidedAtMs: null,
  voidReason: '',
  firstPrintedAtMs: null,
});
const aRecord = (id: string, patientId: string, appointmentId: string) => ({
  id,
  appointmentId,
  patientId,
  diagnosis: 'x',
  prescription: '',
  treatmentPlan: '',
  notes: '',
  followUpDate: null,
  vitalSigns: {},
  createdById: 'user-an',
  signedAtMs: null,
});

/** Everything about people as it stands, but for when it was last touched. */
const everything = () =>
  ['patients', 'appointments', 'medicalRecords', 'waitlist', 'receipts'].map((table) =>
    (vault.sqlite.prepare(`SELECT * FROM "${table}" ORDER BY id`).all() as Record<string, unknown>[]).map(
      (row) => ({ ...row, updatedAtMs: 0 }),
    ),
  );
const ownerOf = (table: string, id: string) =>
  vault.sqlite.prepare(`SELECT patientId FROM "${table}" WHERE id = ?`).pluck().get(id);

async function merge(keptId: string, otherId: string, choices: MergeChoices = {}, nowMs = NOW_MS) {
  const { kept, other } = await merges(receptionistLan, nowMs).preview({ keptId, otherId });
  const readAtMs = { kept: kept.updatedAtMs, other: other.updatedAtMs };
  return (await merges(receptionistLan, nowMs).merge({ keptId, otherId, readAtMs, choices })).mergeId;
}

describe('merging', () => {
  beforeEach(() => {
    addPatient({
      id: 'twin',
      recordNumber: 'A-000777',
      phone: '0987654321',
      allergies: 'Hải sản',
      notes: 'Hay ngất',
    });
    put((tx) => {
      tx.insert('appointments', anAppointment({ id: 'visit', patientId: 'twin', appointmentTime: '10:00' }));
      tx.insert('medicalRecords', aRecord('record', 'twin', 'visit'));
      tx.insert('waitlist', aWaitlistEntry('waiting', 'twin'));
      tx.insert('receipts', aReceipt('receipt', 'twin', 'visit'));
    });
  });

  it('shows both and what will move, and brings it all over in one go', async () => {
    const { moves, stays, clashes } = await merges().preview({ keptId: 'patient-binh', otherId: 'twin' });
    const some = Object.fromEntries(Object.entries(moves).filter(([, count]) => count > 0));
    expect(some).toEqual({ appointments: 1, medicalRecords: 1, waitlist: 1, receipts: 1 });
    expect(stays.appointments).toBe(1);
    expect(clashes).toEqual([]);
    await merge('patient-binh', 'twin');
    for (const [table, id] of Object.entries({
      appointments: 'visit',
      medicalRecords: 'record',
      waitlist: 'waiting',
      receipts: 'receipt',
    }))
      expect(ownerOf(table, id)).toBe('patient-binh');
    const { patient, mergedInto } = await patients().page({ patientId: 'twin' });
    expect(patient).toMatchObject({ mergedIntoId: 'patient-binh', archivedAtMs: NOW_MS });
    expect(mergedInto).toMatchObject({ id: 'patient-binh', recordNumber: 'A-000001' });
  });

  it('a doctor who saved both keeps one of them, with the notes of the other under its own', async () => {
    const saved = (id: string, patientId: string, consultationNotes: string) => ({
      id,
      patientId,
      consultationNotes,
      doctorId: 'user-an',
      lastConsultationAtMs: null,
      savedAtMs: NOW_MS,
      removedAtMs: null,
    });
    put((tx) => {
      tx.insert('savedPatients', saved('saved-binh', 'patient-binh', 'Hay quên thuốc'));
      tx.insert('savedPatients', saved('saved-twin', 'twin', 'Gọi cho con gái'));
    });
    const mergeId = await merge('patient-binh', 'twin');
    const notesOf = (id: string) =>
      vault.sqlite.prepare('SELECT patientId, consultationNotes FROM savedPatients WHERE id = ?').get(id);
    expect(notesOf('saved-binh')).toEqual({
      patientId: 'patient-binh',
      consultationNotes: 'Hay quên thuốc\nGọi cho con gái',
    });
    await merges().takeApart({ mergeId });
    expect(notesOf('saved-twin')).toEqual({ patientId: 'twin', consultationNotes: 'Gọi cho con gái' });
  });

  it('is in the trail of both patients', async () => {
    const mergeId = await merge('patient-binh', 'twin');
    await merges().takeApart({ mergeId });
    const trail = vault.sqlite
      .prepare(
        "SELECT action, patientId FROM auditLog WHERE action IN ('patients.merge', 'patients.takeApart')",
      )
      .all();
    expect(trail).toEqual(
      ['patients.merge', 'patients.takeApart'].flatMap((action) => [
        { action, patientId: 'patient-binh' },
        { action, patientId: 'twin' },
      ]),
    );
  });

  it('read-not-logged: looking at two records side by side is in the trail of both', async () => {
    await merges().preview({ keptId: 'patient-binh', otherId: 'twin' });
    const last = vault.sqlite
      .prepare('SELECT action, patientId FROM auditLog ORDER BY seq DESC LIMIT 2')
      .all();
    expect(last).toEqual([
      { action: 'patients.read', patientId: 'twin' },
      { action: 'patients.read', patientId: 'patient-binh' },
    ]);
  });

  it('shows reception no doctors’ notes, and loses none of them', async () => {
    put((tx) => void tx.update('patients', 'patient-binh', { notes: 'Sợ kim' }));
    const shown = await merges().preview({ keptId: 'patient-binh', otherId: 'twin' });
    expect([shown.kept.notes, shown.other.notes, shown.haveNotes]).toEqual([null, null, true]);
    await merge('patient-binh', 'twin');
    expect((await patients(doctorAn).page({ patientId: 'patient-binh' })).patient.notes).toBe(
      'Sợ kim\nHay ngất',
    );
  });

  it('the old record number finds the patient, and says that it is an earlier one', async () => {
    await merge('patient-binh', 'twin');
    for (const text of ['A-000777', 'a777'])
      expect(await patients().search({ text })).toMatchObject([
        { id: 'patient-binh', earlierNumber: 'A-000777' },
      ]);
    expect(await patients().search({ text: 'A-000001' })).toMatchObject([{ earlierNumber: null }]);
  });

  it('says at which times both are booked, and merges all the same', async () => {
    put((tx) => {
      tx.insert('appointments', anAppointment({ id: 'same', patientId: 'twin', doctorId: 'user-khoa' }));
    });
    const { clashes } = await merges().preview({ keptId: 'patient-binh', otherId: 'twin' });
    expect(clashes).toEqual([
      {
        appointmentDate: '2026-11-22',
        appointmentTime: '09:00',
        keptWith: 'Nguyễn Thị An',
        otherWith: 'Lê Minh Khoa',
      },
    ]);
    await merge('patient-binh', 'twin');
    expect(ownerOf('appointments', 'same')).toBe('patient-binh');
  });

  it('is refused when a colleague saved one of the two since they were read, and moves nothing', async () => {
    const { kept, other } = await merges().preview({ keptId: 'patient-binh', otherId: 'twin' });
    await patients(doctorAn, NOW_MS + 1).edit({
      patientId: 'twin',
      readAtMs: other.updatedAtMs,
      patch: { allergies: 'Latex' },
    });
    const late = merges().merge({
      keptId: 'patient-binh',
      otherId: 'twin',
      readAtMs: { kept: kept.updatedAtMs, other: other.updatedAtMs },
      choices: {},
    });
    expect(await refusalOf(late)).toEqual({ code: 'changed_meanwhile', subject: 'patient', id: 'twin' });
    expect(ownerOf('appointments', 'visit')).toBe('twin');
  });

  it('is for reception and admins; a doctor is refused', async () => {
    const pair = { keptId: 'patient-binh', otherId: 'twin' };
    await expect(merges(adminHa).preview(pair)).resolves.toBeDefined();
    expect(await refusalOf(merges(doctorAn).preview(pair))).toEqual({
      code: 'forbidden',
      permission: 'patient.merge',
    });
  });

  it('a merged record does not come back by restoring, only by taking the merge apart', async () => {
    await merge('patient-binh', 'twin');
    expect(await refusalOf(patients().restore({ patientId: 'twin' }))).toMatchObject({
      code: 'patient_archived',
    });
  });
});

describe('taking a merge apart', () => {
  beforeEach(() => {
    addPatient({ id: 'twin', fullName: 'Trần Văn Bính', allergies: 'Hải sản', address: '12 Lê Lợi' });
    put((tx) => {
      tx.insert('appointments', anAppointment({ id: 'visit', patientId: 'twin', appointmentTime: '10:00' }));
    });
  });

  it('says before what goes back, what stays, and what was changed since and is left', async () => {
    const mergeId = await merge('patient-binh', 'twin');
    put((tx) => {
      tx.insert('appointments', anAppointment({ id: 'since', appointmentTime: '11:00' }));
    });
    const { patient } = await patients().page({ patientId: 'patient-binh' });
    await patients().edit({
      patientId: patient.id,
      readAtMs: patient.updatedAtMs,
      patch: { allergies: 'Hải sản, Latex' },
    });
    const told = await merges().takeApartPreview({ mergeId });
    expect(told).toMatchObject({
      other: { id: 'twin', fullName: 'Trần Văn Bính' },
      back: { appointments: 1 },
      stays: { appointments: 2 },
      fieldsBack: ['address'],
      fieldsLeft: ['allergies'],
    });
    expect(await merges().takeApart({ mergeId })).toEqual({ otherId: 'twin', fieldsLeft: ['allergies'] });
    expect(ownerOf('appointments', 'visit')).toBe('twin');
    expect(ownerOf('appointments', 'since')).toBe('patient-binh');
    const { patient: left } = await patients().page({ patientId: 'patient-binh' });
    expect(left).toMatchObject({ allergies: 'Hải sản, Latex', address: null });
  });

  it('what was paid since for a visit that goes back goes with its visit', async () => {
    const mergeId = await merge('patient-binh', 'twin');
    put((tx) => {
      tx.insert('receipts', aReceipt('for-visit', 'patient-binh', 'visit'));
      tx.insert('receipts', aReceipt('for-own', 'patient-binh', 'appointment-9'));
    });
    await merges().takeApart({ mergeId });
    expect([ownerOf('receipts', 'for-visit'), ownerOf('receipts', 'for-own')]).toEqual([
      'twin',
      'patient-binh',
    ]);
  });

  it('happens once; a second try is refused', async () => {
    const mergeId = await merge('patient-binh', 'twin');
    await merges().takeApart({ mergeId });
    expect(await refusalOf(merges().takeApart({ mergeId }))).toEqual({ code: 'merge_undone' });
    expect(await refusalOf(merges().takeApartPreview({ mergeId: 'none' }))).toEqual({
      code: 'not_found',
      subject: 'merge',
    });
  });

  it('of a chain, the last merge comes apart first', async () => {
    addPatient({ id: 'third' });
    const first = await merge('twin', 'patient-binh');
    const second = await merge('third', 'twin', {}, NOW_MS + 1);
    expect(ownerOf('appointments', 'appointment-9')).toBe('third');
    const page = await patients().page({ patientId: 'third' });
    expect(page.merges.map(({ mergedId, under }) => [mergedId, under])).toEqual([
      ['twin', null],
      ['patient-binh', page.merges[0]?.recordNumber],
    ]);
    expect((await patients().page({ patientId: 'patient-binh' })).mergedInto).toMatchObject({ id: 'third' });
    expect(await refusalOf(merges().takeApart({ mergeId: first }))).toEqual({
      code: 'merged_further',
      patientId: 'third',
    });
    await merges().takeApart({ mergeId: second });
    expect(ownerOf('appointments', 'appointment-9')).toBe('twin');
    await merges().takeApart({ mergeId: first });
    expect(ownerOf('appointments', 'appointment-9')).toBe('patient-binh');
    expect(ownerOf('appointments', 'visit')).toBe('twin');
  });
});

const maybe = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const somebody = fc.record({
  fullName: fc.constantFrom('Trần Văn Bình', 'Tran Binh', 'Lê An'),
  phone: maybe('0901234567', '0987654321'),
  address: maybe('12 Lê Lợi', '3 Hai Bà Trưng'),
  allergies: maybe('Penicillin', 'Hải sản', 'penicillin; Latex'),
  notes: maybe('Sợ kim', 'Hay ngất'),
  emergencyContact: maybe('Mai', 'Hùng'),
  emergencyContactPhone: maybe('0900000001', '0900000002'),
});
const side = fc.constantFrom('kept', 'other', 'both');
const chosen = fc.record(
  { fullName: side, phone: side, address: side, allergies: side, emergencyContact: side },
  { requiredKeys: [] },
);
const ids = ['p0', 'p1', 'p2', 'p3'];

describe('merging and taking apart', () => {
  let mergesMade = 0;
  it('in whatever order both are done, every record and every reference is exactly as before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(somebody, { minLength: 4, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(3), fc.nat(3), chosen), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat(100)),
        async (people, pairs, dice) => {
          using fresh = openTestVault();
          vault[Symbol.dispose]();
          vault = fresh;
          fillMorning(vault);
          people.forEach((person, i) => {
            const id = String(ids[i]);
            addPatient({ ...person, id, recordNumber: `B-00000${i}` });
            put((tx) => {
              const time = { appointmentTime: `1${i}:00` };
              tx.insert('appointments', anAppointment({ ...time, id: `v-${id}`, patientId: id }));
              tx.insert('medicalRecords', aRecord(`m-${id}`, id, `v-${id}`));
              tx.insert('waitlist', aWaitlistEntry(`w-${id}`, id));
              tx.insert('receipts', aReceipt(`r-${id}`, id, i % 2 ? `v-${id}` : null));
            });
          });
          const before = everything();
          const made: string[] = [];
          for (const [a, b, choices] of pairs) {
            const [keptId, otherId] = [String(ids[a]), String(ids[b])];
            await merge(keptId, otherId, choices, NOW_MS + made.length).then(
              (mergeId) => made.push(mergeId),
              // A record with itself, or with one that is part of another by now.
              () => {},
            );
          }
          mergesMade += made.length;
          while (made.length > 0) {
            const [mergeId] = made.splice((dice.next().value ?? 0) % made.length, 1);
            const call = merges().takeApart({ mergeId: String(mergeId) });
            const isDone = await call.then(
              () => true,
              () => false,
            );
            // Its kept record went into another since: that one is taken apart first.
            if (!isDone) made.push(String(mergeId));
          }
          expect(everything()).toEqual(before);
        },
      ),
      { numRuns: 25 },
    );
    expect(mergesMade).toBeGreaterThan(25);
  }, 60_000);
});
