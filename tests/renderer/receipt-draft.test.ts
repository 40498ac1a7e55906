import { describe, expect, test } from 'vitest';
import { parseMoney } from '../../domain/money.ts';
import {
  aLine,
  aPayment,
  paymentInputs,
  paymentsOf,
  readDraft,
  readReceipt,
  type ReceiptDraft,
  receiptInputOf,
} from '../../renderer/cashier/receipt-draft.ts';

const money = { read: (text: string) => parseMoney(text.trim() === '' ? '0' : text, 'VND', 'vi') ?? -1 };
const aDraft = (draft: Partial<ReceiptDraft> = {}): ReceiptDraft => ({
  patientId: 'patient-binh',
  lines: [{ ...aLine, description: 'Phí khám', price: '150.000' }],
  discount: '',
  discountReason: '',
  note: '',
  payments: [aPayment],
  ...draft,
});
const sumsOf = (draft: Partial<ReceiptDraft>) => readReceipt(aDraft(draft), money).sums;
const wrongIn = (draft: Partial<ReceiptDraft>) =>
  readReceipt(aDraft(draft), money).wrong.map(({ why }) => why);

describe('a receipt being typed', () => {
  test('is paid whole in cash when nobody says otherwise', () => {
    const draft = aDraft();
    expect(receiptInputOf(draft, 'appointment-9', readReceipt(draft, money))).toMatchObject({
      lines: [{ quantity: 1, unitPriceMinor: 150_000 }],
      discount: { by: 'none' },
      payments: [{ method: 'cash', amountMinor: 150_000 }],
    });
  });

  test.each([
    ['10%', 15_000],
    ['10 %', 15_000],
    ['50.000', 50_000],
    ['150000', 150_000],
    ['0', 0],
    ['', 0],
  ])('a discount typed as "%s" is %i', (discount, minor) => {
    expect(sumsOf({ discount, discountReason: 'Người quen' }).discountMinor).toBe(minor);
  });

  test('says what is wrong, and where', () => {
    expect(wrongIn({ discount: '101%' })).toEqual(['discount']);
    expect(wrongIn({ discount: '150.001', discountReason: 'x' })).toContain('discount');
    expect(wrongIn({ discount: '5%' })).toEqual(['discountReason']);
    expect(wrongIn({ lines: [] })).toEqual(['lines']);
    expect(wrongIn({ lines: [{ ...aLine, price: '1' }] })).toEqual(['line']);
    expect(wrongIn({ lines: [{ ...aLine, description: 'x', price: '1', quantity: '0' }] })).toEqual(['line']);
    expect(wrongIn({ patientId: null })).toEqual(['patient']);
    expect(wrongIn({ payments: [{ ...aPayment, amount: 'abc' }] })).toEqual(['amount']);
    expect(wrongIn({ payments: [{ ...aPayment, method: 'card', amount: '150.001' }] })).toEqual(['overpaid']);
  });

  test('of an older Clinic Desk, or half a file, is no draft', () => {
    expect(readDraft(JSON.stringify(aDraft()))).toEqual(aDraft());
    expect(readDraft('{"lines":1}')).toBeNull();
    expect(readDraft('{')).toBeNull();
  });
});

describe('money over the desk', () => {
  test('cash above what is due is change and is not recorded', () => {
    const paid = paymentsOf(150_000, [{ ...aPayment, amount: '500.000' }], money);
    expect(paid).toEqual({ paidMinor: [150_000], changeMinor: 350_000, leftMinor: 0, wrong: [] });
  });

  test('a part in cash and the rest by card in one go; what is left is proposed', () => {
    const payments = [
      { ...aPayment, amount: '100.000' },
      { ...aPayment, method: 'card' as const, reference: '4711' },
    ];
    const { paidMinor, leftMinor } = paymentsOf(150_000, payments, money);
    expect(leftMinor).toBe(0);
    expect(paymentInputs(payments, paidMinor)).toEqual([
      { method: 'cash', amountMinor: 100_000, reference: '' },
      { method: 'card', amountMinor: 50_000, reference: '4711' },
    ]);
  });

  test('nothing typed as the amount is a patient who pays later', () => {
    const draft = aDraft({ payments: [{ ...aPayment, amount: '' }] });
    expect(receiptInputOf(draft, null, readReceipt(draft, money))).toMatchObject({ payments: [] });
  });
});
