// Money decided: what a receipt sums up to, who may pay how much, what goes back. Tables of cases, and properties over every amount.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refused } from '../../domain/failure.ts';
import { MAX_MINOR } from '../../domain/money.ts';
import {
  type Account,
  type DiscountInput,
  discountMinorOf,
  issueReceipt,
  type LineInput,
  lineInput,
  payReceipt,
  receiptInput,
  type ReceiptInput,
  refundInput,
  refundReceipt,
  subtotalOf,
  voidReceipt,
} from '../../domain/receipt-decisions.ts';
import { netOf, paymentMethods, standingOf } from '../../domain/receipts.ts';
import { proposedLines, visitMoney } from '../../domain/visit-fee.ts';

const cashier = { userId: 'user-lan', deviceId: 'device-test', nowMs: 1_000, businessDate: '2026-11-22' };
const examination: LineInput = {
  kind: 'examination',
  serviceId: null,
  description: 'Nội tổng quát',
  quantity: 1,
  unitPriceMinor: 150_000,
};
const ecg: LineInput = {
  kind: 'service',
  serviceId: 'service-ecg',
  description: 'Điện tâm đồ',
  quantity: 1,
  unitPriceMinor: 80_000,
};
const anInput = (input: Partial<ReceiptInput> = {}): ReceiptInput => ({
  patientId: 'patient-binh',
  appointmentId: 'appointment-9',
  lines: [examination, ecg],
  discount: { by: 'none' },
  note: '',
  payments: [],
  ...input,
});
const ids = () => {
  let next = 0;
  return () => `id-${next++}`;
};
const issue = (input: Partial<ReceiptInput> = {}) =>
  issueReceipt(anInput(input), { ...cashier, receiptNumber: 'A-000001' }, ids());
const cash = (amountMinor: number) => ({ method: 'cash' as const, amountMinor, reference: '' });
const account = (totalMinor: number, ...paid: number[]): Account => ({
  receipt: { id: 'receipt-1', totalMinor, voidedAtMs: null },
  payments: paid.map((amountMinor) => ({
    kind: amountMinor > 0 ? ('payment' as const) : ('refund' as const),
    amountMinor: Math.abs(amountMinor),
  })),
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

describe('writing a receipt', () => {
  test('sums its lines, takes the discount off, and says who, where and for which day', () => {
    const { receipt, lines, payments } = issue({
      lines: [examination, { ...ecg, quantity: 2 }],
      discount: { by: 'percent', percent: 10, reason: 'Người cao tuổi' },
      payments: [cash(100_000), { method: 'card', amountMinor: 179_000, reference: '4711' }],
    });
    expect(receipt).toMatchObject({
      receiptNumber: 'A-000001',
      subtotalMinor: 310_000,
      discountMinor: 31_000,
      discountReason: 'Người cao tuổi',
      totalMinor: 279_000,
      issuedById: 'user-lan',
      deviceId: 'device-test',
      businessDate: '2026-11-22',
      firstPrintedAtMs: null,
    });
    expect(lines).toMatchObject([
      { position: 0, amountMinor: 150_000 },
      { position: 1, quantity: 2, unitPriceMinor: 80_000, amountMinor: 160_000 },
    ]);
    expect(payments).toMatchObject([
      { receiptId: receipt.id, kind: 'payment', method: 'cash', amountMinor: 100_000 },
      { method: 'card', amountMinor: 179_000, reference: '4711', byUserId: 'user-lan' },
    ]);
    expect(standingOf(receipt, payments)).toEqual({ paidMinor: 279_000, leftMinor: 0, state: 'paid' });
  });

  test.each<[string, DiscountInput, string | null]>([
    [
      'a discount of the whole sum is a free visit',
      { by: 'amount', amountMinor: 230_000, reason: 'Nhân viên' },
      null,
    ],
    [
      'a discount above the sum is refused',
      { by: 'amount', amountMinor: 230_001, reason: 'x' },
      'discount_too_much',
    ],
    ['a discount nobody explains is refused', { by: 'percent', percent: 5, reason: '' }, 'reason_required'],
  ])('%s', (_, discount, code) => {
    expect(refusalOf(() => issue({ discount }))?.code ?? null).toBe(code);
  });

  test('more money than is due is refused whole: change is given, not recorded', () => {
    expect(refusalOf(() => issue({ payments: [cash(200_000), cash(30_001)] }))).toEqual({
      code: 'overpaid',
      leftMinor: 230_000,
    });
  });

  test.each([
    [{ ...examination, quantity: 0 }],
    [{ ...examination, quantity: 1.5 }],
    [{ ...examination, unitPriceMinor: -1 }],
    [{ ...examination, unitPriceMinor: MAX_MINOR }],
    [{ ...examination, description: '  ' }],
  ])('a line that makes no sense does not come in at the door: %o', (line) => {
    expect(lineInput.safeParse(line).success).toBe(false);
  });

  test('a receipt without a line does not come in at the door', () => {
    expect(receiptInput.safeParse(anInput({ lines: [] })).success).toBe(false);
  });
});

describe('paying', () => {
  test('in parts, until nothing is left', () => {
    expect(payReceipt(account(100, 40), { payments: [cash(60)], cashier }, ids())).toMatchObject([
      { kind: 'payment', amountMinor: 60, atMs: 1_000, businessDate: '2026-11-22', reason: '' },
    ]);
    expect(refusalOf(() => payReceipt(account(100, 40), { payments: [cash(61)], cashier }, ids()))).toEqual({
      code: 'overpaid',
      leftMinor: 60,
    });
  });

  test('never on a voided receipt', () => {
    const voided: Account = { receipt: { id: 'r', totalMinor: 100, voidedAtMs: 5 }, payments: [] };
    for (const work of [
      () => payReceipt(voided, { payments: [cash(1)], cashier }, ids()),
      () =>
        refundReceipt(voided, { refund: { method: 'cash', amountMinor: 1, reason: 'x' }, cashier }, ids()),
      () => voidReceipt(voided, { reason: 'x', cashier }),
    ])
      expect(refusalOf(work)).toEqual({ code: 'receipt_voided' });
  });
});

describe('giving money back', () => {
  const refund = (amountMinor: number) => ({
    method: 'cash' as const,
    amountMinor,
    reason: 'Không làm điện tim',
  });

  test('up to what was paid and is not given back yet; what went back is open again', () => {
    const back = refundReceipt(account(100, 100, -30), { refund: refund(70), cashier }, ids());
    expect(back).toMatchObject({
      kind: 'refund',
      amountMinor: 70,
      reason: 'Không làm điện tim',
      reference: '',
    });
    expect(
      refusalOf(() => refundReceipt(account(100, 100, -30), { refund: refund(71), cashier }, ids())),
    ).toEqual({
      code: 'refund_too_much',
      paidMinor: 70,
    });
    expect(standingOf({ totalMinor: 100, voidedAtMs: null }, account(100, 100, -30).payments)).toEqual({
      paidMinor: 70,
      leftMinor: 30,
      state: 'part',
    });
  });

  test('a refund says why', () => {
    expect(refundInput.safeParse({ method: 'cash', amountMinor: 5, reason: ' ' }).success).toBe(false);
  });

  test('a receipt is voided once nothing is paid on it', () => {
    expect(refusalOf(() => voidReceipt(account(100, 100, -99), { reason: 'x', cashier }))).toEqual({
      code: 'receipt_paid',
      paidMinor: 1,
    });
    expect(voidReceipt(account(100, 100, -100), { reason: 'Nhầm bệnh nhân', cashier })).toEqual({
      voidedAtMs: 1_000,
      voidReason: 'Nhầm bệnh nhân',
      voidedById: 'user-lan',
      voidedDeviceId: 'device-test',
      voidedDate: '2026-11-22',
    });
  });
});

describe('what a visit owes', () => {
  const fee = {
    estimatedFeeMinor: 230_000,
    departmentName: 'Nội tổng quát',
    service: { id: 'service-ecg', name: 'Điện tâm đồ', priceMinor: 80_000 },
  };

  test('a first receipt begins with examination and service; a second with what was ordered since', () => {
    expect(proposedLines(fee, [])).toEqual([examination, ecg]);
    expect(proposedLines(fee, [{ kind: 'examination', serviceId: null }])).toEqual([ecg]);
    expect(proposedLines({ ...fee, service: null }, [])).toMatchObject([{ unitPriceMinor: 230_000 }]);
    expect(proposedLines(fee, [examination, ecg])).toEqual([]);
  });

  test('several receipts and what stands on none of them add up', () => {
    expect(visitMoney(80_000, [standingOf({ totalMinor: 150_000, voidedAtMs: null }, [])])).toEqual({
      dueMinor: 230_000,
      paidMinor: 0,
      state: 'due',
    });
    const paid = standingOf({ totalMinor: 150_000, voidedAtMs: null }, account(0, 150_000).payments);
    expect(visitMoney(80_000, [paid]).state).toBe('part');
    expect(visitMoney(0, [paid]).state).toBe('paid');
    expect(visitMoney(0, []).state).toBe('free');
  });

  test('proposed lines always add up to the fee of the visit, whatever became of the prices', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.option(fc.nat(10_000_000)), (estimatedFeeMinor, priceMinor) => {
        const service = priceMinor === null ? null : { id: 's', name: 'S', priceMinor };
        const lines = proposedLines({ estimatedFeeMinor, departmentName: 'D', service }, []);
        expect(subtotalOf(lines)).toBe(estimatedFeeMinor);
        for (const line of lines) expect(line.unitPriceMinor).toBeGreaterThan(0);
      }),
    );
  });
});

describe('over every amount', () => {
  const anyLine = fc.record({
    kind: fc.constant('other' as const),
    serviceId: fc.constant(null),
    description: fc.constant('x'),
    quantity: fc.integer({ min: 1, max: 999 }),
    unitPriceMinor: fc.integer({ min: 0, max: MAX_MINOR / 1_000 }),
  });
  const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 50 });
  const anyDiscount: fc.Arbitrary<DiscountInput> = fc.oneof(
    fc.constant({ by: 'none' as const }),
    fc.record({
      by: fc.constant('percent' as const),
      percent: fc.integer({ min: 1, max: 100 }),
      reason: fc.constant('vì'),
    }),
  );

  test('totals match to the last unit: lines = discount + total, and never anything but safe integers', () => {
    fc.assert(
      fc.property(anyLines, anyDiscount, (lines, discount) => {
        const { receipt, lines: rows } = issue({ lines, discount });
        const exact = lines.reduce(
          (sum, line) => sum + BigInt(line.quantity) * BigInt(line.unitPriceMinor),
          0n,
        );
        expect(BigInt(receipt.subtotalMinor)).toBe(exact);
        expect(rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(receipt.subtotalMinor);
        expect(receipt.discountMinor + receipt.totalMinor).toBe(receipt.subtotalMinor);
        for (const minor of [receipt.subtotalMinor, receipt.discountMinor, receipt.totalMinor]) {
          expect(Number.isSafeInteger(minor)).toBe(true);
          expect(minor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('a percentage is off by at most half a unit from the exact one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50 * 999 * (MAX_MINOR / 1_000) }),
        fc.integer({ min: 1, max: 100 }),
        (sum, percent) => {
          const minor = BigInt(discountMinorOf({ by: 'percent', percent, reason: 'x' }, sum));
          const off = minor * 100n - BigInt(sum) * BigInt(percent);
          expect(off > -50n && off <= 50n).toBe(true);
        },
      ),
    );
  });

  test('whatever is paid and given back in whatever order, paid + left is the total and neither falls below zero', () => {
    const step = fc.record({
      kind: fc.constantFrom('payment' as const, 'refund' as const),
      method: fc.constantFrom(...paymentMethods),
      amountMinor: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(fc.nat(300), fc.array(step, { maxLength: 30 }), (totalMinor, steps) => {
        const receipt = { id: 'r', totalMinor, voidedAtMs: null };
        const newId = ids();
        const payments: Account['payments'][number][] = [];
        for (const { kind, method, amountMinor } of steps) {
          const before = standingOf(receipt, payments);
          const refused = refusalOf(() => {
            if (kind === 'payment') {
              payments.push(
                ...payReceipt(
                  { receipt, payments },
                  { payments: [{ method, amountMinor, reference: '' }], cashier },
                  newId,
                ),
              );
            } else {
              payments.push(
                refundReceipt(
                  { receipt, payments },
                  { refund: { method, amountMinor, reason: 'x' }, cashier },
                  newId,
                ),
              );
            }
          });
          const isTooMuch = amountMinor > (kind === 'payment' ? before.leftMinor : before.paidMinor);
          expect(refused !== null).toBe(isTooMuch);
          const { paidMinor, leftMinor } = standingOf(receipt, payments);
          expect(paidMinor + leftMinor).toBe(totalMinor);
          expect(paidMinor).toBe(netOf(payments));
          expect(Math.min(paidMinor, leftMinor)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
