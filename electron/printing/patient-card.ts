// The card a patient carries: clinic, name, birth day, record number, and the code a hand scanner at the desk reads. Nothing clinical.
import { create } from 'qrcode';
import { patientOf } from '../../db/patients.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import type { Tx } from '../../db/write.ts';
import { cardText } from '../../domain/patient-card.ts';
import type { Patient } from '../../domain/patients.ts';
import { Html, html } from './html.ts';
import { type Asker, type Composed, type Sheet, sheetFor } from './sheet.ts';
import { shortDay } from './words.ts';

/** In the clinic's language: the patient carries it. */
export function composePatientCard(tx: Tx, { patientId }: { patientId: string }, asker: Asker): Composed {
  const patient = patientOf(tx, patientId);
  const { sheet, setup, parts } = sheetFor(tx, asker, {
    document: 'patientCard',
    language: clinicOf(tx).locale,
  });
  const title = sheet.words.patientCard;
  return {
    fileName: `${title} ${patient.recordNumber}`,
    subject: { entity: 'patients', entityId: patient.id, patientId: patient.id },
    setup,
    page: { ...parts, title, body: cardBody(patient, sheet) },
  };
}

function cardBody(patient: Patient, { clinic, words }: Sheet): Html {
  const text = cardText(patient.patientUuid);
  return html`<div class="card">
<div class="clinic"><strong>${clinic.name}</strong>${clinic.phone && html`<div>${clinic.phone}</div>`}</div>
<div class="holder">
<div class="name">${patient.fullName}</div>
${patient.dateOfBirth && html`<div>${words.born} ${shortDay(patient.dateOfBirth)}</div>`}
<div class="number">${patient.recordNumber}</div>
</div>
${text !== null && html`<div class="code">${qrCode(text)}</div>`}
<div class="bring">${words.bringCard}</div>
</div>`;
}

/** The white around a code that scanners need, in modules. */
const QUIET = 4;

/** A code as one path of ink: sharp at any printer's resolution, and no picture has to be loaded. */
function qrCode(text: string): Html {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (isDark, at) =>
    isDark ? `M${QUIET + (at % size)} ${QUIET + Math.floor(at / size)}h1v1h-1z` : '',
  ).join('');
  const side = size + 2 * QUIET;
  return new Html(
    `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img"><path d="${squares}"/></svg>`,
  );
}
