// What a decision about money reads, and how its answer is saved: always inside one write. It decides nothing itself.
import { businessDateFrom } from '../domain/day-close.ts';
import { Refused } from '../domain/failure.ts';
import type { Account, Cashier } from '../domain/receipt-decisions.ts';
import type { Payment, Receipt, ReceiptLine } from '../domain/receipts.ts';
import { netOf } from '../domain/receipts.ts';
import type { NewRow } from '../domain/row.ts';
import { receiptNumbers, takeDeviceNumber } from './device-numbers.ts';
import { clinicToday } from './patients.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

/** Never given back: a receipt that is voided keeps it, a write that fails never had it. */
export const takeReceiptNumber = (tx: Tx): string => takeDeviceNumber(tx, receiptNumbers);

/** The day for which money counts on a PC now. */
export function businessDateNow(
  reader: Reader,
  { deviceId, nowMs }: { deviceId: string; nowMs: number },
): string {
  const closed = prepared(
    reader,
    'SELECT 1 FROM dayCloses WHERE clinicId = ? AND businessDate = ? AND deviceId = ?',
  );
  return businessDateFrom(
    clinicToday(reader, nowMs),
    (date) => closed.get(reader.clinicId, date, deviceId) !== undefined,
  );
}

/** The person at this PC, with the day their money counts for. */
export const cashierOf = (tx: Tx, userId: string): Cashier => ({
  userId,
  deviceId: tx.deviceId,
  nowMs: tx.nowMs,
  businessDate: businessDateNow(tx, tx),
});

/**
 * A receipt with its payments. `seenPaidMinor` is what stood as paid on the screen of whoever decides: money that moved since is looked at
 * first. Refuses with `not_found` and `changed_meanwhile`.
 */
export function accountOf(
  tx: Tx,
  { receiptId, seenPaidMinor }: { receiptId: string; seenPaidMinor?: number },
): Account & { receipt: Receipt } {
  const receipt = tx.find('receipts', receiptId);
  if (!receipt) throw new Refused({ code: 'not_found', subject: 'receipt' });
  const payments = paymentsOf(tx, receiptId);
  if (seenPaidMinor !== undefined && netOf(payments) !== seenPaidMinor)
    throw new Refused({ code: 'changed_meanwhile', subject: 'receipt', id: receiptId });
  return { receipt, payments };
}

/** Payments and refunds of a receipt, oldest first. Ids are made in order of time, so they settle equal milliseconds. */
export const paymentsOf = (reader: Reader, receiptId: string): Payment[] =>
  prepared(reader, receiptQueries.payments).all(reader.clinicId, receiptId) as Payment[];

export const linesOf = (reader: Reader, receiptId: string): ReceiptLine[] =>
  prepared(reader, receiptQueries.lines).all(reader.clinicId, receiptId) as ReceiptLine[];

/** Whether a receipt that is not voided was written for the visit. */
export const standsOnReceipt = (reader: Reader, appointmentId: string): boolean =>
  prepared(reader, receiptQueries.ofVisit).get(reader.clinicId, appointmentId) !== undefined;

export function saveReceipt(
  tx: Tx,
  {
    receipt,
    lines,
    payments,
  }: { receipt: NewRow<Receipt>; lines: NewRow<ReceiptLine>[]; payments: NewRow<Payment>[] },
): void {
  tx.about({ entity: 'receipts', entityId: receipt.id, patientId: receipt.patientId });
  tx.insert('receipts', receipt);
  for (const line of lines) tx.insert('receiptLines', line);
  for (const payment of payments) tx.insert('payments', payment);
}

export function saveMoney(tx: Tx, { id, patientId }: Receipt, payments: NewRow<Payment>[]): void {
  tx.about({ entity: 'receipts', entityId: id, patientId });
  for (const payment of payments) tx.insert('payments', payment);
}

export function saveVoid(tx: Tx, { id, patientId }: Receipt, patch: Partial<Receipt>): void {
  tx.about({ entity: 'receipts', entityId: id, patientId });
  tx.update('receipts', id, patch);
}

/** The hot queries, by name; their plans are asserted in the tests. */
export const receiptQueries = {
  payments: 'SELECT * FROM payments WHERE clinicId = ? AND receiptId = ? ORDER BY atMs, id',
  lines: 'SELECT * FROM receiptLines WHERE clinicId = ? AND receiptId = ? ORDER BY position',
  ofVisit: 'SELECT 1 FROM receipts WHERE clinicId = ? AND appointmentId = ? AND voidedAtMs IS NULL LIMIT 1',
};
