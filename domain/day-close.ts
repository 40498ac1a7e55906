// For which day money counts, and how a PC's day is closed: once, with what was counted beside what was expected. Pure.
import { z } from 'zod';
import { addDays, civilDate } from './civil-date.ts';
import { Refused } from './failure.ts';
import { MAX_MINOR } from './money.ts';
import { type DayClose, type DayCloseTotal, netOf, type Payment, paymentMethods } from './receipts.ts';
import { type NewRow, typedText } from './row.ts';

/**
 * The one rule: money counts for the first day, from the clinic's today on, that this PC has not closed. So what comes in after the close
 * of the evening stands on tomorrow's close, and a closed day never changes.
 */
export function businessDateFrom(today: string, isClosed: (date: string) => boolean): string {
  let date = today;
  while (isClosed(date)) date = addDays(date, 1);
  return date;
}

export const closeInput = z.object({
  date: civilDate,
  /** Below zero when more went out of the drawer than came in. */
  countedCashMinor: z
    .number()
    .int('validation.money')
    .min(-MAX_MINOR, 'validation.money')
    .max(MAX_MINOR, 'validation.money'),
  differenceReason: typedText(500),
  /** How many payments and refunds stood on the report that was counted by: one more since, and it is looked at again. */
  seenCount: z.number().int(),
});

type Money = Pick<Payment, 'kind' | 'method' | 'amountMinor' | 'byUserId'>;

/** Per person and method, people in the order they first appear, methods in their own. */
export function totalsOf(payments: readonly Money[]): DayCloseTotal[] {
  const byUser = Map.groupBy(payments, ({ byUserId }) => byUserId);
  return [...byUser].flatMap(([userId, theirs]) =>
    paymentMethods.flatMap((method) => {
      const moved = theirs.filter((payment) => payment.method === method);
      return moved.length === 0
        ? []
        : [
            {
              userId,
              method,
              paidMinor: sumOf(moved, 'payment'),
              refundedMinor: sumOf(moved, 'refund'),
              count: moved.length,
            },
          ];
    }),
  );
}

const sumOf = (payments: readonly Money[], kind: Payment['kind']) =>
  payments.reduce((sum, payment) => (payment.kind === kind ? sum + payment.amountMinor : sum), 0);

/** What the day added to the drawer. The float that is in it every morning is not part of it. */
export const expectedCashOf = (payments: readonly Money[]): number =>
  netOf(payments.filter(({ method }) => method === 'cash'));

export type DayToClose = {
  date: string;
  today: string;
  deviceId: string;
  isClosed: boolean;
  payments: readonly Money[];
  /** The newest entry of the audit trail: printed, it proves that nothing before it was changed later. */
  auditHead: { seq: number; mac: string };
};
type CloseOrder = {
  userId: string;
  nowMs: number;
  id: string;
  countedCashMinor: number;
  differenceReason: string;
  seenCount: number;
};

/** Refuses a closed day, a day to come, a report that is not the newest, and a difference that nobody explains. */
export function closeDay(day: DayToClose, order: CloseOrder): NewRow<DayClose> {
  const { date, deviceId, payments, auditHead } = day;
  if (day.isClosed) throw new Refused({ code: 'day_closed', date });
  if (date > day.today) throw new Refused({ code: 'day_not_begun', date });
  if (order.seenCount !== payments.length)
    throw new Refused({ code: 'changed_meanwhile', subject: 'dayClose', id: order.id });
  const expectedCashMinor = expectedCashOf(payments);
  if (order.countedCashMinor !== expectedCashMinor && order.differenceReason === '')
    throw new Refused({ code: 'reason_required' });
  return {
    id: order.id,
    businessDate: date,
    deviceId,
    closedAtMs: order.nowMs,
    closedById: order.userId,
    expectedCashMinor,
    countedCashMinor: order.countedCashMinor,
    differenceReason: order.countedCashMinor === expectedCashMinor ? '' : order.differenceReason,
    totals: totalsOf(payments),
    auditSeq: auditHead.seq,
    auditMac: auditHead.mac,
    firstPrintedAtMs: null,
  };
}
