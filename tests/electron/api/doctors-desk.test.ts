// What a doctor has in hand: visits to sign, saved patients, everyone seen, notes, and the record another window writes.
import { describe, expect, test } from 'vitest';
import { deskQueries } from '../../../db/doctors-patients.ts';
import { fill } from '../../../db/write.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { STALE_MS } from '../../../domain/record-writers.ts';
import { adminHa, atTheDesk, doctorAn, doctorKhoa, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment, aPatient } from '../../support/builders.ts';
import { planOf } from '../../support/plans.ts';
import { refusalOf } from '../../support/refusal.ts';
import { CLINIC_ID, NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const createCaller = createCallerFactory(appRouter);
const as = (vault: TestVault, user: SignedIn = doctorAn, nowMs = NOW_MS) =>
  createCaller(atTheDesk(vault, user, { nowMs }));
const appointmentId = 'appointment-9';
const patientId = 'patient-binh';
const audited = (vault: TestVault, action: string) =>
  vault.sqlite
    .prepare('SELECT count(*) FROM auditLog WHERE action = ? AND patientId = ?')
    .pluck()
    .get(action, patientId);

describe('visits to be signed', () => {
  test('a visit begun or completed is listed until its record is signed, of whichever day, and only the doctor’s own', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      const visit = (id: string, row: Parameters<typeof anAppointment>[0]) =>
        tx.insert('appointments', anAppointment({ id, ...row }));
      visit('may', { appointmentDate: '2026-05-04', status: 'completed' });
      visit('ahead', { appointmentDate: '2026-11-30' });
      visit('khoa', { doctorId: 'user-khoa', status: 'completed', departmentId: 'department-eye' });
    });
    const saved = await as(vault).consultations.save({
      appointmentId,
      basedOnMs: null,
      record: { notes: 'x' },
    });
    expect(
      (await as(vault).doctorsDesk.unsigned()).map((visit) => [visit.appointmentId, visit.isWritten]),
    ).toEqual([
      ['may', false],
      [appointmentId, true],
    ]);
    await as(vault).consultations.sign({ appointmentId, basedOnMs: saved.updatedAtMs, record: {} });
    await as(vault).consultations.sign({ appointmentId: 'may', basedOnMs: null, record: { notes: 'y' } });
    expect(await as(vault).doctorsDesk.unsigned()).toEqual([]);
  });
});

describe('saved patients', () => {
  test('a patient is saved once, removed, and revived with the notes that stood there', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { doctorsDesk } = as(vault);
    expect(await doctorsDesk.savedOne({ patientId })).toBeNull();
    await doctorsDesk.save({ patientId, isSaved: true });
    await doctorsDesk.save({ patientId, isSaved: true });
    const saved = await doctorsDesk.savedOne({ patientId });
    await doctorsDesk.writeNotes({
      patientId,
      seenMs: saved?.updatedAtMs ?? 0,
      consultationNotes: 'Sợ kim tiêm',
    });
    await doctorsDesk.save({ patientId, isSaved: false });
    expect(await doctorsDesk.saved()).toEqual([]);
    expect(await as(vault, doctorAn, NOW_MS + 5).doctorsDesk.save({ patientId, isSaved: true })).toEqual({
      isSaved: true,
    });
    expect(await doctorsDesk.saved()).toMatchObject([{ patientId, savedAtMs: NOW_MS + 5, hasNotes: true }]);
    expect((await doctorsDesk.savedOne({ patientId }))?.consultationNotes).toBe('Sợ kim tiêm');
    expect(vault.sqlite.prepare('SELECT count(*) FROM savedPatients').pluck().get()).toBe(1);
    expect(await as(vault, doctorKhoa).doctorsDesk.saved()).toEqual([]);
    expect(audited(vault, 'savedPatients.read')).toBeGreaterThan(0);
  });

  test('signing a record dates the last consultation; a note written over an older one is refused', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { doctorsDesk, consultations } = as(vault);
    await doctorsDesk.save({ patientId, isSaved: true });
    expect((await doctorsDesk.saved())[0]?.lastConsultationAtMs).toBeNull();
    await as(vault, doctorAn, NOW_MS + 7).consultations.sign({
      appointmentId,
      basedOnMs: null,
      record: { notes: 'x' },
    });
    expect((await doctorsDesk.saved())[0]?.lastConsultationAtMs).toBe(NOW_MS + 7);
    const late = doctorsDesk.writeNotes({ patientId, seenMs: NOW_MS, consultationNotes: 'late' });
    expect((await refusalOf(late)).code).toBe('changed_meanwhile');
    expect(consultations).toBeDefined();
  });

  test('who is saved after the visit has the day of that visit as the last consultation', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    await as(vault).consultations.sign({ appointmentId, basedOnMs: null, record: { notes: 'x' } });
    await as(vault).doctorsDesk.save({ patientId, isSaved: true });
    expect((await as(vault).doctorsDesk.saved())[0]?.lastConsultationAtMs).toBe(NOW_MS);
  });
});

describe('everyone a doctor has seen', () => {
  test('lists each once with visits and the last of them, found by name without accents, number or phone', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'tests.more', nowMs: NOW_MS }, (tx) => {
      tx.insert(
        'patients',
        aPatient({
          id: 'patient-cuc',
          fullName: 'Đặng Thị Cúc',
          recordNumber: 'A-000002',
          phone: '0911000222',
        }),
      );
      const visit = (id: string, row: Parameters<typeof anAppointment>[0]) =>
        tx.insert('appointments', anAppointment({ id, status: 'completed', ...row }));
      visit('b1', { appointmentDate: '2026-05-04' });
      visit('b2', { appointmentDate: '2026-06-04' });
      visit('c1', { appointmentDate: '2026-07-04', patientId: 'patient-cuc' });
      visit('c2', { appointmentDate: '2026-07-05', patientId: 'patient-cuc', status: 'cancelled' });
    });
    await as(vault).doctorsDesk.save({ patientId, isSaved: true });
    const { doctorsDesk } = as(vault);
    const all = await doctorsDesk.patients({ text: '', skip: 0 });
    expect(all).toMatchObject({
      count: 2,
      hasMore: false,
      patients: [
        { patientName: 'Đặng Thị Cúc', visits: 1, lastVisitDate: '2026-07-04', isSaved: false },
        { patientName: 'Trần Văn Bình', visits: 2, lastVisitDate: '2026-06-04', isSaved: true },
      ],
    });
    for (const text of ['dang', 'CÚC', '000002', '0911'])
      expect((await doctorsDesk.patients({ text, skip: 0 })).patients).toHaveLength(1);
    for (const text of ['%', '_', "' OR 1"])
      expect((await doctorsDesk.patients({ text, skip: 0 })).count).toBe(0);
    expect((await as(vault, doctorKhoa).doctorsDesk.patients({ text: '', skip: 0 })).count).toBe(0);
  });

  test('the lists are read by their indexes', () => {
    using vault = openTestVault();
    const of = { clinicId: CLINIC_ID, doctorId: 'user-an' };
    expect(planOf(vault, deskQueries.unsigned, of)).not.toMatch(/\bSCAN\b/);
    const seen = planOf(vault, deskQueries.seen, {
      ...of,
      name: '%',
      number: '%',
      isAll: 1,
      limit: 1,
      skip: 0,
    });
    expect(seen).toContain('appointments_doctor_day');
    expect(seen).not.toMatch(/\bSCAN (?!s\b|\(subquery)/);
    for (const query of [deskQueries.saved, deskQueries.notesOfPatient])
      expect(planOf(vault, query, CLINIC_ID, 'x')).not.toMatch(/\bSCAN\b/);
  });
});

describe('notes', () => {
  const text = { noteText: 'Gọi cho con gái', isAudioTranscript: false, isSharedWithPatient: false };

  test('are added, edited and archived by who wrote them; a colleague reads them, and every reading is audited', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const an = as(vault).doctorNotes;
    const { id: noteId, updatedAtMs: seenMs } = await an.add({ ...text, patientId });
    const khoa = as(vault, doctorKhoa).doctorNotes;
    expect(await khoa.ofPatient({ patientId })).toMatchObject([{ ...text, doctorName: 'Nguyễn Thị An' }]);
    expect(audited(vault, 'doctorNotes.read')).toBe(1);
    expect((await refusalOf(khoa.edit({ ...text, noteId, seenMs }))).code).toBe('not_your_note');
    const later = as(vault, doctorAn, NOW_MS + 3).doctorNotes;
    const edited = await later.edit({
      ...text,
      noteText: 'Gọi cho con trai',
      isSharedWithPatient: true,
      noteId,
      seenMs,
    });
    expect((await refusalOf(later.archive({ noteId, seenMs, isArchived: true }))).code).toBe(
      'changed_meanwhile',
    );
    const gone = await later.archive({ noteId, seenMs: edited.updatedAtMs, isArchived: true });
    expect(await an.ofPatient({ patientId })).toEqual([]);
    await later.archive({ noteId, seenMs: gone.updatedAtMs, isArchived: false });
    expect(await an.mine({ skip: 0 })).toMatchObject({
      notes: [{ noteText: 'Gọi cho con trai' }],
      hasMore: false,
    });
    expect((await khoa.mine({ skip: 0 })).notes).toEqual([]);
  });

  test('reception neither reads nor writes them, an admin reads', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const lan = as(vault, receptionistLan).doctorNotes;
    expect((await refusalOf(lan.ofPatient({ patientId }))).code).toBe('forbidden');
    expect((await refusalOf(lan.add({ ...text, patientId }))).code).toBe('forbidden');
    expect(await as(vault, adminHa).doctorNotes.ofPatient({ patientId })).toEqual([]);
    expect((await refusalOf(as(vault, adminHa).doctorNotes.add({ ...text, patientId }))).code).toBe(
      'forbidden',
    );
  });
});

describe('two at one record', () => {
  test('the second window of the doctor reads until it takes over; a colleague sees who writes since when', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const one = { appointmentId, windowId: 'one', takesOver: false };
    const two = { ...one, windowId: 'two' };
    expect(await as(vault).recordWriters.claim(one)).toMatchObject({ isMine: true });
    const later = as(vault, doctorAn, NOW_MS + 1_000).recordWriters;
    expect(await later.claim(two)).toEqual({ isMine: false, fullName: 'Nguyễn Thị An', sinceMs: NOW_MS });
    const khoa = as(vault, doctorKhoa, NOW_MS + 1_000).recordWriters;
    expect(await khoa.of({ appointmentId })).toEqual({
      fullName: 'Nguyễn Thị An',
      sinceMs: NOW_MS,
      isNow: true,
    });
    expect((await refusalOf(khoa.claim({ ...two, takesOver: true }))).code).toBe('not_your_appointment');
    expect(await later.claim({ ...two, takesOver: true })).toMatchObject({ isMine: true });
    expect(await later.claim(one)).toMatchObject({ isMine: false });
    await later.release({ appointmentId, windowId: 'two' });
    expect(await khoa.of({ appointmentId })).toBeNull();
  });

  test('a window that fell silent writes no more; typing it left is told with its time and without a word of it', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    await as(vault).recordWriters.claim({ appointmentId, windowId: 'one', takesOver: false });
    await as(vault).drafts.keep({ kind: 'record', appointmentId, content: 'SECRET' });
    const afterwards = as(vault, adminHa, NOW_MS + STALE_MS).recordWriters;
    const left = await afterwards.of({ appointmentId });
    expect(left).toEqual({ fullName: '', sinceMs: NOW_MS, isNow: false });
    expect(await as(vault).recordWriters.of({ appointmentId })).toBeNull();
  });
});

test('what comes out of the printer at the end of a visit is each doctor’s own choice at this PC', async () => {
  using vault = openTestVault();
  fillMorning(vault);
  const own = [{ paper: 'prescription', printerName: null, copies: 1 }];
  expect(await as(vault).doctorsDesk.finishPapers()).toEqual(own);
  await as(vault).doctorsDesk.chooseFinishPapers({ papers: [] });
  expect(await as(vault).doctorsDesk.finishPapers()).toEqual([]);
  expect(await as(vault, doctorKhoa).doctorsDesk.finishPapers()).toEqual(own);
});
