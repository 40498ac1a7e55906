// The tickets of the demo clinic's waiting room: whoever is here today has one, in the order of arrival, as the desk gives them.
import { prepared } from '../prepared.ts';
import { takeTicket } from '../tickets.ts';
import type { Tx } from '../write.ts';

export function giveTickets(tx: Tx, today: string): void {
  const arrivals = prepared(tx, ARRIVALS).all(tx.clinicId, today) as { id: string; eventId: string | null }[];
  for (const { id, eventId } of arrivals) {
    const ticket = takeTicket(tx, today);
    tx.update('appointments', id, { ticket });
    // As the desk notes it, so that the history tells the number.
    if (eventId !== null) tx.update('appointmentEvents', eventId, { reason: ticket });
  }
}

const ARRIVALS = `SELECT a.id, (SELECT e.id FROM appointmentEvents e WHERE e.clinicId = a.clinicId AND e.appointmentId = a.id
    AND e.kind = 'arrived') AS eventId
  FROM appointments a INDEXED BY appointments_day WHERE a.clinicId = ? AND a.appointmentDate = ? AND a.arrivedAtMs IS NOT NULL
  ORDER BY a.arrivedAtMs, a.id`;
