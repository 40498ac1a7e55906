// The day sheet: each doctor's visits by the clock with the free times between them, so that a day can go on with paper and pencil.
import type { VisitOnPaper } from '../../db/print-reads.ts';
import { slotTimes } from '../../domain/slot.ts';
import { type Html, html } from './html.ts';
import { birthAndSex } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import type { Sheet } from './sheet.ts';
import { longDay } from './words.ts';

export type DoctorsVisits = { doctorName: string; departmentName: string; visits: readonly VisitOnPaper[] };
export type Day = { date: string; doctors: readonly DoctorsVisits[] };

export function daySheetBody({ date, doctors }: Day, sheet: Sheet): Html {
  const { clinic, words } = sheet;
  const header = clinicHeader(clinic, `${words.daySheet} · ${longDay(date, clinic.locale)}`);
  if (doctors.length === 0) return html`${header}<p>${words.noVisits}</p>`;
  return html`${header}${doctors.map((doctor) => doctorsTable(doctor, sheet))}`;
}

function doctorsTable({ doctorName, departmentName, visits }: DoctorsVisits, sheet: Sheet): Html {
  const { words, clinic } = sheet;
  const taken = new Set(visits.map((visit) => visit.appointment.appointmentTime));
  const rows = [
    ...visits.map((visit) => ({ time: visit.appointment.appointmentTime, row: visitRow(visit, sheet) })),
    ...slotTimes(clinic)
      .filter((time) => !taken.has(time))
      .map((time) => ({ time, row: freeRow(time) })),
  ].toSorted((a, b) => (a.time < b.time ? -1 : 1));
  return html`<div class="doctor">
<div class="head"><h2>${doctorName} <span class="muted">· ${departmentName}</span></h2><span>${words.visits(visits.length)}</span></div>
<table>
<colgroup><col class="time"><col class="patient"><col class="phone"><col><col class="room"><col class="note"></colgroup>
<thead><tr><th>${words.time}</th><th>${words.patient}</th><th>${words.phone}</th><th>${words.reason}</th><th>${words.room}</th><th>${words.note}</th></tr></thead>
<tbody>${rows.map(({ row }) => row)}</tbody>
</table></div>`;
}

function visitRow({ appointment, patient, roomNumber }: VisitOnPaper, { words, today }: Sheet): Html {
  const kind = { booked: null, walk_in: words.walkIn, overbook: words.overbook }[appointment.kind];
  const state = [kind, words.status[appointment.status]].filter(Boolean).join(', ');
  return html`<tr><td class="time">${appointment.appointmentTime}</td>
<td><strong>${patient.fullName}</strong><div class="muted">${[patient.recordNumber, birthAndSex(patient, words, today)].filter(Boolean).join(' · ')}</div></td>
<td>${patient.phone}</td><td>${appointment.reason}</td><td>${roomNumber}</td><td class="muted">${state}</td></tr>`;
}

const freeRow = (time: string): Html =>
  html`<tr class="free"><td class="time">${time}</td><td></td><td></td><td></td><td></td><td></td></tr>`;
