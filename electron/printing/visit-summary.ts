// The summary of one visit on A4: why the patient came, what was found, decided and ordered. The patient takes it along, so the
// doctor's notes, which are never printed, are not on it.
import { openChart } from '../../db/chart-access.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { recordOnPaper, type VisitOnPaper, visitOnPaper, writtenBeside } from '../../db/print-reads.ts';
import type { Tx } from '../../db/write.ts';
import { clinicalWords, vitalsLine } from './clinical-words.ts';
import { type Html, html } from './html.ts';
import { bornLine, line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import { type Asker, type Composed, type Sheet, sheetFor } from './sheet.ts';
import { signature } from './signature.ts';
import { longDay } from './words.ts';
import { diagnosisText, medicines, part } from './written.ts';

/** In the clinic's language. Refuses with `not_found` while nothing is written about the visit. */
export function composeVisitSummary(
  tx: Tx,
  { appointmentId }: { appointmentId: string },
  asker: Asker,
): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  openChart(tx, visit.patient.id);
  const record = recordOnPaper(tx, appointmentId);
  const language = clinicOf(tx).locale;
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'visitSummary', language });
  const words = clinicalWords[language];
  const { prescriptionLines, codedDiagnoses } = writtenBeside(tx, record.id);
  const body = html`${clinicHeader(sheet.clinic, words.summary)}
${record.signedAtMs === null && html`<div class="unsigned">${sheet.words.unsigned}</div>`}
${aboutPatient(visit, sheet)}
${part(sheet.words.reason, visit.appointment.reason)}
${part(words.symptoms, visit.appointment.symptoms)}
${part(words.vitals, vitalsLine(record.vitalSigns, language))}
${part(sheet.words.diagnosis, diagnosisText(record.diagnosis, codedDiagnoses))}
${medicines({ text: record.prescription, items: prescriptionLines, title: sheet.words.medicines, words })}
${part(words.plan, record.treatmentPlan)}
${part(sheet.words.followUp, record.followUpDate ? longDay(record.followUpDate, language) : '')}
${signature(visit, record.signedAtMs, sheet)}`;
  return {
    fileName: `${words.summary} ${visit.patient.fullName} ${visit.appointment.appointmentDate}`,
    subject: { entity: 'appointments', entityId: appointmentId, patientId: visit.patient.id },
    setup,
    page: { ...parts, title: words.summary, body },
  };
}

function aboutPatient(
  { patient, appointment, ...visit }: VisitOnPaper,
  { clinic, words, today }: Sheet,
): Html {
  const own = clinicalWords[clinic.locale];
  return html`<dl>
${line(words.patient, patient.fullName)}
${line(words.recordNumber, patient.recordNumber)}
${bornLine(patient, words, today)}
${line(words.address, patient.address)}
${line(words.visit, `${longDay(appointment.appointmentDate, clinic.locale)}, ${appointment.appointmentTime}`)}
${line(words.doctor, `${visit.doctorName} · ${visit.departmentName}`)}
${line(own.bloodGroup, patient.bloodGroup)}
${line(own.conditions, patient.chronicConditions)}
</dl>
${patient.allergies && html`<div class="warning">${words.allergies}: ${patient.allergies}</div>`}`;
}
