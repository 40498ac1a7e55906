// The appointment slip a patient takes home: who, when, with whom, where. Nothing clinical stands on it.
import type { VisitOnPaper } from '../../db/print-reads.ts';
import { formatMoney } from '../../domain/money.ts';
import { type Html, html } from './html.ts';
import { bornLine, line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import type { Sheet } from './sheet.ts';
import { longDay } from './words.ts';

export function slipBody(visit: VisitOnPaper, { clinic, words, today }: Sheet): Html {
  const { appointment, patient } = visit;
  const room =
    visit.roomNumber &&
    [visit.roomNumber, visit.roomFloor && words.floor(visit.roomFloor)].filter(Boolean).join(', ');
  return html`${clinicHeader(clinic, words.slip)}
<div class="when"><strong>${appointment.appointmentTime}</strong>${longDay(appointment.appointmentDate, clinic.locale)}</div>
<dl>
${line(words.patient, patient.fullName)}
${line(words.recordNumber, patient.recordNumber)}
${bornLine(patient, words, today)}
${line(words.phone, patient.phone)}
${line(words.doctor, visit.doctorName)}
${line(words.department, visit.departmentName)}
${line(words.room, room)}
${line(words.reason, appointment.reason)}
${line(words.estimatedFee, formatMoney(appointment.estimatedFeeMinor, clinic.currency, clinic.locale))}
</dl>
<section class="muted">${words.bringSlip}</section>`;
}
