// The close of a day on paper: sums by person and method, cash expected and counted, what was given back, taken off or voided, and the head
// of the audit trail: whoever keeps the paper can prove later that nothing before it was changed.
import type { DayReport, DayReportLine } from '../../db/day-close.ts';
import { formatMoney } from '../../domain/money.ts';
import { type Html, html } from './html.ts';
import type { MoneyWords } from './money-words.ts';
import { line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import { momentOf, stamp } from './receipt.ts';
import type { Sheet } from './sheet.ts';
import { longDay } from './words.ts';

export type ClosedDay = DayReport & { close: NonNullable<DayReport['close']> };
export type DayCloseSheet = Sheet & { money: MoneyWords; copy: string | null };

export function dayCloseBody(day: ClosedDay, sheet: DayCloseSheet): Html {
  const { clinic, money, copy } = sheet;
  const { close } = day;
  const inMoney = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const differenceMinor = close.countedCashMinor - close.expectedCashMinor;
  return html`${clinicHeader(clinic, `${money.dayClose} · ${longDay(day.date, clinic.locale)}`)}
${copy !== null && stamp(money.copy, copy)}
<dl>
${line(money.closed, `${momentOf(close.closedAtMs, sheet)} · ${close.closedByName}`)}
${line(money.expectedCash, inMoney(close.expectedCashMinor))}
${line(money.countedCash, inMoney(close.countedCashMinor))}
${line(money.difference, inMoney(differenceMinor))}
${line(money.reason, close.differenceReason)}
</dl>
${totalsTable(day, sheet, inMoney)}
${exceptions(money.refunds, day.refunds, { sheet, inMoney })}
${exceptions(money.discounts, day.discounts, { sheet, inMoney })}
${exceptions(money.voids, day.voids, { sheet, inMoney })}
<section class="audit"><h2>${money.auditHead}</h2>
<div class="mac">#${close.auditSeq} · ${close.auditMac}</div>
<div class="muted">${money.auditSays}</div></section>
<div class="signs"><div class="sign"><div>${money.counted}</div><div class="space"></div><strong>${close.closedByName}</strong></div>
<div class="sign"><div>${money.checked}</div><div class="space"></div></div></div>`;
}

function totalsTable(
  { totals }: ClosedDay,
  { money }: DayCloseSheet,
  inMoney: (minor: number) => string,
): Html {
  const sumOf = (key: 'count' | 'paidMinor' | 'refundedMinor') =>
    totals.reduce((sum, total) => sum + total[key], 0);
  const cells = (count: number, paidMinor: number, refundedMinor: number): Html =>
    html`<td class="amount">${count}</td><td class="amount">${inMoney(paidMinor)}</td><td class="amount">${inMoney(refundedMinor)}</td><td class="amount">${inMoney(paidMinor - refundedMinor)}</td>`;
  return html`<section><table class="money">
<colgroup><col><col class="method"><col class="count"><col class="amount"><col class="amount"><col class="amount"></colgroup>
<thead><tr><th>${money.person}</th><th>${money.method}</th><th class="amount">${money.count}</th><th class="amount">${money.in}</th><th class="amount">${money.out}</th><th class="amount">${money.net}</th></tr></thead>
<tbody>${totals.map(
    (total) =>
      html`<tr><td>${total.fullName}</td><td>${money.methods[total.method]}</td>${cells(total.count, total.paidMinor, total.refundedMinor)}</tr>`,
  )}
<tr class="total"><td>${money.all}</td><td></td>${cells(sumOf('count'), sumOf('paidMinor'), sumOf('refundedMinor'))}</tr></tbody></table></section>`;
}

type Said = { sheet: DayCloseSheet; inMoney: (minor: number) => string };

const exceptions = (title: string, lines: readonly DayReportLine[], { sheet, inMoney }: Said): Html =>
  html`<section><h2>${title}</h2>${
    lines.length === 0
      ? html`<div class="muted">${sheet.money.none}</div>`
      : html`<table class="money"><colgroup><col class="number"><col><col><col class="amount"></colgroup><tbody>${lines.map(
          (each) =>
            html`<tr><td>${each.receiptNumber}</td><td>${each.patientName}<div class="muted">${momentOf(each.atMs, sheet)} · ${each.byName}</div></td><td>${[each.method && sheet.money.methods[each.method], each.reason].filter(Boolean).join(' · ')}</td><td class="amount">${inMoney(each.amountMinor)}</td></tr>`,
        )}</tbody></table>`
  }</section>`;
