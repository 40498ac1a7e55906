// The prescription: what the doctor ordered and advised, with the patient's allergies above it. An unsigned one says so in a frame.
import type { VisitOnPaper, WrittenBeside } from '../../db/print-reads.ts';
import type { MedicalRecord } from '../../domain/consultations.ts';
import { clinicalWords } from './clinical-words.ts';
import { type Html, html } from './html.ts';
import { bornLine, line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import type { Sheet } from './sheet.ts';
import { signature } from './signature.ts';
import { longDay } from './words.ts';
import { diagnosisText, medicines, part } from './written.ts';

type Prescribed = { visit: VisitOnPaper; record: MedicalRecord; beside: WrittenBeside };

export function prescriptionBody({ visit, record, beside }: Prescribed, sheet: Sheet): Html {
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
${part(words.diagnosis, diagnosisText(record.diagnosis, beside.codedDiagnoses))}
${medicines({
  text: record.prescription,
  items: beside.prescriptionLines,
  title: words.medicines,
  words: clinicalWords[clinic.locale],
})}
${part(words.advice, record.treatmentPlan)}
${record.followUpDate && part(words.followUp, longDay(record.followUpDate, clinic.locale))}
${signature(visit, record.signedAtMs, sheet)}`;
}
