// The call list of a leave: whom to ring, the time that falls, the new one or none yet, and a box to tick. It stays behind the desk.
import { type CallLine, type CallList, callListOf } from '../../db/leave.ts';
import { localeOf } from '../../db/print-reads.ts';
import type { Tx } from '../../db/write.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { type Html, html } from './html.ts';
import { clinicHeader } from './print-page.ts';
import { type Asker, type Composed, type Sheet, sheetFor } from './sheet.ts';
import { shortDay } from './words.ts';

const en = {
  title: 'Call list',
  whole: 'Whole clinic',
  room: (number: string) => `Room ${number}`,
  patient: 'Patient',
  phone: 'Phone',
  before: 'Time that falls away',
  after: 'New time',
  toCall: 'to be agreed',
  reached: 'Reached',
  agreed: 'Agrees',
  note: 'Note',
  count: (lines: number) => (lines === 1 ? '1 person to call' : `${lines} people to call`),
  none: 'Nobody has to be called.',
};
const vi: typeof en = {
  title: 'Danh sách gọi điện',
  whole: 'Cả phòng khám',
  room: (number) => `Phòng ${number}`,
  patient: 'Bệnh nhân',
  phone: 'Điện thoại',
  before: 'Giờ hẹn bị hủy',
  after: 'Giờ hẹn mới',
  toCall: 'gọi để hẹn lại',
  reached: 'Đã gọi',
  agreed: 'Đồng ý',
  note: 'Ghi chú',
  count: (lines) => `${lines} người cần gọi`,
  none: 'Không cần gọi cho ai.',
};
const callWords: Record<Locale, typeof en> = { en, vi };

type Asked = { timeOffId: string; movedIds: readonly string[] };

/** In the language of the person who prints it. */
export function composeCallList(tx: Tx, asked: Asked, asker: Asker): Composed {
  const language = localeOf(tx, asker.userId);
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'callList', language });
  const list = callListOf(tx, { ...asked, nowMs: tx.nowMs });
  const { title } = callWords[language];
  return {
    fileName: [title, list.whose, list.entry.fromDate].filter(Boolean).join(' '),
    subject: { entity: 'timeOff', entityId: list.entry.id },
    setup,
    page: { ...parts, title, body: callListBody(list, sheet) },
  };
}

function callListBody(list: CallList, { clinic }: Sheet): Html {
  const words = callWords[clinic.locale];
  const { entry, lines, whose } = list;
  const who = entry.scope === 'room' ? words.room(whose ?? '') : (whose ?? words.whole);
  const header = clinicHeader(clinic, words.title);
  const head = html`<div class="doctor"><div class="head"><h2>${who} <span class="muted">· ${daysOf(list)}</span></h2>
<span>${words.count(lines.length)}</span></div>${entry.reason === '' ? '' : html`<p class="muted">${entry.reason}</p>`}`;
  if (lines.length === 0) return html`${header}${head}<p>${words.none}</p></div>`;
  return html`${header}${head}
<table>
<colgroup><col><col class="phone"><col class="when"><col class="when"><col class="tick"><col class="tick"><col class="note"></colgroup>
<thead><tr><th>${words.patient}</th><th>${words.phone}</th><th>${words.before}</th><th>${words.after}</th><th>${words.reached}</th><th>${words.agreed}</th><th>${words.note}</th></tr></thead>
<tbody>${lines.map((line) => row(line, words.toCall))}</tbody>
</table></div>`;
}

const row = ({ patientName, recordNumber, phone, before, after }: CallLine, toCall: string): Html =>
  html`<tr><td><strong>${patientName}</strong><div class="muted">${recordNumber}</div></td>
<td>${phone}</td><td>${place(before)}</td><td>${after ? place(after) : html`<em>${toCall}</em>`}</td>
<td class="tick">☐</td><td class="tick">☐</td><td></td></tr>`;

const place = ({ date, time, doctorName }: CallLine['before']): Html =>
  html`<strong>${shortDay(date)} ${time}</strong><div class="muted">${doctorName}</div>`;

function daysOf({ entry: { fromDate, toDate, fromTime, toTime } }: CallList): string {
  const days = fromDate === toDate ? shortDay(fromDate) : `${shortDay(fromDate)} – ${shortDay(toDate)}`;
  return fromTime && toTime ? `${days}, ${fromTime}–${toTime}` : days;
}
