// Families, series, overbookings and walk-ins through their procedures over a real vault: saved whole, refused whole, taken back whole.
import { describe, expect, test } from 'vitest';
import { keepDraft, newestDraft } from '../../../db/drafts.ts';
import { writeLocal } from '../../../db/write.ts';
import type { Role } from '../../../domain/accounts.ts';
import { BOOKING_SUBJECT } from '../../../domain/drafts.ts';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import { atTheDesk } from '../../support/at-the-desk.ts';
import { aPatient } from '../../support/builders.ts';
import { fillFrontDesk } from '../../support/front-desk-clinic.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';

const TODAY = '2026-11-22';
const as = (vault: TestVault, nowMs = NOW_MS, userId = 'user-lan', role: Role = 'receptionist') =>
  createCallerFactory(appRouter)(atTheDesk(vault, { userId, role, fullName: userId }, { nowMs }));
const texts = { reason: 'Ho', symptoms: '', notes: '' };
const slot = { doctorId: 'user-an', date: TODAY, time: '10:00' };
const why = { overbookReason: 'Sốt cao' };
const seen = (visits: { id: string; updatedAtMs: number }[]) =>
  visits.map(({ id, updatedAtMs }) => ({ appointmentId: id, seenMs: updatedAtMs }));

function openFrontDesk() {
  const vault = openTestVault();
  fillFrontDesk(vault, (tx) =>
    tx.insert(
      'patients',
      aPatient({
        id: 'patient-dung',
        fullName: 'Lê Dũng',
        recordNumber: 'Z-000003',
        phone: '0912000111',
        warnings: 'Xe lăn',
      }),
    ),
  );
  return vault;
}
const standing = (vault: TestVault) =>
  vault.sqlite.prepare("SELECT count(*) FROM appointments WHERE status <> 'cancelled'").pluck().get();

describe('what the panel says before a booking', () => {
  test('the family by the shared phone, visits of the day, no-shows, what the desk must know', async () => {
    using vault = openFrontDesk();
    const { visit } = await as(vault).appointments.book({ ...slot, ...texts, patientId: 'patient-binh' });
    const facts = await as(vault).bookings.facts({ patientId: 'patient-binh', date: TODAY });
    expect(facts.household.map(({ id }) => id)).toEqual(['patient-cuc']);
    expect(facts.sameDay).toEqual([{ appointmentId: visit.id, time: '10:00', doctorName: 'Nguyễn Thị An' }]);
    expect(facts.noShows).toBe(0);
    const dung = await as(vault).bookings.facts({ patientId: 'patient-dung', date: TODAY });
    expect(dung).toMatchObject({ warnings: 'Xe lăn', household: [], sameDay: [] });
  });
});

describe('a family in one action', () => {
  const order = { ...slot, ...texts, patientIds: ['patient-binh', 'patient-cuc'] };

  test('is booked back to back, its draft goes with it, and one undo cancels all', async () => {
    using vault = openFrontDesk();
    writeLocal(vault, (tx) =>
      keepDraft(tx, { userId: 'user-lan', subject: BOOKING_SUBJECT }, { content: '{}', atMs: 1 }),
    );
    const visits = await as(vault).bookings.inARow(order);
    expect(visits.map(({ patientId, time }) => [patientId, time])).toEqual([
      ['patient-binh', '10:00'],
      ['patient-cuc', '10:30'],
    ]);
    expect(newestDraft(vault, { userId: 'user-lan', subject: BOOKING_SUBJECT })).toBeNull();
    const back = await as(vault, NOW_MS + 1).bookings.takeBack({ visits: seen(visits), reason: 'Đặt nhầm' });
    expect(back.map(({ visit }) => visit.status)).toEqual(['cancelled', 'cancelled']);
    expect(standing(vault)).toBe(0);
    // Done again, and taken back again.
    const again = [];
    for (const { visit, eventId } of back)
      again.push((await as(vault, NOW_MS + 2).appointments.undo({ appointmentId: visit.id, eventId })).visit);
    expect(standing(vault)).toBe(2);
    await as(vault, NOW_MS + 3).bookings.takeBack({ visits: seen(again), reason: 'Đặt nhầm' });
    expect(standing(vault)).toBe(0);
  });

  test('of whom one cannot be booked is not booked at all', async () => {
    using vault = openFrontDesk();
    await as(vault).appointments.book({
      ...slot,
      ...texts,
      doctorId: 'user-mai',
      time: '10:30',
      patientId: 'patient-cuc',
    });
    expect((await refusalOf(as(vault).bookings.inARow(order)))?.code).toBe('patient_busy');
    expect(standing(vault)).toBe(1);
  });

  test('is not taken back once somebody has gone on with one of them', async () => {
    using vault = openFrontDesk();
    const visits = await as(vault).bookings.inARow(order);
    const [, second] = seen(visits);
    if (second) await as(vault, NOW_MS + 1).appointments.confirm(second);
    const back = as(vault, NOW_MS + 2).bookings.takeBack({ visits: seen(visits), reason: 'Đặt nhầm' });
    expect((await refusalOf(back))?.code).toBe('changed_meanwhile');
    expect(standing(vault)).toBe(2);
  });

  test('is not taken back from under a receipt, until that is voided', async () => {
    using vault = openFrontDesk();
    const [visit] = await as(vault).bookings.inARow({ ...order, patientIds: ['patient-binh'] });
    if (!visit) throw new Error('one visit was booked');
    const { id: receiptId } = await as(vault, NOW_MS + 1).receipts.issue({
      seenReceipts: 0,
      patientId: 'patient-binh',
      appointmentId: visit.id,
      lines: [{ kind: 'other', serviceId: null, description: 'Khám', quantity: 1, unitPriceMinor: 150_000 }],
      discount: { by: 'none' },
      note: '',
      payments: [],
    });
    const press = () =>
      as(vault, NOW_MS + 2).bookings.takeBack({ visits: seen([visit]), reason: 'Đặt nhầm' });
    expect((await refusalOf(press()))?.code).toBe('changed_meanwhile');
    expect(standing(vault)).toBe(1);
    await as(vault, NOW_MS + 3, 'user-admin', 'admin').receipts.void({
      receiptId,
      seenPaidMinor: 0,
      reason: 'Nhầm',
    });
    await press();
    expect(standing(vault)).toBe(0);
  });
});

describe('a series', () => {
  const plan = { doctorId: 'user-an', patientId: 'patient-binh' };
  test('shows its clashes with free times of that day, is refused with them, and booked without them', async () => {
    using vault = openFrontDesk();
    await as(vault).appointments.book({ ...slot, ...texts, date: '2026-11-29', patientId: 'patient-cuc' });
    const lines = await as(vault).bookings.seriesPreview({
      ...plan,
      firstDate: TODAY,
      time: '10:00',
      everyWeeks: 1,
      times: 6,
    });
    expect(lines.map(({ wrong }) => wrong?.code ?? null)).toEqual([
      null,
      'slot_taken',
      null,
      null,
      null,
      'outside_horizon',
    ]);
    expect(lines[1]?.freeTimes.slice(0, 2)).toEqual(['09:30', '10:30']);
    const visits = lines.slice(0, 3).map(({ date }) => ({ date, time: '10:00' }));
    expect(await refusalOf(as(vault).bookings.series({ ...plan, ...texts, visits }))).toEqual({
      code: 'series_clash',
      dates: ['2026-11-29'],
    });
    expect(standing(vault)).toBe(1);
    const chosen = visits.map((visit, i) => (i === 1 ? { ...visit, time: '10:30' } : visit));
    const booked = await as(vault).bookings.series({ ...plan, ...texts, visits: chosen });
    expect(booked.map(({ date, time }) => `${date} ${time}`)).toEqual([
      `${TODAY} 10:00`,
      '2026-11-29 10:30',
      '2026-12-06 10:00',
    ]);
    await as(vault, NOW_MS + 1).bookings.takeBack({ visits: seen(booked), reason: 'Đặt nhầm' });
    expect(standing(vault)).toBe(1);
  });
});

describe('out of the ordinary', () => {
  test('an overbooking stands beside the visit of its time and is marked with its reason', async () => {
    using vault = openFrontDesk();
    await as(vault).appointments.book({ ...slot, ...texts, patientId: 'patient-cuc' });
    const [visit] = await as(vault).bookings.overbook({
      ...slot,
      ...texts,
      ...why,
      patientId: 'patient-binh',
    });
    expect(visit).toMatchObject({
      kind: 'overbook',
      holdsSlot: false,
      overbookReason: 'Sốt cao',
      time: '10:00',
      roomNumber: '102',
    });
    const nothing = as(vault).bookings.overbook({
      ...slot,
      ...texts,
      overbookReason: ' ',
      patientId: 'patient-dung',
    });
    await expect(nothing).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('walk-ins get tickets one after the other: a slot of today, a doctor’s queue, a department’s shortest', async () => {
    using vault = openFrontDesk();
    const walkIn = (patientId: string, to: { doctorId: string; time?: string } | { departmentId: string }) =>
      as(vault)
        .bookings.walkIn({ ...texts, ...why, patientId, to })
        .then(([visit]) => visit);
    expect(await walkIn('patient-binh', { doctorId: 'user-an', time: '09:30' })).toMatchObject({
      kind: 'walk_in',
      holdsSlot: true,
      time: '09:30',
      ticket: 'A1',
      arrivedAtMs: NOW_MS,
    });
    expect(await walkIn('patient-cuc', { doctorId: 'user-hung' })).toMatchObject({
      holdsSlot: false,
      time: '09:00',
      ticket: 'A2',
    });
    // An and Hùng have one waiting each; An comes later in the order of names.
    expect(await walkIn('patient-dung', { departmentId: 'department-general' })).toMatchObject({
      doctorId: 'user-hung',
      ticket: 'A3',
    });
    expect((await refusalOf(walkIn('patient-cuc', { doctorId: 'user-hung' })))?.code).toBe('patient_busy');
    // A number that was refused was not given.
    expect(vault.sqlite.prepare("SELECT value FROM meta WHERE key LIKE 'ticketsOf:%'").pluck().get()).toEqual(
      '3',
    );
  });

  test('a walk-in who was moved to another day and is taken back waits with the ticket given at first', async () => {
    using vault = openFrontDesk();
    const order = { ...texts, ...why, patientId: 'patient-binh', to: { doctorId: 'user-an', time: '09:30' } };
    const [visit] = await as(vault).bookings.walkIn(order);
    const to = { doctorId: 'user-an', date: '2026-11-24', time: '10:00', reason: '' };
    const { visit: moved, eventId } = await as(vault, NOW_MS + 1).appointments.move({
      ...to,
      appointmentId: visit?.id ?? '',
      seenMs: visit?.updatedAtMs ?? 0,
    });
    expect(moved).toMatchObject({ date: '2026-11-24', ticket: null, arrivedAtMs: null });
    const { visit: back } = await as(vault, NOW_MS + 2).appointments.undo({
      appointmentId: moved.id,
      eventId: eventId ?? '',
    });
    expect(back).toMatchObject({ date: TODAY, time: '09:30', ticket: 'A1', arrivedAtMs: NOW_MS });
  });

  test('nobody of the department is there for the rest of the day', async () => {
    using vault = openFrontDesk();
    const sunday = vault.sqlite.prepare("UPDATE users SET isActive = 0 WHERE id = 'user-mai'");
    sunday.run();
    const order = { ...texts, ...why, patientId: 'patient-binh', to: { departmentId: 'department-eye' } };
    expect(await refusalOf(as(vault).bookings.walkIn(order))).toEqual({
      code: 'nobody_there',
      departmentId: 'department-eye',
    });
  });
});

describe('another room', () => {
  test('is told in the history by the numbers of both, also after a second move', async () => {
    using vault = openFrontDesk();
    const desk = as(vault);
    const { visit } = await desk.appointments.book({ ...slot, ...texts, patientId: 'patient-binh' });
    const moveTo = async (roomId: string, nowMs: number) => {
      const { updatedAtMs } = await desk.appointments.card({ appointmentId: visit.id });
      await as(vault, nowMs).appointments.move({
        ...slot,
        appointmentId: visit.id,
        seenMs: updatedAtMs,
        roomId,
        reason: '',
      });
    };
    await moveTo('room-101', NOW_MS + 1);
    await moveTo('room-102', NOW_MS + 2);
    const { history } = await desk.appointments.card({ appointmentId: visit.id });
    expect(
      history.map(({ kind, fromRoomNumber, toRoomNumber }) => [kind, fromRoomNumber, toRoomNumber]),
    ).toEqual([
      ['booked', null, null],
      ['moved', '102', '101'],
      ['moved', '101', '102'],
    ]);
  });
});
