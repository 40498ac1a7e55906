// What may happen to a receipt: it is written, paid (in parts, by several methods), refunded, voided. Nothing is edited or deleted after
// it was issued. Pure: numbers, days and ids come in; amounts are integers of the minor unit from end to end.
import { z } from 'zod';
import { Refused } from './failure.ts';
import { MAX_MINOR } from './money.ts';
import {
  netOf,
  type Payment,
  paymentMethod,
  type Receipt,
  type ReceiptLine,
  receiptLineKinds,
  standingOf,
} from './receipts.ts';
import { type NewRow, requiredText, rowId, typedText } from './row.ts';

/** A price a person types. Fifty lines of 999 of the dearest still add up exactly. */
const price = z
  .number()
  .int('validation.money')
  .min(0, 'validation.money')
  .max(MAX_MINOR / 1_000, 'validation.money');
const amount = z
  .number()
  .int('validation.money')
  .min(1, 'validation.money')
  .max(MAX_MINOR, 'validation.money');

export const lineInput = z.object({
  kind: z.enum(receiptLineKinds),
  serviceId: rowId.nullable(),
  description: requiredText(200),
  quantity: z.number().int('validation.number').min(1, 'validation.number').max(999, 'validation.number'),
  unitPriceMinor: price,
});
export type LineInput = z.infer<typeof lineInput>;

export const discountInput = z.discriminatedUnion('by', [
  z.object({ by: z.literal('none') }),
  z.object({ by: z.literal('amount'), amountMinor: amount, reason: typedText(200) }),
  z.object({
    by: z.literal('percent'),
    percent: z.number().int('validation.number').min(1, 'validation.number').max(100, 'validation.number'),
    reason: typedText(200),
  }),
]);
export type DiscountInput = z.infer<typeof discountInput>;

export const paymentInput = z.object({
  method: paymentMethod,
  amountMinor: amount,
  reference: typedText(100),
});
export type PaymentInput = z.infer<typeof paymentInput>;

export const receiptInput = z.object({
  patientId: rowId,
  appointmentId: rowId.nullable(),
  lines: z.array(lineInput).min(1, 'validation.required').max(50, 'validation.tooLong'),
  discount: discountInput,
  note: typedText(500),
  /** What is paid at once; none when the patient pays later. */
  payments: z.array(paymentInput).max(10, 'validation.tooLong'),
});
export type ReceiptInput = z.infer<typeof receiptInput>;

export const refundInput = z.object({
  method: paymentMethod,
  amountMinor: amount,
  reason: requiredText(200),
});
export const voidReason = requiredText(200);

/** Who takes the money, where, when, and for which business day it counts (domain/day-close.ts). */
export type Cashier = { userId: string; deviceId: string; nowMs: number; businessDate: string };

export const amountOf = ({
  quantity,
  unitPriceMinor,
}: Pick<LineInput, 'quantity' | 'unitPriceMinor'>): number => quantity * unitPriceMinor;
export const subtotalOf = (lines: readonly Pick<LineInput, 'quantity' | 'unitPriceMinor'>[]): number =>
  lines.reduce((sum, line) => sum + amountOf(line), 0);

/** In minor units; half a unit is rounded up. The hundreds are multiplied apart, so that no product leaves the safe integers. */
export function discountMinorOf(discount: DiscountInput, subtotalMinor: number): number {
  switch (discount.by) {
    case 'none':
      return 0;
    case 'amount':
      return discount.amountMinor;
    case 'percent': {
      const rest = subtotalMinor % 100;
      return (
        ((subtotalMinor - rest) / 100) * discount.percent + Math.floor((rest * discount.percent + 50) / 100)
      );
    }
  }
}

type Issued = { receipt: NewRow<Receipt>; lines: NewRow<ReceiptLine>[]; payments: NewRow<Payment>[] };

/** Refuses a discount above the sum or without a reason, and payments above what is due. */
export function issueReceipt(
  input: ReceiptInput,
  { receiptNumber, ...cashier }: Cashier & { receiptNumber: string },
  newId: () => string,
): Issued {
  const subtotalMinor = subtotalOf(input.lines);
  const discountMinor = discountMinorOf(input.discount, subtotalMinor);
  if (discountMinor > subtotalMinor) throw new Refused({ code: 'discount_too_much', subtotalMinor });
  const discountReason = input.discount.by === 'none' ? '' : input.discount.reason;
  if (discountMinor > 0 && discountReason === '') throw new Refused({ code: 'reason_required' });
  const receipt: NewRow<Receipt> = {
    id: newId(),
    receiptNumber,
    patientId: input.patientId,
    appointmentId: input.appointmentId,
    issuedAtMs: cashier.nowMs,
    issuedById: cashier.userId,
    deviceId: cashier.deviceId,
    businessDate: cashier.businessDate,
    subtotalMinor,
    discountMinor,
    discountReason,
    totalMinor: subtotalMinor - discountMinor,
    note: input.note,
    voidedAtMs: null,
    voidReason: '',
    voidedById: null,
    voidedDeviceId: null,
    voidedDate: null,
    firstPrintedAtMs: null,
  };
  const lines = input.lines.map((line, position) => ({
    ...line,
    id: newId(),
    receiptId: receipt.id,
    position,
    amountMinor: amountOf(line),
  }));
  return {
    receipt,
    lines,
    payments: payReceipt({ receipt, payments: [] }, { payments: input.payments, cashier }, newId),
  };
}

/** A receipt with all that was paid and given back so far. */
export type Account = {
  receipt: Pick<Receipt, 'id' | 'totalMinor' | 'voidedAtMs'>;
  payments: readonly Pick<Payment, 'kind' | 'amountMinor'>[];
};

/** Part payments are welcome, several methods at once too; more than what is left is refused, all of it. */
export function payReceipt(
  account: Account,
  { payments, cashier }: { payments: readonly PaymentInput[]; cashier: Cashier },
  newId: () => string,
): NewRow<Payment>[] {
  if (account.receipt.voidedAtMs !== null) throw new Refused({ code: 'receipt_voided' });
  const { leftMinor } = standingOf(account.receipt, account.payments);
  if (payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0) > leftMinor)
    throw new Refused({ code: 'overpaid', leftMinor });
  return payments.map((payment) => ({
    ...moved(account, cashier, newId),
    ...payment,
    kind: 'payment',
    reason: '',
  }));
}

/** Money goes back by any method, up to what was paid and not given back yet. */
export function refundReceipt(
  account: Account,
  { refund, cashier }: { refund: z.infer<typeof refundInput>; cashier: Cashier },
  newId: () => string,
): NewRow<Payment> {
  if (account.receipt.voidedAtMs !== null) throw new Refused({ code: 'receipt_voided' });
  const paidMinor = netOf(account.payments);
  if (refund.amountMinor > paidMinor) throw new Refused({ code: 'refund_too_much', paidMinor });
  return { ...moved(account, cashier, newId), ...refund, kind: 'refund', reference: '' };
}

/** Only when nothing is paid on it any more. The number stays taken. */
export function voidReceipt(
  account: Account,
  { reason, cashier }: { reason: string; cashier: Cashier },
): Pick<Receipt, 'voidedAtMs' | 'voidReason' | 'voidedById' | 'voidedDeviceId' | 'voidedDate'> {
  if (account.receipt.voidedAtMs !== null) throw new Refused({ code: 'receipt_voided' });
  const paidMinor = netOf(account.payments);
  if (paidMinor > 0) throw new Refused({ code: 'receipt_paid', paidMinor });
  return {
    voidedAtMs: cashier.nowMs,
    voidReason: reason,
    voidedById: cashier.userId,
    voidedDeviceId: cashier.deviceId,
    voidedDate: cashier.businessDate,
  };
}

const moved = (
  { receipt }: Account,
  { userId, deviceId, nowMs, businessDate }: Cashier,
  newId: () => string,
) => ({
  id: newId(),
  receiptId: receipt.id,
  atMs: nowMs,
  byUserId: userId,
  deviceId,
  businessDate,
});
