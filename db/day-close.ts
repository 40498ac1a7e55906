// The close of a PC's day: what it counts, what was given back, taken off or voided, and the closes there are. It decides nothing itself.
import type { DayToClose } from '../domain/day-close.ts';
import { expectedCashOf, totalsOf } from '../domain/day-close.ts';
import { addDays } from '../domain/civil-date.ts';
import type { DayClose, DayCloseTotal, Payment } from '../domain/receipts.ts';
import { auditHead } from './audit.ts';
import { clinicToday } from './patients.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

/** A day of one PC. */
export type DeviceDay = { date: string; deviceId: string };

/** Inside the write that closes it: payments that come meanwhile wait for it, and count for the next day. */
export function dayToClose(tx: Tx, date: string): DayToClose {
  const { deviceId, nowMs } = tx;
  return {
    date,
    today: clinicToday(tx, nowMs),
    deviceId,
    isClosed: closeOf(tx, { date, deviceId }) !== null,
    payments: paymentsOfDay(tx, { date, deviceId }),
    auditHead: auditHead(tx),
  };
}

export type DayReport = {
  date: string;
  /** Null while the day is open. */
  close: (DayClose & { closedByName: string }) | null;
  totals: (DayCloseTotal & { fullName: string })[];
  expectedCashMinor: number;
  count: number;
  refunds: DayReportLine[];
  discounts: DayReportLine[];
  voids: DayReportLine[];
};
export type DayReportLine = {
  id: string;
  receiptId: string;
  receiptNumber: string;
  patientName: string;
  amountMinor: number;
  method: Payment['method'] | null;
  reason: string;
  atMs: number;
  byName: string;
};

/** The report of a day: what is stored once it is closed, what there is so far while it is open. */
export function dayReport(reader: Reader, day: DeviceDay): DayReport {
  const close = closeOf(reader, day);
  const payments = paymentsOfDay(reader, day);
  const totals = close ? close.totals : totalsOf(payments);
  const linesOf = (sql: string) =>
    prepared(reader, sql).all({ clinicId: reader.clinicId, ...day }) as DayReportLine[];
  return {
    date: day.date,
    close: close && { ...close, closedByName: nameOf(reader, close.closedById) },
    totals: totals.map((total) => ({ ...total, fullName: nameOf(reader, total.userId) })),
    expectedCashMinor: close ? close.expectedCashMinor : expectedCashOf(payments),
    count: payments.length,
    refunds: linesOf(dayQueries.refunds),
    discounts: linesOf(dayQueries.discounts),
    voids: linesOf(dayQueries.voids),
  };
}

export type ListedDay = {
  date: string;
  close: Pick<DayClose, 'id' | 'closedAtMs' | 'expectedCashMinor' | 'countedCashMinor'> | null;
};
/** How far back a day that was forgotten is looked for. */
const LOOK_BACK_DAYS = 62;

/** Today, days with money that nobody closed, and the closes of this PC: the newest first. */
export function daysOfDevice(
  reader: Reader,
  { deviceId, nowMs }: { deviceId: string; nowMs: number },
): ListedDay[] {
  const today = clinicToday(reader, nowMs);
  const closes = prepared(reader, dayQueries.closes).all(reader.clinicId, deviceId) as (NonNullable<
    ListedDay['close']
  > & { businessDate: string })[];
  const withMoney = prepared(reader, dayQueries.daysWithMoney)
    .pluck()
    .all(reader.clinicId, addDays(today, -LOOK_BACK_DAYS), deviceId) as string[];
  const closed = new Set(closes.map(({ businessDate }) => businessDate));
  const open = [...new Set([today, ...withMoney])].filter((date) => !closed.has(date));
  return [
    ...open.map((date) => ({ date, close: null })),
    ...closes.map(({ businessDate, ...close }) => ({ date: businessDate, close })),
  ].toSorted((a, b) => b.date.localeCompare(a.date));
}

function closeOf(reader: Reader, { date, deviceId }: DeviceDay): DayClose | null {
  const row = prepared(
    reader,
    'SELECT * FROM dayCloses WHERE clinicId = ? AND businessDate = ? AND deviceId = ?',
  ).get(reader.clinicId, date, deviceId) as (Omit<DayClose, 'totals'> & { totals: string }) | undefined;
  return row ? { ...row, totals: JSON.parse(row.totals) as DayClose['totals'] } : null;
}

const paymentsOfDay = (reader: Reader, { date, deviceId }: DeviceDay): Payment[] =>
  prepared(reader, dayQueries.payments).all(reader.clinicId, date, deviceId) as Payment[];

const nameOf = (reader: Reader, userId: string): string =>
  (prepared(reader, 'SELECT fullName FROM users WHERE id = ?').pluck().get(userId) as string | undefined) ??
  userId;

const NAMES = 'JOIN patients p ON p.id = r.patientId';
/** The hot queries, by name; their plans are asserted in the tests. */
export const dayQueries = {
  payments:
    'SELECT * FROM payments INDEXED BY payments_day WHERE clinicId = ? AND businessDate = ? AND deviceId = ? ORDER BY atMs, id',
  closes: `SELECT id, businessDate, closedAtMs, expectedCashMinor, countedCashMinor FROM dayCloses
    WHERE clinicId = ? AND deviceId = ? ORDER BY businessDate DESC LIMIT 400`,
  daysWithMoney:
    'SELECT DISTINCT businessDate FROM payments INDEXED BY payments_day WHERE clinicId = ? AND businessDate >= ? AND deviceId = ?',
  refunds: `SELECT m.id, r.id AS receiptId, r.receiptNumber, p.fullName AS patientName, m.amountMinor, m.method, m.reason, m.atMs, u.fullName AS byName
    FROM payments m INDEXED BY payments_day JOIN receipts r ON r.id = m.receiptId ${NAMES} JOIN users u ON u.id = m.byUserId
    WHERE m.clinicId = @clinicId AND m.businessDate = @date AND m.deviceId = @deviceId AND m.kind = 'refund' ORDER BY m.atMs, m.id`,
  discounts: `SELECT r.id, r.id AS receiptId, r.receiptNumber, p.fullName AS patientName, r.discountMinor AS amountMinor, NULL AS method,
      r.discountReason AS reason, r.issuedAtMs AS atMs, u.fullName AS byName
    FROM receipts r INDEXED BY receipts_day ${NAMES} JOIN users u ON u.id = r.issuedById
    WHERE r.clinicId = @clinicId AND r.businessDate = @date AND r.deviceId = @deviceId AND r.discountMinor > 0 ORDER BY r.issuedAtMs, r.id`,
  voids: `SELECT r.id, r.id AS receiptId, r.receiptNumber, p.fullName AS patientName, r.totalMinor AS amountMinor, NULL AS method,
      r.voidReason AS reason, r.voidedAtMs AS atMs, u.fullName AS byName
    FROM receipts r INDEXED BY receipts_voided ${NAMES} JOIN users u ON u.id = r.voidedById
    WHERE r.clinicId = @clinicId AND r.voidedDate = @date AND r.voidedDeviceId = @deviceId ORDER BY r.voidedAtMs, r.id`,
};
