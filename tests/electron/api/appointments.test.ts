// The front desk's procedures over a real vault: permitted, refused, undone.
import { describe, expect, test } from 'vitest';
import { keepDraft, newestDraft } from '../../../db/drafts.ts';
import { writeLocal } from '../../../db/write.ts';
import { BOOKING_SUBJECT } from '../../../domain/drafts.ts';
import { appointmentsRouter } from '../../../electron/api/appointments.ts';
import { type ApiContext, createCallerFactory } from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import type { Role } from '../../../domain/accounts.ts';
import { Refused } from '../../../domain/failure.ts';
import { fillFrontDesk } from '../../support/front-desk-clinic.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const createCaller = createCallerFactory(appointmentsRouter);
const as = (vault: TestVault, userId: string, role: Role, more: Partial<ApiContext> = {}) =>
  createCaller({
    vault,
    user: { userId, role, fullName: userId },
    isLocked: false,
    nowMs: NOW_MS,
    // No procedure of the front desk asks the machine for anything.
    desk: {} as Desk,
    ...more,
  });
const order = {
  patientId: 'patient-binh',
  doctorId: 'user-an',
  date: '2026-11-22',
  time: '10:00',
  reason: ' Đau đầu ',
  symptoms: '',
  notes: '',
};
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => {
      const cause = error instanceof Error ? error.cause : undefined;
      if (cause instanceof Refused) return cause.failure.code;
      throw error;
    },
  );

function openFrontDesk() {
  const vault = openTestVault();
  fillFrontDesk(vault);
  return vault;
}

describe('the main job of the desk', () => {
  test('book, confirm, move, cancel, and take the cancel and the move back', async () => {
    using vault = openFrontDesk();
    const lan = as(vault, 'user-lan', 'receptionist');
    const { visit } = await lan.book(order);
    expect(visit).toMatchObject({
      status: 'booked',
      reason: 'Đau đầu',
      roomNumber: '102',
      patientName: 'Trần Văn Bình',
    });
    const at = (nowMs: number) => as(vault, 'user-lan', 'receptionist', { nowMs });
    const seen = ({ visit: { id, updatedAtMs } }: typeof booked) => ({
      appointmentId: id,
      seenMs: updatedAtMs,
    });
    const booked = { visit, eventId: null as string | null };
    const confirmed = await at(NOW_MS + 1).confirm(seen(booked));
    const moved = await at(NOW_MS + 2).move({
      ...seen(confirmed),
      doctorId: 'user-mai',
      date: '2026-11-23',
      time: '08:00',
      reason: '',
    });
    expect(moved.visit).toMatchObject({
      status: 'booked',
      doctorId: 'user-mai',
      date: '2026-11-23',
      time: '08:00',
    });
    const cancelled = await at(NOW_MS + 3).cancel({ ...seen(moved), reason: 'Khách bận' });
    expect(cancelled.visit.status).toBe('cancelled');
    const undo = (answer: typeof moved, nowMs: number) =>
      at(nowMs).undo({ appointmentId: answer.visit.id, eventId: answer.eventId ?? '' });
    expect((await undo(cancelled, NOW_MS + 4)).visit).toMatchObject({
      status: 'booked',
      doctorId: 'user-mai',
    });
    expect((await undo(moved, NOW_MS + 5)).visit).toMatchObject({
      status: 'confirmed',
      doctorId: 'user-an',
      time: '10:00',
    });
    const card = await lan.card({ appointmentId: visit.id });
    expect(card.history.map(({ kind }) => kind)).toEqual([
      'booked',
      'confirmed',
      'moved',
      'cancelled',
      'undone',
      'undone',
    ]);
    expect(card.estimatedFeeMinor).toBe(150_000);
    expect((await lan.day({ date: '2026-11-22' })).visits).toHaveLength(1);
    expect(await lan.ofPatient({ patientId: 'patient-binh' })).toHaveLength(1);
  });

  test('a slot taken meanwhile is refused with the nearest free times', async () => {
    using vault = openFrontDesk();
    const lan = as(vault, 'user-lan', 'receptionist');
    await lan.book(order);
    await expect(lan.book({ ...order, patientId: 'patient-cuc' })).rejects.toMatchObject({
      cause: { failure: { code: 'slot_taken', freeTimes: ['09:30', '10:30', '09:00'] } },
    });
  });

  test('a visit that changed since it was on the screen is not overwritten', async () => {
    using vault = openFrontDesk();
    const { visit } = await as(vault, 'user-lan', 'receptionist').book(order);
    const stale = { appointmentId: visit.id, seenMs: visit.updatedAtMs - 1 };
    expect(await codeOf(as(vault, 'user-lan', 'receptionist').cancel({ ...stale, reason: 'x' }))).toBe(
      'changed_meanwhile',
    );
  });

  test('reason, symptoms and notes are told better after booking: saved, dated, and a move before them still comes back', async () => {
    using vault = openFrontDesk();
    const { visit } = await as(vault, 'user-lan', 'receptionist').book(order);
    const later = as(vault, 'user-lan', 'receptionist', { nowMs: NOW_MS + 5 });
    const texts = { reason: ' Tái khám ', symptoms: 'Ho', notes: 'Gọi lại chiều' };
    const edited = await later.edit({ appointmentId: visit.id, seenMs: visit.updatedAtMs, ...texts });
    expect(edited.visit).toMatchObject({ reason: 'Tái khám', time: '10:00', status: 'booked' });
    const card = await later.card({ appointmentId: visit.id });
    expect(card).toMatchObject({ symptoms: 'Ho', notes: 'Gọi lại chiều', estimatedFeeMinor: 150_000 });
    expect(card.history.at(-1)).toMatchObject({ kind: 'edited', byName: 'Trần Lan', atMs: NOW_MS + 5 });
    const stale = { appointmentId: visit.id, seenMs: visit.updatedAtMs };
    expect(await codeOf(later.edit({ ...stale, ...texts, reason: 'x' }))).toBe('changed_meanwhile');
    const unchanged = await later.edit({ ...stale, seenMs: edited.visit.updatedAtMs, ...texts });
    expect(unchanged.visit.updatedAtMs).toBe(edited.visit.updatedAtMs);
    expect((await later.card({ appointmentId: visit.id })).history).toHaveLength(2);
  });

  test('booking throws the draft of it away, with the booking or not at all', async () => {
    using vault = openFrontDesk();
    const key = { userId: 'user-lan', subject: BOOKING_SUBJECT };
    writeLocal(vault, (tx) => keepDraft(tx, key, { content: '{}', atMs: NOW_MS }));
    const lan = as(vault, 'user-lan', 'receptionist');
    expect(await codeOf(lan.book({ ...order, time: '03:00' }))).toBe('off_grid');
    expect(newestDraft(vault, key)).not.toBeNull();
    await lan.book(order);
    expect(newestDraft(vault, key)).toBeNull();
  });

  test('no such doctor, patient or visit is said as such', async () => {
    using vault = openFrontDesk();
    const lan = as(vault, 'user-lan', 'receptionist');
    expect(await codeOf(lan.book({ ...order, doctorId: 'nobody' }))).toBe('not_found');
    expect(await codeOf(lan.book({ ...order, patientId: 'nobody' }))).toBe('not_found');
    expect(await codeOf(lan.card({ appointmentId: 'nothing' }))).toBe('not_found');
  });
});

describe('who may', () => {
  test('a doctor changes the own visits, not those of a colleague', async () => {
    using vault = openFrontDesk();
    const { visit } = await as(vault, 'user-lan', 'receptionist').book(order);
    const seen = { appointmentId: visit.id, seenMs: visit.updatedAtMs };
    expect(await codeOf(as(vault, 'user-hung', 'doctor').cancel({ ...seen, reason: 'x' }))).toBe(
      'not_your_appointment',
    );
    const texts = { reason: 'x', symptoms: '', notes: '' };
    expect(await codeOf(as(vault, 'user-hung', 'doctor').edit({ ...seen, ...texts }))).toBe(
      'not_your_appointment',
    );
    expect(await codeOf(as(vault, 'user-an', 'doctor').confirm(seen))).toBe('done');
  });

  test('a patient account, a locked screen and nobody at all get nothing', async () => {
    using vault = openFrontDesk();
    expect(await codeOf(as(vault, 'p', 'patient').day({ date: order.date }))).toBe('forbidden');
    expect(await codeOf(as(vault, 'user-lan', 'receptionist', { isLocked: true }).book(order))).toBe(
      'locked',
    );
    expect(await codeOf(as(vault, 'user-lan', 'receptionist', { user: null }).book(order))).toBe(
      'not_signed_in',
    );
  });
});

describe('bad input stops at the door', () => {
  test.each([
    ['a day that does not exist', { date: '2026-02-30' }],
    ['a time that is none', { time: '25:00' }],
    ['a time with seconds', { time: '10:00:00' }],
    ['a reason of a thousand letters', { reason: 'x'.repeat(1_000) }],
    ['a patient with no id', { patientId: '' }],
  ])('%s', async (_, wrong) => {
    using vault = openFrontDesk();
    await expect(as(vault, 'user-lan', 'receptionist').book({ ...order, ...wrong })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  test('a cancel of the desk without a reason', async () => {
    using vault = openFrontDesk();
    const lan = as(vault, 'user-lan', 'receptionist');
    const { visit } = await lan.book(order);
    const seen = { appointmentId: visit.id, seenMs: visit.updatedAtMs };
    await expect(lan.cancel({ ...seen, reason: '   ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the next free slot', () => {
  const asked = { fromDate: '2026-11-22', partOfDay: 'any', lengthSlots: 1 } as const;

  test('ten of one doctor, the next ten after them, and each can be booked as it is told', async () => {
    using vault = openFrontDesk();
    const lan = as(vault, 'user-lan', 'receptionist');
    const first = await lan.nextFree({ ...asked, doctorId: 'user-an' });
    // It is nine: the half hour that is running may still be filled.
    expect(first.map(({ time }) => time).slice(0, 2)).toEqual(['09:00', '09:30']);
    expect(first).toHaveLength(10);
    const [next] = await lan.nextFree({ ...asked, doctorId: 'user-an', skip: 10 });
    expect(next).toEqual({ date: '2026-11-22', time: '14:00', doctorId: 'user-an' });
    const { visit } = await lan.book({ ...order, ...first[1] });
    expect(visit).toMatchObject({ time: '09:30', doctorId: 'user-an' });
    const after = await lan.nextFree({ ...asked, doctorId: 'user-an' });
    expect(after.map(({ time }) => time).slice(0, 2)).toEqual(['09:00', '10:00']);
    const others = await lan.nextFree({
      ...asked,
      departmentId: 'department-eye',
      patientId: 'patient-binh',
    });
    expect(others.map(({ time }) => time).slice(0, 2)).toEqual(['09:00', '10:00']);
  });
});
