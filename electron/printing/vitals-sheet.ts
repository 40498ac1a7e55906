// What was measured at every visit of a patient, the oldest first, as a table to look down.
import { openChart } from '../../db/chart-access.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { type MeasuredVisit, vitalsOfPatient, visitOnPaper } from '../../db/print-reads.ts';
import type { Tx } from '../../db/write.ts';
import { vitalSignKeys } from '../../domain/vital-signs.ts';
import { clinicalWords, unitOf, vitalText } from './clinical-words.ts';
import { type Html, html } from './html.ts';
import { bornLine, line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import { type Asker, type Composed, type Sheet, sheetFor } from './sheet.ts';
import { shortDay } from './words.ts';

/** In the clinic's language. Of the patient of a visit: up to that day, so that a sheet printed again is the same. */
export function composeVitalsSheet(
  tx: Tx,
  { appointmentId }: { appointmentId: string },
  asker: Asker,
): Composed {
  const { patient, appointment } = visitOnPaper(tx, appointmentId);
  openChart(tx, patient.id);
  const language = clinicOf(tx).locale;
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'vitalsSheet', language });
  const title = clinicalWords[language].vitalsSheet;
  const measured = vitalsOfPatient(tx, patient.id, appointment.appointmentDate);
  const body = html`${clinicHeader(sheet.clinic, title)}
<dl>
${line(sheet.words.patient, patient.fullName)}
${line(sheet.words.recordNumber, patient.recordNumber)}
${bornLine(patient, sheet.words, sheet.today)}
</dl>
${table(measured, sheet)}`;
  return {
    fileName: `${title} ${patient.fullName} ${appointment.appointmentDate}`,
    subject: { entity: 'appointments', entityId: appointmentId, patientId: patient.id },
    setup,
    page: { ...parts, title, body },
  };
}

function table(measured: readonly MeasuredVisit[], { clinic }: Sheet): Html {
  const words = clinicalWords[clinic.locale];
  if (measured.length === 0) return html`<p>${words.noVitals}</p>`;
  const row = ({ appointmentDate, vitalSigns, signedAtMs }: MeasuredVisit): Html =>
    html`<tr><td>${shortDay(appointmentDate)}${signedAtMs === null && html`<div class="muted">${words.unsignedRow}</div>`}</td>${vitalSignKeys.map(
      (key) => html`<td class="amount">${vitalText(vitalSigns, key, clinic.locale)}</td>`,
    )}</tr>`;
  return html`<section><table class="vitals">
<thead><tr><th>${words.date}</th>${vitalSignKeys.map(
    (key) => html`<th class="amount">${words.vital[key]}<div class="muted">${unitOf(key, words)}</div></th>`,
  )}</tr></thead>
<tbody>${measured.map(row)}</tbody></table></section>`;
}
