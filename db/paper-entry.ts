// A page of paper taken in: every line decided and saved in one write, or none. Reads what each decision needs as the lines before it
// left the day, so that two lines clash with each other as with anybody else.
import type { Actor } from '../domain/appointment-booking.ts';
import { Refused } from '../domain/failure.ts';
import { enterFromPaper, type PaperDay, type PaperLine, type RefusedLine } from '../domain/paper-entry.ts';
import { clinicClock, dayOfDoctor, patientOfDay, saveBooking } from './appointments.ts';
import { prepared } from './prepared.ts';
import type { Tx } from './write.ts';

type Order = { actor: Actor; mark: string };

/** Answers the lines that are refused; with any of them the caller throws the write away. */
export function enterPaperDay(tx: Tx, day: PaperDay, order: Order): RefusedLine[] {
  const refused: RefusedLine[] = [];
  for (const [line, said] of day.lines.entries()) {
    try {
      enterLine(tx, { ...day, line: said }, order);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push({ line, failure: error.failure });
    }
  }
  tx.about({ entity: 'appointments', note: { date: day.date, lines: day.lines.length } });
  return refused;
}

type LineOfDay = { date: string; doctorId: string; line: PaperLine };

function enterLine(tx: Tx, { date, doctorId, line }: LineOfDay, { actor, mark }: Order): void {
  const { timeZone } = clinicClock(tx);
  const day = dayOfDoctor(tx, { doctorId, date, nowMs: tx.nowMs, asker: 'desk' });
  const patient = patientOfDay(tx, { patientId: line.patientId, date });
  const known = prepared(tx, KNOWN)
    .pluck()
    .get({ clinicId: tx.clinicId, date, doctorId, ...line }) as string | undefined;
  const standing = known === undefined ? null : (tx.find('appointments', known) ?? null);
  const entered = enterFromPaper({ day, patient, actor }, { line, mark, timeZone, standing }, tx.newId);
  if (entered.kind === 'new') saveBooking(tx, entered.booking);
  else if (standing) tx.update('appointments', standing.id, entered.patch);
  for (const event of entered.events) tx.insert('appointmentEvents', event);
}

const KNOWN = `SELECT id FROM appointments INDEXED BY appointments_patient
  WHERE clinicId = @clinicId AND patientId = @patientId AND appointmentDate = @date AND appointmentTime = @time
    AND doctorId = @doctorId AND status <> 'cancelled'`;
