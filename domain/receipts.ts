// What a visit costs and what was paid for it: lines, discount, payments, refunds, and the close of a day. Amounts are minor units.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const paymentMethods = ['cash', 'card', 'transfer', 'other'] as const;
export const paymentMethod = z.enum(paymentMethods);
export const paymentKinds = ['payment', 'refund'] as const;
export const receiptLineKinds = ['examination', 'service', 'other'] as const;

export const receiptRow = syncedRow.extend({
  /** People read it: device prefix and number, `A-000123`. */
  receiptNumber: z.string(),
  patientId: rowId,
  appointmentId: rowId.nullable(),
  issuedAtMs: z.number().int(),
  issuedById: rowId,
  /** The PC whose drawer and day it belongs to. */
  deviceId: rowId,
  /** The business day of issue: the clinic's calendar day, or the next one once this PC's day is closed. */
  businessDate: civilDate,
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  discountReason: z.string(),
  /** `subtotalMinor - discountMinor`. */
  totalMinor: z.number().int(),
  note: z.string(),
  voidedAtMs: z.number().int().nullable(),
  voidReason: z.string(),
  voidedById: rowId.nullable(),
  /** The PC and its business day whose close lists the void. */
  voidedDeviceId: rowId.nullable(),
  voidedDate: civilDate.nullable(),
  /** Every print after it is a copy and says so. */
  firstPrintedAtMs: z.number().int().nullable(),
});

export const receiptLineRow = syncedRow.extend({
  receiptId: rowId,
  position: z.number().int(),
  kind: z.enum(receiptLineKinds),
  serviceId: rowId.nullable(),
  description: z.string(),
  quantity: z.number().int(),
  unitPriceMinor: z.number().int(),
  amountMinor: z.number().int(),
});

export const paymentRow = syncedRow.extend({
  receiptId: rowId,
  kind: z.enum(paymentKinds),
  method: paymentMethod,
  /** Always positive; `kind` says which way the money went. */
  amountMinor: z.number().int(),
  atMs: z.number().int(),
  byUserId: rowId,
  /** The PC whose drawer the money went into or came out of. */
  deviceId: rowId,
  businessDate: civilDate,
  /** Why money went back; empty for a payment. */
  reason: z.string(),
  /** Of the card slip or the transfer. */
  reference: z.string(),
});

export const dayCloseTotal = z.object({
  userId: rowId,
  method: paymentMethod,
  paidMinor: z.number().int(),
  refundedMinor: z.number().int(),
  count: z.number().int(),
});
export const dayCloseRow = syncedRow.extend({
  businessDate: civilDate,
  /** Each PC has its own drawer and closes its own day. */
  deviceId: rowId,
  closedAtMs: z.number().int(),
  closedById: rowId,
  expectedCashMinor: z.number().int(),
  countedCashMinor: z.number().int(),
  differenceReason: z.string(),
  totals: z.array(dayCloseTotal),
  /** The head of the audit chain when the day was closed: printed, it proves that nothing before it was changed later. */
  auditSeq: z.number().int(),
  auditMac: z.string(),
  /** Every print after it is a copy and says so. */
  firstPrintedAtMs: z.number().int().nullable(),
});

export type Receipt = z.infer<typeof receiptRow>;
export type ReceiptLine = z.infer<typeof receiptLineRow>;
export type Payment = z.infer<typeof paymentRow>;
export type DayCloseTotal = z.infer<typeof dayCloseTotal>;
export type DayClose = z.infer<typeof dayCloseRow>;

export type ReceiptState = 'open' | 'part' | 'paid' | 'voided';
/** What was paid and is not given back, and what is still to be paid. A refund opens the receipt again; a voided one owes nothing. */
export type Standing = { paidMinor: number; leftMinor: number; state: ReceiptState };

export function standingOf(
  { totalMinor, voidedAtMs }: Pick<Receipt, 'totalMinor' | 'voidedAtMs'>,
  payments: readonly Pick<Payment, 'kind' | 'amountMinor'>[],
): Standing {
  const paidMinor = netOf(payments);
  if (voidedAtMs !== null) return { paidMinor, leftMinor: 0, state: 'voided' };
  const leftMinor = totalMinor - paidMinor;
  if (leftMinor === 0) return { paidMinor, leftMinor, state: 'paid' };
  return { paidMinor, leftMinor, state: paidMinor === 0 ? 'open' : 'part' };
}

/** Payments less refunds. */
export const netOf = (payments: readonly Pick<Payment, 'kind' | 'amountMinor'>[]): number =>
  payments.reduce((sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor), 0);
