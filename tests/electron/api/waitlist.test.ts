// The waiting list over a real vault: who is proposed for a freed slot, and what taking it does and does not do.
import { describe, expect, test } from 'vitest';
import { waitlistQueries } from '../../../db/waitlist.ts';
import { fill } from '../../../db/write.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import type { WaitlistInput } from '../../../domain/waitlist.ts';
import { anAppointment, aPatient } from '../../support/builders.ts';
import { atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { fillFrontDesk } from '../../support/front-desk-clinic.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const createCaller = createCallerFactory(appRouter);
let later = 0;
/** Lan at the desk; each call a moment after the one before. */
const lan = (vault: TestVault) =>
  createCaller(atTheDesk(vault, receptionistLan, { nowMs: NOW_MS + (later += 1) }));
const open = () => {
  const vault = openTestVault();
  fillFrontDesk(vault, (tx) => {
    tx.insert('patients', aPatient({ id: 'patient-dung', fullName: 'Hồ Dũng', recordNumber: 'Z-000003' }));
    tx.insert(
      'appointments',
      anAppointment({ id: 'visit-cuc', patientId: 'patient-cuc', appointmentDate: '2026-11-27' }),
    );
  });
  return vault;
};
const wish = (given: Partial<WaitlistInput> = {}): WaitlistInput => ({
  patientId: 'patient-cuc',
  departmentId: 'department-general',
  doctorId: null,
  fromDate: null,
  toDate: null,
  partOfDay: 'any',
  isUrgent: false,
  reason: 'Đau lưng',
  appointmentId: null,
  ...given,
});
const isNew = { id: null, updatedAtMs: null };
const slot = { doctorId: 'user-an', date: '2026-11-23', time: '09:00' };
const wouldCome = async (vault: TestVault, at = slot) =>
  (await lan(vault).waitlist.whoWouldCome({ slots: [at] })).flatMap(({ people }) =>
    people.map(({ patientName }) => patientName),
  );

describe('the list', () => {
  test('an entry is added, bettered, withdrawn and brought back', async () => {
    using vault = open();
    const added = await lan(vault).waitlist.save({ edit: isNew, values: wish() });
    const edited = await lan(vault).waitlist.save({ edit: added, values: wish({ isUrgent: true }) });
    expect(await lan(vault).waitlist.list({ closed: false })).toMatchObject([
      { patientName: 'Phạm Thị Cúc', departmentName: 'Nội tổng quát', doctorName: null, isUrgent: true },
    ]);
    const gone = await lan(vault).waitlist.withdraw({ edit: edited, isWithdrawn: true });
    expect(await lan(vault).waitlist.list({ closed: false })).toEqual([]);
    expect(await lan(vault).waitlist.list({ closed: true })).toHaveLength(1);
    await lan(vault).waitlist.withdraw({ edit: gone, isWithdrawn: false });
    expect(await lan(vault).waitlist.ofPatient({ patientId: 'patient-cuc' })).toHaveLength(1);
  });

  test('an edit of what somebody else changed is refused', async () => {
    using vault = open();
    const added = await lan(vault).waitlist.save({ edit: isNew, values: wish() });
    await lan(vault).waitlist.save({ edit: added, values: wish({ isUrgent: true }) });
    expect(await refusalOf(lan(vault).waitlist.save({ edit: added, values: wish() }))).toMatchObject({
      code: 'changed_meanwhile',
      subject: 'waitlist',
    });
  });

  test('a doctor of another department, or a patient who left the registry, is refused', async () => {
    using vault = open();
    const save = (values: WaitlistInput) => refusalOf(lan(vault).waitlist.save({ edit: isNew, values }));
    expect(await save(wish({ doctorId: 'user-mai' }))).toMatchObject({ code: 'doctor_other_department' });
    await lan(vault).patients.archive({ patientId: 'patient-dung' });
    expect(await save(wish({ patientId: 'patient-dung' }))).toMatchObject({ code: 'patient_archived' });
    expect(await save(wish({ fromDate: '2026-11-25', toDate: '2026-11-24' }))).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('who left the registry is neither listed nor proposed, and is again after coming back', async () => {
    using vault = open();
    await lan(vault).waitlist.save({ edit: isNew, values: wish({ patientId: 'patient-dung' }) });
    await lan(vault).patients.archive({ patientId: 'patient-dung' });
    expect(await wouldCome(vault)).toEqual([]);
    expect(await lan(vault).waitlist.list({ closed: false })).toEqual([]);
    await lan(vault).patients.restore({ patientId: 'patient-dung' });
    expect(await wouldCome(vault)).toEqual(['Hồ Dũng']);
  });
});

describe('a free slot proposes', () => {
  test('nobody while it is taken, and who suits once it is cancelled', async () => {
    using vault = open();
    const texts = { reason: '', symptoms: '', notes: '' };
    const { visit } = await lan(vault).appointments.book({ patientId: 'patient-binh', ...slot, ...texts });
    await lan(vault).waitlist.save({ edit: isNew, values: wish() });
    expect(await wouldCome(vault)).toEqual([]);
    await lan(vault).appointments.cancel({
      appointmentId: visit.id,
      seenMs: visit.updatedAtMs,
      reason: 'Bận',
    });
    expect(await wouldCome(vault)).toEqual(['Phạm Thị Cúc']);
  });

  test('the slots of a withdrawn time off, of its days and times only', async () => {
    using vault = open();
    const values = {
      scope: 'doctor' as const,
      doctorId: 'user-an',
      roomId: null,
      kind: 'leave' as const,
      fromDate: '2026-11-24',
      toDate: '2026-11-25',
      fromTime: '08:00',
      toTime: '09:00',
      reason: '',
    };
    const off = await lan(vault).setup.timeOff.save({ edit: isNew, values });
    await lan(vault).waitlist.save({ edit: isNew, values: wish({ toDate: '2026-11-24' }) });
    const inside = () => lan(vault).waitlist.whoWouldComeInside({ timeOffId: off.id });
    expect(await inside()).toEqual([]);
    await lan(vault).setup.timeOff.withdraw({ edit: off, isWithdrawn: true });
    expect((await inside()).map(({ slot: { date, time } }) => `${date} ${time}`)).toEqual([
      '2026-11-24 08:00',
      '2026-11-24 08:30',
    ]);
  });
});

describe('taking a slot', () => {
  test('books it, closes the entry, and undo cancels the visit and opens the entry again', async () => {
    using vault = open();
    const entry = await lan(vault).waitlist.save({
      edit: isNew,
      values: wish({ patientId: 'patient-dung' }),
    });
    const taken = await lan(vault).waitlist.take({ edit: entry, slot });
    expect(taken).toMatchObject({
      visit: { ...slot, patientName: 'Hồ Dũng', reason: 'Đau lưng' },
      freed: null,
    });
    expect(await lan(vault).waitlist.list({ closed: false })).toEqual([]);
    const undo = { edit: taken.entry, eventId: taken.eventId, reason: 'Đặt nhầm' };
    expect(await lan(vault).waitlist.undoTake(undo)).toMatchObject({ freed: slot });
    expect(await lan(vault).waitlist.list({ closed: false })).toHaveLength(1);
    expect(await lan(vault).appointments.card({ appointmentId: taken.visit.id })).toMatchObject({
      status: 'cancelled',
    });
  });

  test('moves the patient’s later visit there, names the slot this frees, and undo brings both back', async () => {
    using vault = open();
    const values = wish({ appointmentId: 'visit-cuc' });
    const entry = await lan(vault).waitlist.save({ edit: isNew, values });
    const taken = await lan(vault).waitlist.take({ edit: entry, slot });
    const before = { doctorId: 'user-an', date: '2026-11-27', time: '09:00' };
    expect(taken).toMatchObject({ visit: { id: 'visit-cuc', ...slot }, freed: before });
    const undo = { edit: taken.entry, eventId: taken.eventId, reason: 'Đặt nhầm' };
    await lan(vault).waitlist.undoTake(undo);
    expect(await lan(vault).appointments.card({ appointmentId: 'visit-cuc' })).toMatchObject(before);
    expect(await wouldCome(vault)).toEqual(['Phạm Thị Cúc']);
  });

  test('an undo of the move in the visit’s own history opens the entry too', async () => {
    using vault = open();
    const values = wish({ appointmentId: 'visit-cuc' });
    const entry = await lan(vault).waitlist.save({ edit: isNew, values });
    const { eventId } = await lan(vault).waitlist.take({ edit: entry, slot });
    await lan(vault).appointments.undo({ appointmentId: 'visit-cuc', eventId: eventId ?? '' });
    expect(await lan(vault).waitlist.list({ closed: false })).toHaveLength(1);
  });

  test('a taking is not taken back over what a colleague did with the visit since', async () => {
    using vault = open();
    const entry = await lan(vault).waitlist.save({
      edit: isNew,
      values: wish({ patientId: 'patient-dung' }),
    });
    const taken = await lan(vault).waitlist.take({ edit: entry, slot });
    await lan(vault).appointments.confirm({
      appointmentId: taken.visit.id,
      seenMs: taken.visit.updatedAtMs,
    });
    const undo = { edit: taken.entry, eventId: taken.eventId, reason: 'Đặt nhầm' };
    expect(await refusalOf(lan(vault).waitlist.undoTake(undo))).toMatchObject({
      code: 'status_forbids',
      status: 'confirmed',
    });
    expect(await lan(vault).appointments.card({ appointmentId: taken.visit.id })).toMatchObject({
      status: 'confirmed',
    });
    expect(await lan(vault).waitlist.list({ closed: false })).toEqual([]);
  });

  test('a visit that was moved for the list is never cancelled by taking it back', async () => {
    using vault = open();
    const entry = await lan(vault).waitlist.save({
      edit: isNew,
      values: wish({ appointmentId: 'visit-cuc' }),
    });
    const taken = await lan(vault).waitlist.take({ edit: entry, slot });
    const undo = { edit: taken.entry, eventId: null, reason: 'Đặt nhầm' };
    expect(await refusalOf(lan(vault).waitlist.undoTake(undo))).toMatchObject({ code: 'changed_meanwhile' });
    expect(await lan(vault).appointments.card({ appointmentId: 'visit-cuc' })).toMatchObject(slot);
  });

  test('of two people who take one entry the second is told, and nothing is booked twice', async () => {
    using vault = open();
    const entry = await lan(vault).waitlist.save({ edit: isNew, values: wish() });
    await lan(vault).waitlist.take({ edit: entry, slot });
    const again = lan(vault).waitlist.take({ edit: entry, slot: { ...slot, time: '10:00' } });
    expect(await refusalOf(again)).toMatchObject({ code: 'waitlist_closed' });
    expect((await lan(vault).appointments.day({ date: slot.date })).visits).toHaveLength(1);
  });

  test('a slot that was taken meanwhile is refused as any booking, and the entry goes on waiting', async () => {
    using vault = open();
    const entry = await lan(vault).waitlist.save({ edit: isNew, values: wish() });
    const texts = { reason: '', symptoms: '', notes: '' };
    await lan(vault).appointments.book({ patientId: 'patient-binh', ...slot, ...texts });
    expect(await refusalOf(lan(vault).waitlist.take({ edit: entry, slot }))).toMatchObject({
      code: 'slot_taken',
    });
    expect(await lan(vault).waitlist.list({ closed: false })).toHaveLength(1);
  });

  test('a doctor takes for the own column and not for a colleague’s visit', async () => {
    using vault = open();
    fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) =>
      tx.update('appointments', 'visit-cuc', { doctorId: 'user-hung' }),
    );
    const values = wish({ appointmentId: 'visit-cuc' });
    const entry = await lan(vault).waitlist.save({ edit: isNew, values });
    const an = createCaller(atTheDesk(vault, doctorAn, { nowMs: NOW_MS + (later += 1) }));
    expect(await refusalOf(an.waitlist.take({ edit: entry, slot }))).toMatchObject({
      code: 'not_your_appointment',
    });
  });
});

test.each(Object.entries(waitlistQueries).filter(([name]) => name !== 'closed'))(
  'the query %s finds its rows by an index, however many have been closed',
  (_, sql) => {
    using vault = openTestVault();
    const values = [...sql.matchAll(/\?/g)].map(() => 'x');
    const plan = (
      vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
    ).map(({ detail }) => detail);
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    expect(plan.join('\n')).toMatch(
      /SEARCH (w|appointments) USING (COVERING )?INDEX (waitlist_|appointments_patient)/,
    );
  },
);
