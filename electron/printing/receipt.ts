// The receipt: number, lines, discount with its reason, payments, what is left. A reprint says COPY with who and when, a voided one VOIDED.
import type { ReceiptCard } from '../../db/receipt-views.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { formatMoney } from '../../domain/money.ts';
import { type Html, html } from './html.ts';
import type { MoneyWords } from './money-words.ts';
import { line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import type { Sheet } from './sheet.ts';
import { shortDay } from './words.ts';

/** `copy`: who prints it again, and when; null for the first print. */
export type ReceiptSheet = Sheet & { money: MoneyWords; copy: string | null };

export function receiptBody(receipt: ReceiptCard, sheet: ReceiptSheet): Html {
  const { clinic, words, money, copy } = sheet;
  const { visit } = receipt;
  return html`${clinicHeader(clinic, money.receipt)}
${copy !== null && stamp(money.copy, copy)}
${
  receipt.voidedAtMs !== null &&
  stamp(
    money.voided,
    [momentOf(receipt.voidedAtMs, sheet), receipt.voidedByName, receipt.voidReason]
      .filter(Boolean)
      .join(' · '),
  )
}
<dl>
${line(money.number, receipt.receiptNumber)}
${line(money.issued, momentOf(receipt.issuedAtMs, sheet))}
${line(words.patient, receipt.patientName)}
${line(words.recordNumber, receipt.recordNumber)}
${visit && line(money.visit, `${shortDay(visit.date)} ${visit.time} · ${visit.doctorName}`)}
</dl>
${sheet.paper === '80mm' ? rollLines(receipt, sheet) : sheetLines(receipt, sheet)}
<div class="sums">${sums(receipt, sheet)}</div>
${receipt.note !== '' && html`<section>${receipt.note}</section>`}
<div class="sign"><div>${money.cashier}</div><strong>${receipt.issuedByName}</strong></div>`;
}

export const stamp = (word: string, detail: string): Html =>
  html`<div class="stamp"><strong>${word}</strong> ${detail}</div>`;

export const momentOf = (atMs: number, { clinic }: Pick<Sheet, 'clinic'>): string => {
  const { date, time } = wallClock(atMs, clinic.timeZone);
  return `${time} ${shortDay(date)}`;
};
const inMoney = (minor: number, { clinic }: Sheet): string =>
  formatMoney(minor, clinic.currency, clinic.locale);

type Line = ReceiptCard['lines'][number];
const described = ({ kind, description }: Line, { money }: ReceiptSheet): string =>
  kind === 'examination' ? money.examination(description) : description;

const sheetLines = ({ lines }: ReceiptCard, sheet: ReceiptSheet): Html => html`<table class="money">
<colgroup><col><col class="count"><col class="amount"><col class="amount"></colgroup>
<thead><tr><th>${sheet.money.what}</th><th class="amount">${sheet.money.quantity}</th><th class="amount">${sheet.money.price}</th><th class="amount">${sheet.money.amount}</th></tr></thead>
<tbody>${lines.map(
  (each) =>
    html`<tr><td>${described(each, sheet)}</td><td class="amount">${each.quantity}</td><td class="amount">${inMoney(each.unitPriceMinor, sheet)}</td><td class="amount">${inMoney(each.amountMinor, sheet)}</td></tr>`,
)}</tbody></table>`;

/** A roll has no room for four columns: the price stands under the words. */
const rollLines = ({ lines }: ReceiptCard, sheet: ReceiptSheet): Html =>
  html`<div class="sums lines">${lines.map(
    (each) =>
      html`<div><span>${described(each, sheet)}${each.quantity > 1 && html`<br>${each.quantity} × ${inMoney(each.unitPriceMinor, sheet)}`}</span><span class="amount">${inMoney(each.amountMinor, sheet)}</span></div>`,
  )}</div>`;

function sums(receipt: ReceiptCard, sheet: ReceiptSheet): Html[] {
  const { money } = sheet;
  const row = (label: string, minor: number, look = ''): Html =>
    html`<div class="${look}"><span>${label}</span><span class="amount">${inMoney(minor, sheet)}</span></div>`;
  const hasDiscount = receipt.discountMinor > 0;
  return [
    ...(hasDiscount
      ? [
          row(money.subtotal, receipt.subtotalMinor),
          row(`${money.discount} (${receipt.discountReason})`, -receipt.discountMinor),
        ]
      : []),
    row(money.total, receipt.totalMinor, 'total'),
    ...receipt.payments.map(({ kind, method, atMs, amountMinor, reference, reason }) => {
      const said = [money.methods[method], reference, reason, momentOf(atMs, sheet)]
        .filter(Boolean)
        .join(' · ');
      return kind === 'payment'
        ? row(`${money.paid}: ${said}`, amountMinor)
        : row(`${money.refunded}: ${said}`, -amountMinor);
    }),
    ...(receipt.state === 'voided'
      ? []
      : [
          receipt.leftMinor === 0
            ? html`<div class="total"><span>${money.nothingLeft}</span></div>`
            : row(money.left, receipt.leftMinor, 'total'),
        ]),
  ];
}
