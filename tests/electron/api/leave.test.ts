// The leave wizard over a real vault: what a leave touches, all moves or none, and all of it taken back.
import { describe, expect, test } from 'vitest';
import { leaveQueries } from '../../../db/leave.ts';
import { fill } from '../../../db/write.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import type { TimeOffInput } from '../../../domain/clinic-setup-input.ts';
import { type PlannedMove, suggestMoves } from '../../../domain/leave.ts';
import { anAppointment } from '../../support/builders.ts';
import { adminHa, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { fillFrontDesk } from '../../support/front-desk-clinic.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const createCaller = createCallerFactory(appRouter);
let later = 0;
const as = (vault: TestVault, user = receptionistLan) =>
  createCaller(atTheDesk(vault, user, { nowMs: NOW_MS + (later += 1) }));
/** Bình at nine and Cúc at ten with Dr An on Tuesday the 24th; Dr Hùng of the same department has Bình’s brother at nine. */
const open = () => {
  const vault = openTestVault();
  fillFrontDesk(vault, (tx) => {
    const on24 = { appointmentDate: '2026-11-24' };
    tx.insert('appointments', anAppointment({ id: 'visit-binh', ...on24 }));
    tx.insert(
      'appointments',
      anAppointment({ id: 'visit-cuc', patientId: 'patient-cuc', ...on24, appointmentTime: '10:00' }),
    );
  });
  return vault;
};
const entry: TimeOffInput = {
  scope: 'doctor',
  doctorId: 'user-an',
  roomId: null,
  kind: 'leave',
  fromDate: '2026-11-24',
  toDate: '2026-11-25',
  fromTime: null,
  toTime: null,
  reason: 'Hội nghị',
};
const isNew = { id: null, updatedAtMs: null };
const planned = async (vault: TestVault): Promise<PlannedMove[]> => {
  const { visits, openings } = await as(vault).leave.plan({ entry });
  const moves = suggestMoves(visits, openings, { wish: 'nearest' });
  return visits.flatMap(({ appointmentId, seenMs }) => {
    const place = moves.get(appointmentId);
    return place ? [{ appointmentId, seenMs, ...place }] : [];
  });
};
const standing = async (vault: TestVault, date = '2026-11-24') =>
  (await as(vault).appointments.day({ date })).visits
    .filter(({ status }) => status !== 'cancelled')
    .map(({ id, doctorId, time }) => `${id} ${doctorId} ${time}`);

describe('the plan', () => {
  test('names the visits inside with their phones, and slots outside it in the same department', async () => {
    using vault = open();
    const plan = await as(vault).leave.plan({ entry });
    expect(plan.visits).toMatchObject([
      { appointmentId: 'visit-binh', patientPhone: '0901234567', doctorName: 'Nguyễn Thị An', time: '09:00' },
      { appointmentId: 'visit-cuc', time: '10:00' },
    ]);
    const { free } = plan.openings;
    expect(free.length).toBeGreaterThan(100);
    expect(new Set(free.map(({ departmentId }) => departmentId))).toEqual(new Set(['department-general']));
    const onLeave = free.filter(({ doctorId, date }) => doctorId === 'user-an' && date <= '2026-11-25');
    expect(onLeave).toEqual([]);
    expect(free.some(({ doctorId }) => doctorId === 'user-an')).toBe(true);
  });

  test('a leave of some hours leaves the rest of the doctor’s day open', async () => {
    using vault = open();
    const morning = { ...entry, fromTime: '08:00', toTime: '09:30' };
    const { visits, openings } = await as(vault).leave.plan({ entry: morning });
    expect(visits.map(({ appointmentId }) => appointmentId)).toEqual(['visit-binh']);
    const sameDay = openings.free.filter(
      ({ doctorId, date }) => doctorId === 'user-an' && date === entry.fromDate,
    );
    expect(sameDay[0]).toMatchObject({ time: '09:30' });
  });
});

describe('saving', () => {
  test('the time off and every move are one change', async () => {
    using vault = open();
    const moves = await planned(vault);
    const saved = await as(vault).leave.save({ edit: isNew, entry, moves });
    expect(saved).toMatchObject({ isDone: true, moves: [{}, {}] });
    expect(await standing(vault)).toEqual(['visit-binh user-hung 09:00', 'visit-cuc user-hung 10:00']);
    expect(await as(vault).setup.timeOff.list({ past: false })).toHaveLength(1);
    const entries = vault.sqlite
      .prepare("SELECT count(*) FROM auditLog WHERE action = 'leave.save'")
      .pluck()
      .get();
    expect(entries).toBe(1);
    const card = await as(vault).appointments.card({ appointmentId: 'visit-binh' });
    expect(card.history.at(-1)).toMatchObject({ kind: 'moved', reason: 'Hội nghị' });
  });

  test('one move that clashes changes nothing at all, and every clash is named', async () => {
    using vault = open();
    const moves = await planned(vault);
    const taken = { doctorId: 'user-hung', date: '2026-11-24', time: '09:00' };
    const texts = { reason: '', symptoms: '', notes: '' };
    const clashing = moves.map((move) => ({ ...move, ...taken }));
    await as(vault).appointments.book({ patientId: 'patient-cuc', ...taken, time: '09:30', ...texts });
    const answer = await as(vault).leave.save({
      edit: isNew,
      entry,
      moves: clashing.map((move, index) =>
        index === 0 ? { ...move, time: '09:30' } : { ...move, seenMs: 1 },
      ),
    });
    expect(answer).toMatchObject({
      isDone: false,
      clashes: [
        { appointmentId: 'visit-binh', failure: { code: 'slot_taken' } },
        { appointmentId: 'visit-cuc', failure: { code: 'changed_meanwhile' } },
      ],
    });
    expect(await standing(vault)).toContain('visit-binh user-an 09:00');
    expect(await as(vault).setup.timeOff.list({ past: false })).toEqual([]);
  });

  test('a move into the leave itself is refused, for the leave counts from the first move on', async () => {
    using vault = open();
    const [move] = await planned(vault);
    if (!move) throw new Error('there is a move');
    const into = { ...move, doctorId: 'user-an', date: '2026-11-25', time: '09:00' };
    const answer = await as(vault).leave.save({ edit: isNew, entry, moves: [into] });
    expect(answer).toMatchObject({ clashes: [{ failure: { code: 'doctor_on_leave' } }] });
  });

  test('of visits that are kept for calling none moves, and the leave stands', async () => {
    using vault = open();
    const [first] = await planned(vault);
    await as(vault).leave.save({ edit: isNew, entry, moves: first ? [first] : [] });
    expect(await standing(vault)).toContain('visit-cuc user-an 10:00');
  });

  test('a time off that was there before is arranged without being entered twice', async () => {
    using vault = open();
    const off = await as(vault).setup.timeOff.save({ edit: isNew, values: entry });
    const moves = await planned(vault);
    const edit = { id: off.id, updatedAtMs: off.updatedAtMs };
    expect(await as(vault).leave.save({ edit, entry, moves })).toMatchObject({ isDone: true });
    expect(await as(vault).setup.timeOff.list({ past: false })).toHaveLength(1);
  });

  test('a closed room sends a visit next door at its own time, and is refused when no other room is free', async () => {
    using vault = open();
    fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) =>
      tx.update('appointments', 'visit-binh', { roomId: 'room-102' }),
    );
    const closed = { ...entry, scope: 'room' as const, doctorId: null, roomId: 'room-102' };
    const { visits } = await as(vault).leave.plan({ entry: closed });
    const moves = visits.map(({ appointmentId, seenMs, doctorId, date, time }) => ({
      appointmentId,
      seenMs,
      doctorId,
      date,
      time,
    }));
    expect(await as(vault).leave.save({ edit: isNew, entry: closed, moves })).toMatchObject({ isDone: true });
    const card = await as(vault).appointments.card({ appointmentId: 'visit-binh' });
    expect(card).toMatchObject({ roomNumber: '101', time: '09:00', status: 'confirmed' });
    const both = { ...closed, roomId: 'room-101' };
    const again = moves.map((move) => ({ ...move, seenMs: card.updatedAtMs }));
    expect(await as(vault).leave.save({ edit: isNew, entry: both, moves: again })).toMatchObject({
      clashes: [{ failure: { code: 'room_taken' } }],
    });
  });

  test('saving throws the draft of it away', async () => {
    using vault = open();
    await as(vault).drafts.leave.keep({ content: '{}' });
    await as(vault).leave.save({ edit: isNew, entry, moves: [] });
    expect(await as(vault).drafts.leave.newest()).toBeNull();
  });

  test('a doctor enters no leave; reception and admins do', async () => {
    using vault = open();
    const order = { edit: isNew, entry, moves: [] };
    expect(await refusalOf(as(vault, doctorAn).leave.save(order))).toMatchObject({
      code: 'forbidden',
      permission: 'timeOff.manage',
    });
    expect(await as(vault, adminHa).leave.save(order)).toMatchObject({ isDone: true });
  });
});

describe('taking it back', () => {
  const arranged = async (vault: TestVault) => {
    const saved = await as(vault).leave.save({ edit: isNew, entry, moves: await planned(vault) });
    if (!saved.isDone) throw new Error('nothing clashes here');
    return saved;
  };

  test('withdraws the leave and brings every visit back', async () => {
    using vault = open();
    const saved = await arranged(vault);
    expect(await as(vault).leave.undo(saved)).toMatchObject({ isDone: true });
    expect(await standing(vault)).toEqual(['visit-binh user-an 09:00', 'visit-cuc user-an 10:00']);
    expect(await as(vault).setup.timeOff.list({ past: false })).toMatchObject([{ id: saved.timeOff.id }]);
    const texts = { reason: '', symptoms: '', notes: '' };
    const slot = { doctorId: 'user-an', date: '2026-11-25', time: '09:00' };
    await as(vault).appointments.book({ patientId: 'patient-binh', ...slot, ...texts });
  });

  test('changes nothing when one visit went on meanwhile, and names it', async () => {
    using vault = open();
    const saved = await arranged(vault);
    const card = await as(vault).appointments.card({ appointmentId: 'visit-cuc' });
    await as(vault).appointments.confirm({ appointmentId: 'visit-cuc', seenMs: card.updatedAtMs });
    expect(await as(vault).leave.undo(saved)).toMatchObject({
      isDone: false,
      clashes: [{ appointmentId: 'visit-cuc', failure: { code: 'changed_meanwhile' } }],
    });
    expect(await standing(vault)).toContain('visit-binh user-hung 09:00');
  });
});

test('the queries of the wizard find their rows by an index', () => {
  using vault = openTestVault();
  for (const sql of Object.values(leaveQueries)) {
    const values = [...sql.matchAll(/\?/g)].map(() => 'x');
    const plan = vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    expect(plan.filter(({ detail }) => detail.startsWith('SCAN'))).toEqual([]);
  }
});
