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
  /** The clinic's calendar day of issue. */
  businessDate: civilDate,
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  discountReason: z.string(),
  /** `subtotalMinor - discountMinor`. */
  totalMinor: z.number().int(),
  note: z.string(),
  voidedAtMs: z.number().int().nullable(),
  voidReason: z.string(),
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
});
