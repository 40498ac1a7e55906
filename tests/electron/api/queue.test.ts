// The waiting room's procedures over a real vault: a whole visit, what is refused, what an undo takes back, how the doctor moves it along.
import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../../db/appointments.ts';
import { queueQueries } from '../../../db/queue.ts';
import { fill } from '../../../db/write.ts';
import type { Appointment } from '../../../domain/appointments.ts';
import { queueStateOf } from '../../../domain/queue.ts';
import type { QueueStep } from '../../../domain/queue-steps.ts';
import type { NewRow } from '../../../domain/row.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import { atTheDesk, doctorAn, doctorKhoa, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment } from '../../support/builders.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const createCaller = createCallerFactory(appRouter);
/** Every call is a second later than the one before, as in a clinic. */
let nowMs = NOW_MS;
const as = (vault: TestVault, user: SignedIn = receptionistLan) =>
  createCaller(atTheDesk(vault, user, { nowMs: (nowMs += 1_000) }));
const openMorning = (appointment: Partial<NewRow<Appointment>> = {}) => {
  const vault = openTestVault();
  fillMorning(vault, { appointment });
  return vault;
};
const only = async (vault: TestVault) => {
  const [visit] = (await as(vault).queue.board()).visits;
  if (!visit) throw new Error('the board shows the visit');
  return visit;
};
const take = async (vault: TestVault, step: QueueStep, user = receptionistLan) => {
  const { id, updatedAtMs } = await only(vault);
  return as(vault, user).queue.step({ appointmentId: id, seenMs: updatedAtMs, step });
};

describe('a visit in the waiting room', () => {
  test('arrives with a ticket, is called, goes in and leaves; every step is in its history and in the audit trail', async () => {
    using vault = openMorning();
    for (const step of ['arrive', 'call', 'call', 'enter', 'finish'] as const) await take(vault, step);
    const visit = await only(vault);
    expect(queueStateOf(visit)).toBe('done');
    expect(visit).toMatchObject({ ticket: 'A1', status: 'confirmed', roomNumber: '101' });
    expect(eventsOf(vault, visit.id).map(({ kind, byUserId }) => [kind, byUserId])).toEqual(
      ['arrived', 'called', 'called', 'in_room', 'left'].map((kind) => [kind, 'user-lan']),
    );
    const audit = vault.sqlite
      .prepare("SELECT action, patientId FROM auditLog WHERE action LIKE 'queue.%' ORDER BY seq")
      .all();
    expect(audit).toEqual(
      ['arrive', 'call', 'call', 'enter', 'finish'].map((step) => ({
        action: `queue.${step}`,
        patientId: 'patient-binh',
      })),
    );
  });

  test('an undo takes the last step back, step by step, and a ticket is never given to another', async () => {
    using vault = openMorning();
    const { eventId: arrival } = await take(vault, 'arrive');
    const { eventId: call } = await take(vault, 'call');
    const undo = (eventId: string) =>
      as(vault).appointments.undo({ appointmentId: 'appointment-9', eventId });
    expect(await refusalOf(undo(arrival))).toMatchObject({ code: 'changed_meanwhile' });
    expect((await undo(call)).visit).toMatchObject({ calledAtMs: null, ticket: 'A1' });
    expect((await undo(arrival)).visit).toMatchObject({ arrivedAtMs: null, ticket: 'A1' });
    fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) =>
      tx.insert('appointments', anAppointment({ id: 'second', appointmentTime: '09:30' })),
    );
    const { visits } = await as(vault).queue.board();
    const second = visits.find(({ id }) => id === 'second');
    const { visit } = await as(vault).queue.step({
      appointmentId: 'second',
      seenMs: second?.updatedAtMs ?? 0,
      step: 'arrive',
    });
    expect(visit.ticket).toBe('A2');
  });

  test('that changed since it was looked at is left as it is', async () => {
    using vault = openMorning();
    const seen = await only(vault);
    await take(vault, 'arrive');
    const late = { appointmentId: seen.id, seenMs: seen.updatedAtMs, step: 'enter' } as const;
    expect(await refusalOf(as(vault).queue.step(late))).toMatchObject({ code: 'changed_meanwhile' });
    expect(queueStateOf(await only(vault))).toBe('waiting');
  });

  test('a refused step leaves nothing: no event, no ticket', async () => {
    using vault = openMorning();
    expect(await refusalOf(take(vault, 'finish'))).toEqual({
      code: 'queue_state_forbids',
      state: 'expected',
    });
    expect(await refusalOf(take(vault, 'arrive', doctorKhoa))).toEqual({ code: 'not_your_appointment' });
    expect(eventsOf(vault, 'appointment-9')).toEqual([]);
    expect((await take(vault, 'arrive')).visit.ticket).toBe('A1');
  });

  test('a no-show is counted apart from cancels and shown with the patient', async () => {
    using vault = openMorning();
    const { visit } = await take(vault, 'noShow');
    expect(visit).toMatchObject({ isNoShow: true, status: 'confirmed', noShows: 1 });
    expect((await only(vault)).noShows).toBe(1);
  });
});

describe('the doctor moves the queue along', () => {
  test('starting takes the patient into the room, and signing lets the patient leave', async () => {
    using vault = openMorning();
    await take(vault, 'arrive');
    const start = { appointmentId: 'appointment-9' };
    await as(vault, doctorAn).consultations.start(start);
    expect(queueStateOf(await only(vault))).toBe('in_room');
    await as(vault, doctorAn).consultations.start(start);
    await as(vault, doctorAn).consultations.sign({ ...start, basedOnMs: null, record: { diagnosis: 'Cúm' } });
    expect(await only(vault)).toMatchObject({ status: 'completed', leftAtMs: nowMs - 1_000 });
    expect(eventsOf(vault, 'appointment-9').map(({ kind }) => kind)).toEqual([
      'arrived',
      'in_room',
      'completed',
    ]);
  });

  test('a visit of another day is opened without anybody going anywhere', async () => {
    using vault = openMorning({ appointmentDate: '2026-11-23', status: 'booked' });
    const visit = await as(vault, doctorAn).consultations.start({ appointmentId: 'appointment-9' });
    expect(visit).toMatchObject({ status: 'confirmed', inRoomAtMs: null });
  });
});

describe('a doctor who runs late', () => {
  test('is noted once a day, noted better, and taken back; nothing is rebooked', async () => {
    using vault = openMorning();
    const delay = (delayMinutes: number, reason = '') =>
      as(vault).queue.delay({ doctorId: 'user-an', delayMinutes, reason });
    await delay(25, 'Cấp cứu');
    await delay(40, 'Cấp cứu');
    const board = await as(vault).queue.board();
    expect(board.doctors).toMatchObject([{ id: 'user-an', delayMinutes: 40, delayReason: 'Cấp cứu' }]);
    expect(board.visits[0]?.appointmentTime).toBe('09:00');
    await delay(0);
    expect((await as(vault).queue.board()).doctors).toMatchObject([{ delayMinutes: 0, delayReason: '' }]);
    expect(vault.sqlite.prepare('SELECT count(*) AS n FROM doctorDelays').get()).toEqual({ n: 1 });
    expect(
      vault.sqlite.prepare("SELECT count(*) AS n FROM auditLog WHERE action = 'queue.delay'").get(),
    ).toEqual({ n: 3 });
  });

  test('is one of the clinic', async () => {
    using vault = openMorning();
    const delay = as(vault).queue.delay({ doctorId: 'nobody', delayMinutes: 5, reason: '' });
    expect(await refusalOf(delay)).toEqual({ code: 'not_found', subject: 'doctor' });
  });
});

test('the board reads the day by its index and everything else by key', () => {
  using vault = openMorning();
  const planOf = (sql: string) =>
    (
      vault.sqlite
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array(sql.split('?').length - 1).fill('x')) as {
        detail: string;
      }[]
    ).map(({ detail }) => detail);
  const visits = planOf(queueQueries.visits);
  expect(visits.join('\n')).toContain(
    'SEARCH a USING INDEX appointments_day (clinicId=? AND appointmentDate=?)',
  );
  expect(visits.join('\n')).toContain('appointments_no_show');
  expect(visits.filter((line) => line.startsWith('SCAN'))).toEqual([]);
  expect(planOf(queueQueries.doctors).join('\n')).toContain('doctor_delays_day');
});
