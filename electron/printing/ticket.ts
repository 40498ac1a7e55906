// The ticket a patient waits with: a number that can be read across a room, with whom, where. No name: it is left on chairs.
import { type VisitOnPaper, visitOnPaper } from '../../db/print-reads.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { ticketsAhead } from '../../db/queue.ts';
import type { Tx } from '../../db/write.ts';
import { Refused } from '../../domain/failure.ts';
import { queueStateOf } from '../../domain/queue.ts';
import { type Html, html } from './html.ts';
import { line } from './patient-lines.ts';
import { clinicHeader } from './print-page.ts';
import { type Asker, type Composed, type Sheet, sheetFor } from './sheet.ts';
import { longDay } from './words.ts';

/** In the clinic's language: the patient reads it. Who has not arrived has no ticket. */
export function composeTicket(tx: Tx, { appointmentId }: { appointmentId: string }, asker: Asker): Composed {
  const visit = visitOnPaper(tx, appointmentId);
  const { appointment, patient } = visit;
  if (appointment.ticket === null)
    throw new Refused({ code: 'queue_state_forbids', state: queueStateOf(appointment) });
  const language = clinicOf(tx).locale;
  const { sheet, setup, parts } = sheetFor(tx, asker, { document: 'ticket', language });
  const title = sheet.words.ticket;
  const body = ticketBody(
    { ...visit, ticket: appointment.ticket, ahead: ticketsAhead(tx, appointment) },
    sheet,
  );
  return {
    fileName: `${title} ${appointment.ticket} ${appointment.appointmentDate}`,
    subject: { entity: 'appointments', entityId: appointmentId, patientId: patient.id },
    setup,
    page: { ...parts, title, body },
  };
}

type TicketOnPaper = VisitOnPaper & { ticket: string; ahead: number };

function ticketBody(visit: TicketOnPaper, { clinic, words }: Sheet): Html {
  const { appointment, ticket, ahead } = visit;
  return html`${clinicHeader(clinic, words.ticket)}
<div class="when"><strong class="ticket">${ticket}</strong>${longDay(appointment.appointmentDate, clinic.locale)}</div>
<dl>
${line(words.time, appointment.appointmentTime)}
${line(words.doctor, visit.doctorName)}
${line(words.department, visit.departmentName)}
${line(words.room, visit.roomNumber)}
${line(words.ahead, String(ahead))}
</dl>
<section class="muted">${words.waitForTicket}</section>`;
}
