// For which day money counts, and what a close says: tables of cases, and a property over every day's payments.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  businessDateFrom,
  closeDay,
  type DayToClose,
  expectedCashOf,
  totalsOf,
} from '../../domain/day-close.ts';
import { Refused } from '../../domain/failure.ts';
import { netOf, paymentMethods } from '../../domain/receipts.ts';

const TODAY = '2026-11-22';
const money = (method: (typeof paymentMethods)[number], amountMinor: number, byUserId = 'user-lan') => ({
  kind: amountMinor > 0 ? ('payment' as const) : ('refund' as const),
  method,
  amountMinor: Math.abs(amountMinor),
  byUserId,
});
const day = (given: Partial<DayToClose> = {}): DayToClose => ({
  date: TODAY,
  today: TODAY,
  deviceId: 'device-test',
  isClosed: false,
  payments: [money('cash', 150_000), money('card', 80_000), money('cash', -50_000, 'user-ha')],
  auditHead: { seq: 41, mac: 'abc' },
  ...given,
});
const order = (given: object = {}) => ({
  userId: 'user-lan',
  nowMs: 9,
  id: 'close-1',
  countedCashMinor: 100_000,
  differenceReason: '',
  seenCount: 3,
  ...given,
});
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
  return null;
};

describe('the day for which money counts', () => {
  test.each([
    ['today, while this PC’s day is open', [], TODAY],
    ['today, though yesterday was closed', ['2026-11-21'], TODAY],
    ['tomorrow, once today is closed', [TODAY], '2026-11-23'],
    ['the first day that is open, should the clock have been wrong', [TODAY, '2026-11-23'], '2026-11-24'],
  ])('is %s', (_, closed, expected) => {
    expect(businessDateFrom(TODAY, (date) => closed.includes(date))).toBe(expected);
  });
});

describe('closing a day', () => {
  test('keeps what was expected beside what was counted, the sums of each person and method, and the audit head', () => {
    expect(closeDay(day(), order())).toEqual({
      id: 'close-1',
      businessDate: TODAY,
      deviceId: 'device-test',
      closedAtMs: 9,
      closedById: 'user-lan',
      expectedCashMinor: 100_000,
      countedCashMinor: 100_000,
      differenceReason: '',
      totals: [
        { userId: 'user-lan', method: 'cash', paidMinor: 150_000, refundedMinor: 0, count: 1 },
        { userId: 'user-lan', method: 'card', paidMinor: 80_000, refundedMinor: 0, count: 1 },
        { userId: 'user-ha', method: 'cash', paidMinor: 0, refundedMinor: 50_000, count: 1 },
      ],
      auditSeq: 41,
      auditMac: 'abc',
      firstPrintedAtMs: null,
    });
  });

  test('a difference is explained; without one a reason left in the field is not kept', () => {
    expect(refusalOf(() => closeDay(day(), order({ countedCashMinor: 99_000 })))).toEqual({
      code: 'reason_required',
    });
    expect(closeDay(day(), order({ countedCashMinor: 99_000, differenceReason: 'Thối nhầm' }))).toMatchObject(
      {
        countedCashMinor: 99_000,
        differenceReason: 'Thối nhầm',
      },
    );
    expect(closeDay(day(), order({ differenceReason: 'x' })).differenceReason).toBe('');
  });

  test('a day is closed once, not before it has begun, and only by the newest report', () => {
    expect(refusalOf(() => closeDay(day({ isClosed: true }), order()))).toEqual({
      code: 'day_closed',
      date: TODAY,
    });
    expect(refusalOf(() => closeDay(day({ date: '2026-11-23' }), order()))).toEqual({
      code: 'day_not_begun',
      date: '2026-11-23',
    });
    expect(refusalOf(() => closeDay(day(), order({ seenCount: 2 })))).toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  test('an empty day can be closed, and more may go out than came in', () => {
    expect(closeDay(day({ payments: [] }), order({ countedCashMinor: 0, seenCount: 0 })).totals).toEqual([]);
    expect(
      closeDay(day({ payments: [money('cash', -7)] }), order({ countedCashMinor: -7, seenCount: 1 }))
        .expectedCashMinor,
    ).toBe(-7);
  });

  test('whatever was paid and given back by whomever: the stored sums are the payments, to the last unit', () => {
    const anyMoney = fc.record({
      kind: fc.constantFrom('payment' as const, 'refund' as const),
      method: fc.constantFrom(...paymentMethods),
      amountMinor: fc.integer({ min: 1, max: 1_000_000_000 }),
      byUserId: fc.constantFrom('user-lan', 'user-ha', 'user-x'),
    });
    fc.assert(
      fc.property(fc.array(anyMoney, { maxLength: 200 }), (payments) => {
        const totals = totalsOf(payments);
        const net = totals.reduce((sum, { paidMinor, refundedMinor }) => sum + paidMinor - refundedMinor, 0);
        expect(net).toBe(netOf(payments));
        expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(payments.length);
        const inCash = totals.filter(({ method }) => method === 'cash');
        expect(inCash.reduce((sum, { paidMinor, refundedMinor }) => sum + paidMinor - refundedMinor, 0)).toBe(
          expectedCashOf(payments),
        );
        const keys = totals.map(({ userId, method }) => `${userId} ${method}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
