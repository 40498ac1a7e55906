// The prescription: what the doctor ordered and advised, with the patient's allergies above it. An unsigned one says so in a frame.
import type { VisitOnPaper } from '../../db/print-reads.ts';
import { wallClock } from '../../domain/civil-date.ts';
import type { MedicalRecord } from '../../domain/consultations.ts';
import { type Html, html, lines } from './html.ts';
import { bornLine, line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import type { Sheet } from './sheet.ts';
import { longDay, shortDay } from './words.ts';

export function prescriptionBody(visit: VisitOnPaper, record: MedicalRecord, sheet: Sheet): Html {
  const { clinic, words, today } = sheet;
  const { patient, appointment } = visit;
  const weight = record.vitalSigns.weight;
  return html`${clinicHeader(clinic, words.prescription)}
${record.signedAtMs === null && html`<div class="unsigned">${words.unsigned}</div>`}
<dl>
${line(words.patient, patient.fullName)}
${line(words.recordNumber, patient.recordNumber)}
${bornLine(patient, words, today)}
${line(words.weight, weight === undefined ? null : `${weight.toLocaleString(clinic.locale)} kg`)}
${line(words.address, patient.address)}
${line(words.visit, longDay(appointment.appointmentDate, clinic.locale))}
</dl>
${patient.allergies && html`<div class="warning">${words.allergies}: ${patient.allergies}</div>`}
${part(words.diagnosis, record.diagnosis)}
${part(words.medicines, record.prescription)}
${part(words.advice, record.treatmentPlan)}
${record.followUpDate && part(words.followUp, longDay(record.followUpDate, clinic.locale))}
${signature(visit, record, sheet)}`;
}

const part = (title: string, text: string): Html =>
  text === '' ? html`` : html`<section><h2>${title}</h2><div class="typed">${lines(text)}</div></section>`;

function signature(visit: VisitOnPaper, { signedAtMs }: MedicalRecord, { clinic, words }: Sheet): Html {
  const signed = signedAtMs === null ? null : wallClock(signedAtMs, clinic.timeZone);
  return html`<div class="sign">
<div>${words.doctor}</div><div class="space"></div>
<strong>${visit.doctorName}</strong>
${visit.licenseNumber && html`<div class="muted">${words.licence} ${visit.licenseNumber}</div>`}
${signed && html`<div class="muted">${words.signedAt(`${signed.time} ${shortDay(signed.date)}`)}</div>`}
</div>`;
}
