// A receipt being typed: its shape, how the journal keeps it, and what it comes to. It writes nothing itself.
import { z } from 'zod';
import {
  type DiscountInput,
  discountMinorOf,
  type LineInput,
  type PaymentInput,
  type ReceiptInput,
  subtotalOf,
} from '../../domain/receipt-decisions.ts';
import { paymentMethod, receiptLineKinds } from '../../domain/receipts.ts';
import type { MoneyText } from '../setup/money-text.ts';

const typedLine = z.object({
  kind: z.enum(receiptLineKinds),
  serviceId: z.string().nullable(),
  description: z.string(),
  quantity: z.string(),
  price: z.string(),
});
const typedPayment = z.object({
  method: paymentMethod,
  /** Null: all that is left, until somebody types another amount. */
  amount: z.string().nullable(),
  reference: z.string(),
});
const receiptDraft = z.object({
  patientId: z.string().nullable(),
  lines: z.array(typedLine),
  /** `10%` or `50.000`. */
  discount: z.string(),
  discountReason: z.string(),
  note: z.string(),
  payments: z.array(typedPayment).min(1),
});
export type TypedLine = z.infer<typeof typedLine>;
export type TypedPayment = z.infer<typeof typedPayment>;
export type ReceiptDraft = z.infer<typeof receiptDraft>;

export const aPayment: TypedPayment = { method: 'cash', amount: null, reference: '' };
export const aLine: TypedLine = { kind: 'other', serviceId: null, description: '', quantity: '1', price: '' };

export const startOf = (
  patientId: string | null,
  proposed: readonly LineInput[],
  money: MoneyText,
): ReceiptDraft => ({
  patientId,
  lines: proposed.map(({ quantity, unitPriceMinor, ...line }) => ({
    ...line,
    quantity: String(quantity),
    price: money.typed(unitPriceMinor),
  })),
  discount: '',
  discountReason: '',
  note: '',
  payments: [aPayment],
});

/** Null when an older Clinic Desk wrote it otherwise. */
export function readDraft(content: string): ReceiptDraft | null {
  try {
    return receiptDraft.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

/** What is wrong, by the field it is wrong in: i18n keys. */
export type Wrong = {
  field: string;
  why: 'line' | 'discount' | 'discountReason' | 'amount' | 'overpaid' | 'lines' | 'patient';
};

export type Sums = {
  subtotalMinor: number;
  discountMinor: number;
  totalMinor: number;
  /** What each payment records, in their order: cash above what is due is change and is not recorded. */
  paidMinor: number[];
  changeMinor: number;
  leftMinor: number;
};

/** The amount a payment stands for in the form: what is typed, or all that is left. Minus one when it is no amount. */
export function paymentsOf(
  dueMinor: number,
  payments: readonly TypedPayment[],
  money: Pick<MoneyText, 'read'>,
): Pick<Sums, 'paidMinor' | 'changeMinor' | 'leftMinor'> & { wrong: Wrong[] } {
  let leftMinor = dueMinor;
  let changeMinor = 0;
  const wrong: Wrong[] = [];
  const paidMinor = payments.map(({ method, amount }, at) => {
    const given = amount === null ? leftMinor : money.read(amount);
    if (given < 0) wrong.push({ field: `payment-${at}`, why: 'amount' });
    if (given > leftMinor && method !== 'cash') wrong.push({ field: `payment-${at}`, why: 'overpaid' });
    const taken = Math.max(0, Math.min(given, leftMinor));
    leftMinor -= taken;
    if (method === 'cash') changeMinor += Math.max(0, given - taken);
    return taken;
  });
  return { paidMinor, changeMinor, leftMinor, wrong };
}

type Read = { sums: Sums; lines: LineInput[]; discount: DiscountInput; wrong: Wrong[] };

/** What the typed receipt comes to, with everything that is wrong with it; a line that is wrong counts as nothing. */
export function readReceipt(draft: ReceiptDraft, money: Pick<MoneyText, 'read'>): Read {
  const wrong: Wrong[] = [];
  if (draft.patientId === null) wrong.push({ field: 'patient', why: 'patient' });
  if (draft.lines.length === 0) wrong.push({ field: 'lines', why: 'lines' });
  const lines = draft.lines.map(({ price, quantity, ...line }, at): LineInput => {
    const count = Number(quantity);
    const unitPriceMinor = price.trim() === '' ? -1 : money.read(price);
    const isWrong =
      !/^\d{1,3}$/.test(quantity.trim()) || count < 1 || unitPriceMinor < 0 || line.description.trim() === '';
    if (isWrong) wrong.push({ field: `line-${at}`, why: 'line' });
    return { ...line, quantity: isWrong ? 0 : count, unitPriceMinor: isWrong ? 0 : unitPriceMinor };
  });
  const subtotalMinor = subtotalOf(lines);
  const discount = readDiscount(draft, money);
  const discountMinor = discount ? discountMinorOf(discount, subtotalMinor) : 0;
  if (!discount || discountMinor > subtotalMinor) wrong.push({ field: 'discount', why: 'discount' });
  if (discountMinor > 0 && draft.discountReason.trim() === '')
    wrong.push({ field: 'discountReason', why: 'discountReason' });
  const totalMinor = Math.max(0, subtotalMinor - discountMinor);
  const paid = paymentsOf(totalMinor, draft.payments, money);
  return {
    sums: { subtotalMinor, discountMinor, totalMinor, ...paid },
    lines,
    discount: discount ?? { by: 'none' },
    wrong: [...wrong, ...paid.wrong],
  };
}

function readDiscount(
  { discount, discountReason: reason }: ReceiptDraft,
  money: Pick<MoneyText, 'read'>,
): DiscountInput | null {
  const text = discount.trim();
  if (text === '') return { by: 'none' };
  const percent = /^(\d{1,3})\s*%$/.exec(text);
  if (percent) {
    const share = Number(percent[1]);
    return share >= 1 && share <= 100 ? { by: 'percent', percent: share, reason } : null;
  }
  const amountMinor = money.read(text);
  if (amountMinor === 0) return { by: 'none' };
  return amountMinor > 0 ? { by: 'amount', amountMinor, reason } : null;
}

/** Payments of nothing are left out. */
export const paymentInputs = (
  payments: readonly TypedPayment[],
  paidMinor: readonly number[],
): PaymentInput[] =>
  payments.flatMap(({ method, reference }, at) => {
    const amountMinor = paidMinor[at] ?? 0;
    return amountMinor > 0 ? [{ method, amountMinor, reference }] : [];
  });

/** For the main process; null while something is wrong. */
export function receiptInputOf(
  draft: ReceiptDraft,
  appointmentId: string | null,
  { sums, lines, discount, wrong }: Read,
): ReceiptInput | null {
  if (wrong.length > 0 || draft.patientId === null) return null;
  return {
    patientId: draft.patientId,
    appointmentId,
    lines,
    discount,
    note: draft.note,
    payments: paymentInputs(draft.payments, sums.paidMinor),
  };
}
