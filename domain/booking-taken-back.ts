// Taking back what was just booked, while nothing has come after it. Nothing is deleted: the visit is cancelled and says why. Pure.
import type { Actor } from './appointment-booking.ts';
import { cancelled, type Change, requireOwn, type Standing } from './appointment-changes.ts';
import { standingEvents } from './appointment-undo.ts';
import type { AppointmentEvent } from './appointments.ts';
import { Refused } from './failure.ts';

export type TakeBackOrder = {
  actor: Actor;
  reason: string;
  /** Oldest first. */
  history: readonly AppointmentEvent[];
  /** A receipt that is not voided stands for the visit: money is undone by hand, never along with something else. */
  hasReceipt: boolean;
};

/** Whoever booked may take it back, in whichever column it stands; anybody else as for a cancel. */
export function takeBackBooking(standing: Standing, order: TakeBackOrder, newId: () => string): Change {
  const { appointment } = standing;
  const { actor, reason, history, hasReceipt } = order;
  const [first] = history;
  if (first?.byUserId !== actor.userId || actor.userId === null) requireOwn(appointment, actor);
  if (reason === '') throw new Refused({ code: 'reason_required' });
  if (standing.hasRecord) throw new Refused({ code: 'record_exists' });
  const { status } = appointment;
  if (status !== 'booked') throw new Refused({ code: 'status_forbids', status });
  // A walk-in arrives with the booking itself; anything else somebody did afterwards.
  const isUntouched = standingEvents(history).every(
    ({ kind, atMs }) => kind === 'booked' || (kind === 'arrived' && atMs === first?.atMs),
  );
  if (!isUntouched || hasReceipt)
    throw new Refused({ code: 'changed_meanwhile', subject: 'appointment', id: appointment.id });
  return cancelled(appointment, { actor, reason }, newId);
}
