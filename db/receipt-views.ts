// What the cashier looks at: a day's visits with what they owe, receipts of a day, of a patient, by number, and one receipt whole. Reads only.
import { Refused } from '../domain/failure.ts';
import { type QueueFacts, type QueueState, queueStateOf } from '../domain/queue.ts';
import type { LineInput } from '../domain/receipt-decisions.ts';
import {
  type Payment,
  type Receipt,
  type ReceiptLine,
  type Standing,
  standingOf,
} from '../domain/receipts.ts';
import { proposedLines, type VisitMoney, visitMoney } from '../domain/visit-fee.ts';
import { clinicToday } from './patients.ts';
import { prepared } from './prepared.ts';
import { businessDateNow, linesOf, paymentsOf } from './receipts.ts';
import type { Reader } from './write.ts';

/** A receipt as a row of a list. */
export type ReceiptItem = Standing &
  Pick<
    Receipt,
    | 'id'
    | 'receiptNumber'
    | 'patientId'
    | 'appointmentId'
    | 'issuedAtMs'
    | 'businessDate'
    | 'totalMinor'
    | 'discountMinor'
    | 'voidedAtMs'
    | 'firstPrintedAtMs'
  > & { patientName: string; recordNumber: string; issuedByName: string };

export type VisitAtCashier = VisitMoney & {
  id: string;
  patientId: string;
  patientName: string;
  recordNumber: string;
  phone: string | null;
  date: string;
  time: string;
  doctorName: string;
  departmentId: string;
  departmentName: string;
  queueState: QueueState;
  /** What stands on no receipt yet. */
  proposed: LineInput[];
  /** Voided ones left out, oldest first. */
  receipts: Pick<ReceiptItem, 'id' | 'receiptNumber' | 'state'>[];
};

export type CashierDay = {
  date: string;
  today: string;
  /** The day for which money counts on this PC now. */
  countsForDate: string;
  visits: VisitAtCashier[];
  receipts: ReceiptItem[];
};

/** One day at the cashier, today when none is named: four statements, however many visits. A cancelled visit is shown only when it has a receipt. */
export function cashierDay(
  reader: Reader,
  { deviceId, nowMs, ...asked }: { date: string | null; deviceId: string; nowMs: number },
): CashierDay {
  const today = clinicToday(reader, nowMs);
  const date = asked.date ?? today;
  const visits = prepared(reader, viewQueries.visitsOfDay).all(reader.clinicId, date) as RawVisit[];
  const ofVisits = (
    prepared(reader, viewQueries.receiptsOfVisits).all(reader.clinicId, date) as RawItem[]
  ).map(itemOf);
  const lines = prepared(reader, viewQueries.linesOfVisits).all(reader.clinicId, date) as RawLine[];
  // What is written after the close of today counts for tomorrow, and is still today's work.
  const until = date === today ? '9999-12-31' : date;
  return {
    date,
    today,
    countsForDate: businessDateNow(reader, { deviceId, nowMs }),
    visits: visits
      .map((visit) => visitAtCashier(visit, { receipts: ofVisits, lines }))
      .filter(({ queueState, receipts }) => queueState !== 'cancelled' || receipts.length > 0),
    receipts: (
      prepared(reader, viewQueries.receiptsOfDay).all(reader.clinicId, date, until) as RawItem[]
    ).map(itemOf),
  };
}

/** One visit with what it owes, for the form. Refuses with `not_found`. */
export function visitForReceipt(
  reader: Reader,
  appointmentId: string,
): VisitAtCashier & { items: ReceiptItem[] } {
  const visit = prepared(reader, viewQueries.visit).get(appointmentId) as RawVisit | undefined;
  if (!visit) throw new Refused({ code: 'not_found', subject: 'appointment' });
  const items = (
    prepared(reader, viewQueries.receiptsOfVisit).all(reader.clinicId, appointmentId) as RawItem[]
  ).map(itemOf);
  const lines = prepared(reader, viewQueries.linesOfVisit).all(reader.clinicId, appointmentId) as RawLine[];
  return { ...visitAtCashier(visit, { receipts: items, lines }), items };
}

/** A patient's receipts, the newest first. */
export const receiptsOfPatient = (reader: Reader, patientId: string, limit = 500): ReceiptItem[] =>
  (prepared(reader, viewQueries.receiptsOfPatient).all(reader.clinicId, patientId, limit) as RawItem[]).map(
    itemOf,
  );

/** Receipts whose number begins so, whatever their day: `A-000123`, or `123` for this PC's own. */
export function receiptsByNumber(reader: Reader, text: string): ReceiptItem[] {
  const prefix = prepared(reader, 'SELECT prefix FROM device').pluck().get() as string;
  const number = /^\d+$/.test(text) ? `${prefix}-${text.padStart(6, '0')}` : text.toUpperCase();
  const rows = prepared(reader, viewQueries.receiptsByNumber).all(reader.clinicId, number, `${number}\uffff`);
  return (rows as RawItem[]).map(itemOf);
}

export type ReceiptCard = ReceiptItem &
  Pick<Receipt, 'subtotalMinor' | 'discountReason' | 'note' | 'voidReason'> & {
    lines: Pick<ReceiptLine, 'kind' | 'description' | 'quantity' | 'unitPriceMinor' | 'amountMinor'>[];
    payments: (Payment & { byName: string })[];
    voidedByName: string | null;
    visit: { id: string; date: string; time: string; doctorName: string; departmentName: string } | null;
  };

/** One receipt whole. Refuses with `not_found`. */
export function receiptCard(reader: Reader, receiptId: string): ReceiptCard {
  const raw = prepared(reader, viewQueries.card).get(receiptId) as (RawItem & RawCard) | undefined;
  if (!raw) throw new Refused({ code: 'not_found', subject: 'receipt' });
  const visit =
    raw.appointmentId === null
      ? undefined
      : (prepared(reader, viewQueries.visit).get(raw.appointmentId) as RawVisit | undefined);
  const nameOf = (userId: string) =>
    prepared(reader, 'SELECT fullName FROM users WHERE id = ?').pluck().get(userId) as string;
  const { subtotalMinor, discountReason, note, voidReason, voidedByName } = raw;
  return {
    ...itemOf(raw),
    subtotalMinor,
    discountReason,
    note,
    voidReason,
    voidedByName,
    lines: linesOf(reader, receiptId).map(({ kind, description, quantity, unitPriceMinor, amountMinor }) => ({
      kind,
      description,
      quantity,
      unitPriceMinor,
      amountMinor,
    })),
    payments: paymentsOf(reader, receiptId).map((payment) => ({
      ...payment,
      byName: nameOf(payment.byUserId),
    })),
    visit: visit
      ? {
          id: visit.id,
          date: visit.date,
          time: visit.time,
          doctorName: visit.doctorName,
          departmentName: visit.departmentName,
        }
      : null,
  };
}

type RawItem = Omit<ReceiptItem, keyof Standing> & { paidMinor: number };
type RawCard = Pick<ReceiptCard, 'subtotalMinor' | 'discountReason' | 'note' | 'voidReason' | 'voidedByName'>;
type RawLine = Pick<ReceiptLine, 'kind' | 'serviceId'> & { appointmentId: string };
type RawVisit = Omit<VisitAtCashier, keyof VisitMoney | 'queueState' | 'proposed' | 'receipts'> &
  Omit<QueueFacts, 'isNoShow'> & {
    isNoShow: 0 | 1;
    estimatedFeeMinor: number;
    serviceId: string | null;
    serviceName: string | null;
    priceMinor: number | null;
  };

const itemOf = ({ paidMinor, ...raw }: RawItem): ReceiptItem => {
  const { id, receiptNumber, patientId, appointmentId, issuedAtMs, businessDate, totalMinor, discountMinor } =
    raw;
  const { voidedAtMs, firstPrintedAtMs, patientName, recordNumber, issuedByName } = raw;
  return {
    id,
    receiptNumber,
    patientId,
    patientName,
    recordNumber,
    appointmentId,
    issuedAtMs,
    issuedByName,
    businessDate,
    totalMinor,
    discountMinor,
    voidedAtMs,
    firstPrintedAtMs,
    ...standingOf(raw, paidMinor === 0 ? [] : [{ kind: 'payment', amountMinor: paidMinor }]),
  };
};

/** Nobody owes for a visit that did not take place. */
const owesNothing: ReadonlySet<QueueState> = new Set(['cancelled', 'no_show', 'left_unseen']);

function visitAtCashier(
  raw: RawVisit,
  all: { receipts: readonly ReceiptItem[]; lines: readonly RawLine[] },
): VisitAtCashier {
  const {
    id,
    patientId,
    patientName,
    recordNumber,
    phone,
    date,
    time,
    doctorName,
    departmentId,
    departmentName,
  } = raw;
  const receipts = all.receipts.filter(
    ({ appointmentId, state }) => appointmentId === id && state !== 'voided',
  );
  const queueState = queueStateOf({ ...raw, isNoShow: raw.isNoShow === 1 });
  const service =
    raw.serviceId === null
      ? null
      : { id: raw.serviceId, name: raw.serviceName ?? '', priceMinor: raw.priceMinor ?? 0 };
  const receipted = all.lines.filter(({ appointmentId }) => appointmentId === id);
  const proposed = owesNothing.has(queueState) ? [] : proposedLines({ ...raw, service }, receipted);
  const openMinor = proposed.reduce((sum, { unitPriceMinor }) => sum + unitPriceMinor, 0);
  return {
    id,
    patientId,
    patientName,
    recordNumber,
    phone,
    date,
    time,
    doctorName,
    departmentId,
    departmentName,
    queueState,
    proposed,
    receipts: receipts.map(({ id: receiptId, receiptNumber, state }) => ({
      id: receiptId,
      receiptNumber,
      state,
    })),
    ...visitMoney(openMinor, receipts),
  };
}

const ITEM = `r.*, p.fullName AS patientName, p.recordNumber, u.fullName AS issuedByName, v.fullName AS voidedByName,
    (SELECT coalesce(sum(CASE m.kind WHEN 'payment' THEN m.amountMinor ELSE -m.amountMinor END), 0) FROM payments m
      WHERE m.clinicId = r.clinicId AND m.receiptId = r.id) AS paidMinor`;
const NAMES = `JOIN patients p ON p.id = r.patientId JOIN users u ON u.id = r.issuedById LEFT JOIN users v ON v.id = r.voidedById`;
const VISIT = `SELECT a.id, a.patientId, p.fullName AS patientName, p.recordNumber, p.phone, a.appointmentDate AS date,
    a.appointmentTime AS time, a.status, a.isNoShow, a.arrivedAtMs, a.calledAtMs, a.inRoomAtMs, a.leftAtMs, a.estimatedFeeMinor,
    trim(coalesce(o.title, '') || ' ' || u.fullName) AS doctorName, a.departmentId, d.name AS departmentName,
    a.serviceId, s.name AS serviceName, s.priceMinor
  FROM appointments a`;
const VISIT_NAMES = `JOIN patients p ON p.id = a.patientId JOIN users u ON u.id = a.doctorId LEFT JOIN doctors o ON o.id = a.doctorId
  JOIN departments d ON d.id = a.departmentId LEFT JOIN services s ON s.id = a.serviceId`;
// The index is named: without statistics SQLite takes the index of departments or patients and reads every visit of the clinic.
const OF_DAY =
  'appointments a INDEXED BY appointments_day JOIN receipts r ON r.clinicId = a.clinicId AND r.appointmentId = a.id';

/** The hot queries, by name; their plans are asserted in the tests. */
export const viewQueries = {
  visitsOfDay: `${VISIT} INDEXED BY appointments_day ${VISIT_NAMES}
    WHERE a.clinicId = ? AND a.appointmentDate = ? ORDER BY a.appointmentTime, a.id`,
  visit: `${VISIT} ${VISIT_NAMES} WHERE a.id = ?`,
  receiptsOfVisits: `SELECT ${ITEM} FROM ${OF_DAY} ${NAMES} WHERE a.clinicId = ? AND a.appointmentDate = ? ORDER BY r.issuedAtMs, r.id`,
  linesOfVisits: `SELECT r.appointmentId, l.kind, l.serviceId FROM ${OF_DAY}
    JOIN receiptLines l ON l.clinicId = r.clinicId AND l.receiptId = r.id
    WHERE a.clinicId = ? AND a.appointmentDate = ? AND r.voidedAtMs IS NULL`,
  receiptsOfVisit: `SELECT ${ITEM} FROM receipts r INDEXED BY receipts_appointment ${NAMES}
    WHERE r.clinicId = ? AND r.appointmentId = ? ORDER BY r.issuedAtMs, r.id`,
  linesOfVisit: `SELECT r.appointmentId, l.kind, l.serviceId FROM receipts r INDEXED BY receipts_appointment
    JOIN receiptLines l ON l.clinicId = r.clinicId AND l.receiptId = r.id
    WHERE r.clinicId = ? AND r.appointmentId = ? AND r.voidedAtMs IS NULL`,
  receiptsOfDay: `SELECT ${ITEM} FROM receipts r INDEXED BY receipts_day ${NAMES}
    WHERE r.clinicId = ? AND r.businessDate >= ? AND r.businessDate <= ? ORDER BY r.businessDate DESC, r.issuedAtMs DESC, r.id DESC`,
  receiptsOfPatient: `SELECT ${ITEM} FROM receipts r INDEXED BY receipts_patient ${NAMES}
    WHERE r.clinicId = ? AND r.patientId = ? ORDER BY r.issuedAtMs DESC, r.id DESC LIMIT ?`,
  receiptsByNumber: `SELECT ${ITEM} FROM receipts r INDEXED BY receipts_number ${NAMES}
    WHERE r.clinicId = ? AND r.receiptNumber >= ? AND r.receiptNumber < ? ORDER BY r.receiptNumber LIMIT 20`,
  card: `SELECT ${ITEM} FROM receipts r ${NAMES} WHERE r.id = ?`,
};
