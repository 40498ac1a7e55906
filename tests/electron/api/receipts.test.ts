// Money through its routers: who may, what is refused and rolled back, what the trail says, and the close of a day.
import { describe, expect, test } from 'vitest';
import { auditHead } from '../../../db/audit.ts';
import { keepDraft, newestDraft } from '../../../db/drafts.ts';
import { writeLocal } from '../../../db/write.ts';
import { dayCloseRouter } from '../../../electron/api/day-close.ts';
import { receiptsRouter } from '../../../electron/api/receipts.ts';
import { createCallerFactory, router, type SignedIn } from '../../../electron/api/trpc.ts';
import { adminHa, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

const TODAY = '2026-11-22';
const createCaller = createCallerFactory(router({ receipts: receiptsRouter, dayClose: dayCloseRouter }));
const as = (vault: TestVault, user: SignedIn, nowMs = NOW_MS) =>
  createCaller(atTheDesk(vault, user, { nowMs }));
const lan = (vault: TestVault, nowMs = NOW_MS) => as(vault, receptionistLan, nowMs);

const line = {
  kind: 'examination' as const,
  serviceId: null,
  description: 'Nội tổng quát',
  quantity: 1,
  unitPriceMinor: 150_000,
};
const cash = (amountMinor: number) => ({ method: 'cash' as const, amountMinor, reference: '' });
const aReceipt = (given: object = {}) => ({
  patientId: 'patient-binh',
  appointmentId: 'appointment-9',
  lines: [line],
  discount: { by: 'none' as const },
  note: '',
  payments: [] as ReturnType<typeof cash>[],
  seenReceipts: 0,
  ...given,
});
const rows = (vault: TestVault) =>
  vault.sqlite
    .prepare(
      'SELECT (SELECT count(*) FROM receipts) AS receipts, (SELECT count(*) FROM receiptLines) AS lines, (SELECT count(*) FROM payments) AS payments, (SELECT nextReceiptNumber FROM device) AS next',
    )
    .get();
const trail = (vault: TestVault) =>
  vault.sqlite
    .prepare(
      "SELECT action, userId, entity, patientId FROM auditLog WHERE action LIKE 'receipts.%' OR action LIKE 'dayClose.%' ORDER BY seq",
    )
    .all();

describe('a receipt from its first line to its end', () => {
  test('is written, paid in parts, given back, voided; each step is in the trail of the patient', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { receipts } = lan(vault);
    const visit = await receipts.visit({ appointmentId: 'appointment-9' });
    expect(visit).toMatchObject({ dueMinor: 150_000, proposed: [line] });
    const issued = await receipts.issue(aReceipt({ payments: [cash(100_000)] }));
    expect(issued).toMatchObject({
      receiptNumber: 'A-000001',
      state: 'part',
      leftMinor: 50_000,
      patientName: 'Trần Văn Bình',
      issuedByName: 'Phạm Ngọc Lan',
      visit: { time: '09:00', doctorName: 'BS. Nguyễn Thị An' },
    });
    const receiptId = issued.id;
    const paid = await receipts.pay({
      receiptId,
      seenPaidMinor: 100_000,
      payments: [{ method: 'card', amountMinor: 50_000, reference: '4711' }],
    });
    expect(paid).toMatchObject({ state: 'paid', leftMinor: 0 });
    expect(await refusalOf(receipts.void({ receiptId, seenPaidMinor: 150_000, reason: 'Nhầm' }))).toEqual({
      code: 'receipt_paid',
      paidMinor: 150_000,
    });
    const back = await receipts.refund({
      receiptId,
      seenPaidMinor: 150_000,
      refund: { method: 'cash', amountMinor: 150_000, reason: 'Nhầm bệnh nhân' },
    });
    expect(back).toMatchObject({ state: 'open', paidMinor: 0 });
    expect(await receipts.void({ receiptId, seenPaidMinor: 0, reason: 'Nhầm bệnh nhân' })).toMatchObject({
      state: 'voided',
      voidedByName: 'Phạm Ngọc Lan',
      payments: [{ method: 'cash' }, { method: 'card' }, { kind: 'refund', reason: 'Nhầm bệnh nhân' }],
    });
    // The visit owes its fee again.
    expect(await receipts.visit({ appointmentId: 'appointment-9' })).toMatchObject({
      state: 'due',
      dueMinor: 150_000,
    });
    const about = { userId: 'user-lan', entity: 'receipts', patientId: 'patient-binh' };
    expect(trail(vault)).toEqual(
      ['issue', 'pay', 'refund', 'void'].map((step) => ({ action: `receipts.${step}`, ...about })),
    );
  });

  test('forgets the draft it was typed in, and only that one', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const drafts = ['receipt:appointment-9', 'receipt:none'].map((subject) => ({
      userId: 'user-lan',
      subject,
    }));
    writeLocal(vault, (tx) => {
      for (const key of drafts) keepDraft(tx, key, { content: '{}', atMs: NOW_MS });
    });
    await lan(vault).receipts.issue(aReceipt());
    expect(drafts.map((key) => newestDraft(vault, key) !== null)).toEqual([false, true]);
  });

  test('without a visit there are lines of any kind', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const issued = await lan(vault).receipts.issue(
      aReceipt({
        appointmentId: null,
        lines: [{ ...line, kind: 'other', description: 'Sổ khám bệnh', quantity: 3 }],
      }),
    );
    expect(issued).toMatchObject({ visit: null, totalMinor: 450_000 });
    expect(await lan(vault).receipts.ofPatient({ patientId: 'patient-binh' })).toHaveLength(1);
  });
});

describe('what is refused leaves nothing behind, not even a used number', () => {
  test.each([
    ['too much money', { payments: [cash(150_001)] }, 'overpaid'],
    [
      'too much discount',
      { discount: { by: 'amount' as const, amountMinor: 150_001, reason: 'x' } },
      'discount_too_much',
    ],
    [
      'a discount without a reason',
      { discount: { by: 'percent' as const, percent: 5, reason: ' ' } },
      'reason_required',
    ],
    ['a patient nobody knows', { patientId: 'patient-x' }, 'not_found'],
    ['a visit of nobody', { appointmentId: 'appointment-x' }, 'not_found'],
    ['no line', { lines: [] }, 'invalid_input'],
  ])('%s', async (_, given, code) => {
    using vault = openTestVault();
    fillMorning(vault);
    const before = rows(vault);
    expect((await refusalOf(lan(vault).receipts.issue(aReceipt(given)))).code).toBe(code);
    expect(rows(vault)).toEqual(before);
  });

  test('a second press of the same payment is seen: the screen was of before', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await lan(vault).receipts.issue(aReceipt());
    const press = () =>
      lan(vault).receipts.pay({ receiptId: id, seenPaidMinor: 0, payments: [cash(50_000)] });
    await press();
    expect(await refusalOf(press())).toEqual({ code: 'changed_meanwhile', subject: 'receipt', id });
    expect(await lan(vault).receipts.card({ receiptId: id })).toMatchObject({ paidMinor: 50_000 });
  });

  test('two desks that write a receipt for one visit write one: the second is told, and may write another once it has seen it', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const press = (seenReceipts: number) =>
      lan(vault).receipts.issue(aReceipt({ seenReceipts, payments: [cash(150_000)] }));
    const { id } = await press(0);
    const before = rows(vault);
    expect(await refusalOf(press(0))).toEqual({ code: 'changed_meanwhile', subject: 'receipt', id });
    expect(rows(vault)).toEqual(before);
    expect(await press(1)).toMatchObject({ receiptNumber: 'A-000002' });
  });

  test('doctors take no money and see none of it', async () => {
    using vault = openTestVault();
    fillMorning(vault);
    const { id } = await as(vault, adminHa).receipts.issue(aReceipt());
    const { receipts, dayClose } = as(vault, doctorAn);
    for (const call of [
      () => receipts.day({ date: null }),
      () => receipts.card({ receiptId: id }),
      () => receipts.issue(aReceipt()),
      () => receipts.pay({ receiptId: id, seenPaidMinor: 0, payments: [cash(1)] }),
      () => receipts.refund({ receiptId: id, seenPaidMinor: 0, refund: { ...cash(1), reason: 'x' } }),
      () => receipts.void({ receiptId: id, seenPaidMinor: 0, reason: 'x' }),
      () => dayClose.report({ date: TODAY }),
      () => dayClose.close({ date: TODAY, countedCashMinor: 0, differenceReason: '', seenCount: 0 }),
    ])
      expect((await refusalOf(call())).code).toBe('forbidden');
  });
});

describe('the close of a day', () => {
  async function aDay(vault: TestVault) {
    fillMorning(vault);
    const issued = await lan(vault).receipts.issue(
      aReceipt({
        discount: { by: 'amount', amountMinor: 30_000, reason: 'Người quen' },
        payments: [cash(100_000), { method: 'transfer', amountMinor: 20_000, reference: 'FT1' }],
      }),
    );
    await as(vault, adminHa).receipts.refund({
      receiptId: issued.id,
      seenPaidMinor: 120_000,
      refund: { method: 'cash', amountMinor: 40_000, reason: 'Không làm' },
    });
    return issued.id;
  }

  test('says per person and method what came in, what went back, and what was taken off', async () => {
    using vault = openTestVault();
    await aDay(vault);
    const { dayClose } = lan(vault);
    expect(await dayClose.days()).toEqual([{ date: TODAY, close: null }]);
    expect(await dayClose.report({ date: TODAY })).toMatchObject({
      close: null,
      expectedCashMinor: 60_000,
      count: 3,
      totals: [
        { fullName: 'Phạm Ngọc Lan', method: 'cash', paidMinor: 100_000, refundedMinor: 0 },
        { fullName: 'Phạm Ngọc Lan', method: 'transfer', paidMinor: 20_000 },
        { fullName: 'Đỗ Thu Hà', method: 'cash', refundedMinor: 40_000 },
      ],
      refunds: [{ receiptNumber: 'A-000001', amountMinor: 40_000, reason: 'Không làm', byName: 'Đỗ Thu Hà' }],
      discounts: [{ amountMinor: 30_000, reason: 'Người quen' }],
      voids: [],
    });
  });

  test('stands with the head of the audit trail, is itself in the trail, and is never opened again', async () => {
    using vault = openTestVault();
    const receiptId = await aDay(vault);
    const head = auditHead(vault);
    const counted = { date: TODAY, countedCashMinor: 55_000, differenceReason: 'Thối nhầm', seenCount: 3 };
    const { close } = await lan(vault).dayClose.close(counted);
    expect(close).toMatchObject({
      expectedCashMinor: 60_000,
      countedCashMinor: 55_000,
      differenceReason: 'Thối nhầm',
      closedByName: 'Phạm Ngọc Lan',
      auditSeq: head.seq,
      auditMac: head.mac,
    });
    expect(trail(vault).at(-1)).toEqual({
      action: 'dayClose.close',
      userId: 'user-lan',
      entity: 'dayCloses',
      patientId: null,
    });
    expect(await refusalOf(lan(vault).dayClose.close(counted))).toEqual({ code: 'day_closed', date: TODAY });
    // Later money stands on tomorrow's report, and the closed one stays as it is.
    const later = lan(vault, NOW_MS + 60_000);
    await later.receipts.pay({ receiptId, seenPaidMinor: 80_000, payments: [cash(40_000)] });
    expect(await later.dayClose.report({ date: TODAY })).toMatchObject({
      count: 3,
      expectedCashMinor: 60_000,
    });
    expect(await later.dayClose.report({ date: '2026-11-23' })).toMatchObject({
      count: 1,
      expectedCashMinor: 40_000,
    });
    expect(await refusalOf(later.dayClose.close({ ...counted, date: '2026-11-23' }))).toEqual({
      code: 'day_not_begun',
      date: '2026-11-23',
    });
    expect(await later.dayClose.days()).toMatchObject([
      { date: '2026-11-23', close: null },
      { date: TODAY, close: { countedCashMinor: 55_000 } },
    ]);
  });

  test('is refused without a reason for a difference, and when money came in since it was counted', async () => {
    using vault = openTestVault();
    await aDay(vault);
    const { dayClose } = lan(vault);
    const order = { date: TODAY, countedCashMinor: 60_000, differenceReason: '', seenCount: 3 };
    expect((await refusalOf(dayClose.close({ ...order, countedCashMinor: 1 }))).code).toBe('reason_required');
    expect((await refusalOf(dayClose.close({ ...order, seenCount: 2 }))).code).toBe('changed_meanwhile');
    expect(await dayClose.report({ date: TODAY })).toMatchObject({ close: null });
  });
});
