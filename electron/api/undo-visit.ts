// Taking back one visit's last change, or its booking, inside a write that may do more: the desk's undo, the waiting list's, the leave's.
import { dayOfDoctor, eventsOf, patientOfDay, saveChange, standingVisit } from '../../db/appointments.ts';
import { standsOnReceipt } from '../../db/receipts.ts';
import { entryBookedAs } from '../../db/waitlist.ts';
import type { Tx } from '../../db/write.ts';
import type { Actor } from '../../domain/appointment-booking.ts';
import type { Change } from '../../domain/appointment-changes.ts';
import { changeToUndo, placeBefore, undoChange } from '../../domain/appointment-undo.ts';
import { takeBackBooking } from '../../domain/booking-taken-back.ts';
import { reopenedEntry } from '../../domain/waitlist.ts';

type Asked = { appointmentId: string; eventId: string; actor: Actor };

/** Refuses when anything came after the event. Who got the visit's place from the waiting list waits again. */
export function undoVisit(tx: Tx, { appointmentId, eventId, actor }: Asked): void {
  const standing = standingVisit(tx, { appointmentId });
  const { appointment } = standing;
  const history = eventsOf(tx, appointmentId);
  const undone = changeToUndo(appointment, { eventId, history });
  const back = placeBefore(appointment, undone);
  const roomId = undone.before?.roomId;
  const day = dayOfDoctor(tx, { ...back, roomId, nowMs: tx.nowMs, asker: 'desk' });
  const patient = patientOfDay(tx, { patientId: appointment.patientId, date: back.date });
  saveChange(tx, appointment, undoChange(standing, { actor, eventId, history, day, patient }, tx.newId));
  const entryId = entryBookedAs(tx, appointment, undone.atMs);
  if (entryId !== null) tx.update('waitlist', entryId, reopenedEntry);
}

type TakingBack = { appointmentId: string; seenMs?: number; actor: Actor; reason: string };

/** Cancels what was just booked; refuses when anything came after the booking. */
export function takeBackVisit(tx: Tx, { appointmentId, seenMs, actor, reason }: TakingBack): Change {
  const standing = standingVisit(tx, { appointmentId, seenMs });
  const history = eventsOf(tx, appointmentId);
  const hasReceipt = standsOnReceipt(tx, appointmentId);
  const change = takeBackBooking(standing, { actor, reason, history, hasReceipt }, tx.newId);
  saveChange(tx, standing.appointment, change);
  return change;
}
