// Tables of money: receipts with their lines, payments and refunds, closes of days.
import {
  civilDate,
  count,
  index,
  instant,
  json,
  money,
  oneOf,
  ref,
  synced,
  syncedKey,
  table,
  text,
  uniqueIndex,
} from '#columns';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type dayCloseTotal, paymentKinds, paymentMethods, receiptLineKinds } from '../../domain/receipts.ts';

export const receipts = table(
  'receipts',
  {
    ...synced(),
    receiptNumber: text().notNull(),
    patientId: ref().notNull(),
    appointmentId: ref(),
    issuedAtMs: instant().notNull(),
    issuedById: ref().notNull(),
    deviceId: ref().notNull(),
    businessDate: civilDate().notNull(),
    subtotalMinor: money().notNull(),
    discountMinor: money().notNull(),
    discountReason: text().notNull(),
    totalMinor: money().notNull(),
    note: text().notNull(),
    voidedAtMs: instant(),
    voidReason: text().notNull(),
    voidedById: ref(),
    voidedDeviceId: ref(),
    voidedDate: civilDate(),
    firstPrintedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    uniqueIndex('receipts_number').on(t.clinicId, t.receiptNumber),
    index('receipts_patient').on(t.clinicId, t.patientId, t.issuedAtMs),
    index('receipts_appointment').on(t.clinicId, t.appointmentId),
    index('receipts_day').on(t.clinicId, t.businessDate, t.issuedAtMs),
    index('receipts_voided').on(t.clinicId, t.voidedDate).where(sql`${t.voidedDate} is not null`),
  ],
);

export const receiptLines = table(
  'receiptLines',
  {
    ...synced(),
    receiptId: ref().notNull(),
    position: count().notNull(),
    kind: oneOf([...receiptLineKinds]).notNull(),
    serviceId: ref(),
    description: text().notNull(),
    quantity: count().notNull(),
    unitPriceMinor: money().notNull(),
    amountMinor: money().notNull(),
  },
  (t) => [syncedKey(t), uniqueIndex('receipt_lines_position').on(t.clinicId, t.receiptId, t.position)],
);

export const payments = table(
  'payments',
  {
    ...synced(),
    receiptId: ref().notNull(),
    kind: oneOf([...paymentKinds]).notNull(),
    method: oneOf([...paymentMethods]).notNull(),
    amountMinor: money().notNull(),
    atMs: instant().notNull(),
    byUserId: ref().notNull(),
    deviceId: ref().notNull(),
    businessDate: civilDate().notNull(),
    reason: text().notNull(),
    reference: text().notNull(),
  },
  (t) => [
    syncedKey(t),
    index('payments_receipt').on(t.clinicId, t.receiptId, t.atMs),
    index('payments_day').on(t.clinicId, t.businessDate, t.atMs),
  ],
);

export const dayCloses = table(
  'dayCloses',
  {
    ...synced(),
    businessDate: civilDate().notNull(),
    deviceId: ref().notNull(),
    closedAtMs: instant().notNull(),
    closedById: ref().notNull(),
    expectedCashMinor: money().notNull(),
    countedCashMinor: money().notNull(),
    differenceReason: text().notNull(),
    totals: json<z.infer<typeof dayCloseTotal>[]>().notNull(),
    auditSeq: count().notNull(),
    auditMac: text().notNull(),
    firstPrintedAtMs: instant(),
  },
  (t) => [syncedKey(t), uniqueIndex('day_closes_day').on(t.clinicId, t.businessDate, t.deviceId)],
);
