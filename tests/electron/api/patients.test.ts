// The registry at its door: who may, what is refused, what is audited, that a refused write leaves nothing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { patientMergesRouter } from '../../../electron/api/patient-merges.ts';
import { patientsRouter } from '../../../electron/api/patients.ts';
import { type ApiContext, createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { fill } from '../../../db/write.ts';
import { cardText } from '../../../domain/patient-card.ts';
import { aDesk, adminHa, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { aDepartment, aDoctor, anAppointment, aPatient, aUser } from '../../support/builders.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

let vault: TestVault;
const as = (user: SignedIn, nowMs = NOW_MS) => {
  const context: ApiContext = { vault, user, isLocked: false, nowMs, desk: aDesk() };
  return createCallerFactory(patientsRouter)(context);
};
const actions = () =>
  vault.sqlite.prepare('SELECT action, userId, patientId FROM auditLog ORDER BY seq DESC').all() as {
    action: string;
  }[];

beforeEach(() => {
  vault = openTestVault();
});
afterEach(() => vault[Symbol.dispose]());

describe('the registry', () => {
  it('registers with a number of this PC, found at once, audited with the patient', async () => {
    const patient = await as(receptionistLan).register({ fullName: 'Đặng Thị Mận', phone: '0901 234 567' });
    expect(patient).toMatchObject({ recordNumber: 'A-000001', phone: '0901234567' });
    expect(actions()[0]).toEqual({ action: 'patients.register', userId: 'user-lan', patientId: patient.id });
    expect(await as(receptionistLan).search({ text: 'man dang 567' })).toMatchObject([
      { id: patient.id, fullName: 'Đặng Thị Mận' },
    ]);
    expect((await as(receptionistLan).register({ fullName: 'Người Kế' })).recordNumber).toBe('A-000002');
  });

  it('gives no number to a registration that is refused', async () => {
    expect(
      await refusalOf(as(receptionistLan).register({ fullName: 'An', dateOfBirth: '2030-01-01' })),
    ).toEqual({
      code: 'invalid_input',
      fields: { dateOfBirth: ['validation.dateInFuture'] },
    });
    expect((await as(receptionistLan).register({ fullName: 'An' })).recordNumber).toBe('A-000001');
  });

  it('passes over a number that an imported list has brought along', async () => {
    fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => tx.insert('patients', aPatient()));
    expect((await as(receptionistLan).register({ fullName: 'Lê An' })).recordNumber).toBe('A-000002');
  });

  it('names each field that is wrong', async () => {
    expect(
      await refusalOf(as(receptionistLan).register({ fullName: ' ', emergencyContactPhone: '123' })),
    ).toEqual({
      code: 'invalid_input',
      fields: { fullName: ['validation.required'], emergencyContactPhone: ['validation.phone10'] },
    });
  });

  it('refuses an edit when a colleague saved in between, and keeps the colleague’s', async () => {
    const { id, updatedAtMs } = await as(receptionistLan).register({ fullName: 'Lê An' });
    await as(doctorAn, NOW_MS + 1_000).edit({
      patientId: id,
      readAtMs: updatedAtMs,
      patch: { allergies: 'Penicillin' },
    });
    const late = as(receptionistLan, NOW_MS + 2_000).edit({
      patientId: id,
      readAtMs: updatedAtMs,
      patch: { phone: '0901234567' },
    });
    expect(await refusalOf(late)).toEqual({ code: 'changed_meanwhile', subject: 'patient', id });
    expect(await as(doctorAn).banner({ patientId: id })).toMatchObject({
      allergies: 'Penicillin',
      phone: null,
    });
  });

  it('shows and takes notes by role', async () => {
    const { id, updatedAtMs } = await as(doctorAn).register({ fullName: 'Lê An', notes: 'Sợ kim tiêm' });
    expect((await as(receptionistLan).page({ patientId: id })).patient.notes).toBeNull();
    expect((await as(adminHa).page({ patientId: id })).patient.notes).toBe('Sợ kim tiêm');
    const edit = as(receptionistLan).edit({ patientId: id, readAtMs: updatedAtMs, patch: { notes: 'x' } });
    expect(await refusalOf(edit)).toEqual({ code: 'forbidden', permission: 'record.write' });
    for (const notes of ['', null]) {
      const empty = as(receptionistLan).edit({ patientId: id, readAtMs: updatedAtMs, patch: { notes } });
      expect(await refusalOf(empty)).toEqual({ code: 'forbidden', permission: 'record.write' });
    }
    expect((await as(doctorAn).page({ patientId: id })).patient.notes).toBe('Sợ kim tiêm');
  });

  it('read-not-logged: opening a patient is audited with who and whom', async () => {
    const { id } = await as(receptionistLan).register({ fullName: 'Lê An' });
    await as(doctorAn).page({ patientId: id });
    expect(actions()[0]).toEqual({ action: 'patients.read', userId: 'user-an', patientId: id });
  });

  it('archives, hides from the search, and brings back', async () => {
    const { id } = await as(receptionistLan).register({ fullName: 'Lê Hữu Thọ' });
    await as(receptionistLan).archive({ patientId: id });
    expect(await as(receptionistLan).search({ text: 'tho' })).toEqual([]);
    expect(await as(receptionistLan).search({ text: 'tho', which: 'archived' })).toHaveLength(1);
    expect(await as(receptionistLan).count({ list: 'archived' })).toBe(1);
    await as(receptionistLan).restore({ patientId: id });
    expect(await as(receptionistLan).search({ text: 'tho' })).toHaveLength(1);
  });

  it('does not archive somebody with a visit ahead, and says which', async () => {
    fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
      tx.insert('users', aUser());
      tx.insert('departments', aDepartment());
      tx.insert('doctors', aDoctor());
      tx.insert('patients', aPatient());
      tx.insert('appointments', anAppointment({ appointmentDate: '2026-11-30' }));
      tx.insert(
        'appointments',
        anAppointment({ id: 'old', appointmentDate: '2026-10-30', status: 'completed' }),
      );
    });
    const refused = await refusalOf(as(adminHa).archive({ patientId: 'patient-binh' }));
    expect(refused).toEqual({ code: 'patient_expected', appointmentId: 'appointment-9', date: '2026-11-30' });
    const { visits } = await as(adminHa).page({ patientId: 'patient-binh' });
    expect(visits.map(({ id, doctorName }) => [id, doctorName])).toEqual([
      ['appointment-9', 'Nguyễn Thị An'],
      ['old', 'Nguyễn Thị An'],
    ]);
  });

  it('a doctor may not archive', async () => {
    const { id } = await as(doctorAn).register({ fullName: 'Lê An' });
    expect(await refusalOf(as(doctorAn).archive({ patientId: id }))).toEqual({
      code: 'forbidden',
      permission: 'patient.archive',
    });
  });

  it('hints at the same person and at the family while a form is filled', async () => {
    const desk = as(receptionistLan);
    const an = await desk.register({
      fullName: 'Nguyễn Văn An',
      dateOfBirth: '1980-08-12',
      phone: '0901234567',
    });
    const son = await desk.register({
      fullName: 'Nguyễn Gia Bảo',
      dateOfBirth: '2015-01-02',
      phone: '0901234567',
    });
    await desk.register({ fullName: 'Nguyễn Văn An', dateOfBirth: '1950-03-04' });
    const typed = { fullName: 'nguyen van an', dateOfBirth: '1980-08-12', phone: '+84901234567' };
    const hint = await desk.similar(typed);
    expect(hint.duplicates.map(({ patient, likeness }) => [patient.id, likeness])).toEqual([
      [an.id, 'likely'],
    ]);
    expect(hint.household.map(({ id }) => id)).toEqual([son.id]);
    expect((await desk.similar({ ...typed, except: an.id })).duplicates).toEqual([]);
    expect((await desk.page({ patientId: an.id })).household.map(({ id }) => id)).toEqual([son.id]);
  });

  it('pages the list without gap or repeat, and counts it', async () => {
    fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
      for (let i = 0; i < 250; i++)
        tx.insert('patients', aPatient({ id: `p${i}`, recordNumber: `A-${i}`, fullName: `Tên ${i % 40}` }));
    });
    for (const list of ['all', 'recent'] as const) {
      const ids: string[] = [];
      for (let cursor = null as Awaited<ReturnType<ReturnType<typeof as>['list']>>['next']; ; ) {
        const page = await as(receptionistLan).list({ list, cursor, limit: 60 });
        ids.push(...page.items.map(({ id }) => id));
        if (!(cursor = page.next)) break;
      }
      expect(new Set(ids).size).toBe(250);
      expect(ids).toHaveLength(250);
    }
    expect(await as(receptionistLan).count({ list: 'all' })).toBe(250);
  });

  it('page-size-unbounded: a page is at most 200', async () => {
    expect(await refusalOf(as(receptionistLan).list({ list: 'all', limit: 201 }))).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('a scanned card finds its patient and nobody else; the card of a record that was merged finds the one that is left', async () => {
    const desk = as(receptionistLan);
    const an = await desk.register({ fullName: 'Lê An' });
    const twin = await desk.register({ fullName: 'Lê An' });
    const card = String(cardText(twin.patientUuid));
    expect((await desk.search({ text: card })).map(({ id }) => id)).toEqual([twin.id]);
    expect(
      await desk.search({ text: card.replace(/.$/, (last) => String((Number(last) + 1) % 10)) }),
    ).toEqual([]);
    const merges = createCallerFactory(patientMergesRouter)(atTheDesk(vault, receptionistLan));
    const pair = { keptId: an.id, otherId: twin.id };
    const readAtMs = { kept: an.updatedAtMs, other: twin.updatedAtMs };
    await merges.merge({ ...pair, readAtMs, choices: {} });
    expect(await desk.search({ text: card })).toMatchObject([
      { id: an.id, earlierNumber: twin.recordNumber },
    ]);
  });

  it('counts missed visits apart from cancelled ones, on the banner, in hits and with each visit’s state', async () => {
    fillMorning(vault);
    fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
      const visit = (id: string, day: number, fields: Parameters<typeof anAppointment>[0]) =>
        tx.insert('appointments', anAppointment({ id, appointmentDate: `2026-10-0${day}`, ...fields }));
      visit('missed', 1, { isNoShow: true });
      visit('missed-too', 2, { isNoShow: true });
      visit('cancelled', 3, { status: 'cancelled', isNoShow: true });
      visit('left', 4, { arrivedAtMs: 1, leftAtMs: 2 });
      visit('done', 5, { status: 'completed' });
    });
    const desk = as(receptionistLan);
    expect(await desk.banner({ patientId: 'patient-binh' })).toMatchObject({ noShows: 2 });
    expect(await desk.search({ text: 'binh' })).toMatchObject([{ noShows: 2 }]);
    const { visits } = await desk.page({ patientId: 'patient-binh' });
    expect(visits.map(({ id, state }) => [id, state])).toEqual([
      ['appointment-9', 'expected'],
      ['done', 'done'],
      ['left', 'left_unseen'],
      ['cancelled', 'cancelled'],
      ['missed-too', 'no_show'],
      ['missed', 'no_show'],
    ]);
  });

  it('one phone is one household, with 0, with +84 or with neither', async () => {
    const desk = as(receptionistLan);
    const an = await desk.register({ fullName: 'Lê An', phone: '0901234567' });
    const son = await desk.register({ fullName: 'Lê Bảo', phone: '+84901234567' });
    const wife = await desk.register({ fullName: 'Trần Mai', phone: '84901234567' });
    await desk.register({ fullName: 'Người Khác', phone: '0901234568' });
    const { household } = await desk.page({ patientId: an.id });
    expect(new Set(household.map(({ id }) => id))).toEqual(new Set([son.id, wife.id]));
  });

  it('what the desk must know is on the banner for everybody', async () => {
    const { id } = await as(receptionistLan).register({ fullName: 'Lê An', warnings: 'Xe lăn' });
    expect(await as(doctorAn).banner({ patientId: id })).toMatchObject({ warnings: 'Xe lăn' });
  });

  it('a patient who does not exist is said to be not found', async () => {
    const desk = as(adminHa);
    for (const call of [desk.page, desk.banner, desk.archive]) {
      expect(await refusalOf(call({ patientId: 'x' }))).toEqual({ code: 'not_found', subject: 'patient' });
    }
  });
});
