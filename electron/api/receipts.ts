// Money at the desk: receipts written, paid, refunded, voided. Permit, read, decide (domain/receipt-decisions.ts), save. No rule of its own.
import { z } from 'zod';
import { forgetDrafts } from '../../db/drafts.ts';
import { patientOf } from '../../db/patients.ts';
import {
  cashierDay,
  receiptCard,
  receiptsByNumber,
  receiptsOfPatient,
  visitForReceipt,
} from '../../db/receipt-views.ts';
import {
  accountOf,
  cashierOf,
  saveMoney,
  saveReceipt,
  saveVoid,
  takeReceiptNumber,
} from '../../db/receipts.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { receiptDraftSubject } from '../../domain/drafts.ts';
import { Refused } from '../../domain/failure.ts';
import {
  issueReceipt,
  paymentInput,
  payReceipt,
  receiptInput,
  refundInput,
  refundReceipt,
  voidReason,
  voidReceipt,
} from '../../domain/receipt-decisions.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

const dayInput = z.object({ date: civilDate.nullable() });
const visitInput = z.object({ appointmentId: rowId });
const ofPatientInput = z.object({ patientId: rowId });
const numberInput = z.object({ text: z.string().trim().min(1).max(40) });
const cardInput = z.object({ receiptId: rowId });
/** The receipt, and what stood as paid on the screen. */
const accountInput = cardInput.extend({ seenPaidMinor: z.number().int() });
const payInput = accountInput.extend({ payments: z.array(paymentInput).min(1).max(10) });
const giveBackInput = accountInput.extend({ refund: refundInput });
const voidInput = accountInput.extend({ reason: voidReason });

/** How many receipts of the visit stood on the screen, the voided ones too: one that was written since is looked at first. */
const issueInput = receiptInput.extend({ seenReceipts: z.number().int().min(0) });

export const receiptsRouter = router({
  /** A day at the cashier; without a date, the clinic's today. */
  day: permit('receipt.read')
    .input(dayInput)
    .query(({ ctx, input }) =>
      cashierDay(ctx.vault, { ...input, deviceId: ctx.vault.deviceId, nowMs: ctx.nowMs }),
    ),

  visit: permit('receipt.read')
    .input(visitInput)
    .query(({ ctx, input }) => visitForReceipt(ctx.vault, input.appointmentId)),

  ofPatient: permit('receipt.read')
    .input(ofPatientInput)
    .query(({ ctx, input }) => receiptsOfPatient(ctx.vault, input.patientId)),

  byNumber: permit('receipt.read')
    .input(numberInput)
    .query(({ ctx, input }) => receiptsByNumber(ctx.vault, input.text)),

  card: permit('receipt.read')
    .input(cardInput)
    .query(({ ctx, input }) => receiptCard(ctx.vault, input.receiptId)),

  issue: permit('receipt.issue')
    .input(issueInput)
    .mutation(({ ctx, input: { seenReceipts, ...input } }) =>
      ctx.write('receipts.issue', (tx) => {
        patientOf(tx, input.patientId);
        if (input.appointmentId !== null) {
          const visit = visitForReceipt(tx, input.appointmentId);
          if (visit.patientId !== input.patientId)
            throw new Refused({ code: 'not_found', subject: 'appointment' });
          const newest = visit.items.at(-1);
          if (newest && visit.items.length !== seenReceipts)
            throw new Refused({ code: 'changed_meanwhile', subject: 'receipt', id: newest.id });
        }
        const cashier = cashierOf(tx, ctx.user.userId);
        const issued = issueReceipt(input, { ...cashier, receiptNumber: takeReceiptNumber(tx) }, tx.newId);
        saveReceipt(tx, issued);
        // What was typed is issued: its draft goes in the same transaction, so that it neither dies early nor lives on.
        forgetDrafts(tx, { userId: ctx.user.userId, subject: receiptDraftSubject(input.appointmentId) });
        return receiptCard(tx, issued.receipt.id);
      }),
    ),

  pay: permit('receipt.issue')
    .input(payInput)
    .mutation(({ ctx, input }) =>
      ctx.write('receipts.pay', (tx) => {
        const account = accountOf(tx, input);
        const order = { payments: input.payments, cashier: cashierOf(tx, ctx.user.userId) };
        saveMoney(tx, account.receipt, payReceipt(account, order, tx.newId));
        return receiptCard(tx, input.receiptId);
      }),
    ),

  refund: permit('receipt.refund')
    .input(giveBackInput)
    .mutation(({ ctx, input }) =>
      ctx.write('receipts.refund', (tx) => {
        const account = accountOf(tx, input);
        const order = { refund: input.refund, cashier: cashierOf(tx, ctx.user.userId) };
        saveMoney(tx, account.receipt, [refundReceipt(account, order, tx.newId)]);
        return receiptCard(tx, input.receiptId);
      }),
    ),

  void: permit('receipt.refund')
    .input(voidInput)
    .mutation(({ ctx, input }) =>
      ctx.write('receipts.void', (tx) => {
        const account = accountOf(tx, input);
        const order = { reason: input.reason, cashier: cashierOf(tx, ctx.user.userId) };
        saveVoid(tx, account.receipt, voidReceipt(account, order));
        return receiptCard(tx, input.receiptId);
      }),
    ),
});
