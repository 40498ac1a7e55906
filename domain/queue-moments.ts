// What the events of a visit make of its moments (arrived, called, in the room, left). Pure; it decides no step and knows no actor.
import type { Appointment, AppointmentEvent } from './appointments.ts';
import { Refused } from './failure.ts';
import { type QueueFacts, queueStateOf } from './queue.ts';

export type Moments = Pick<
  Appointment,
  'arrivedAtMs' | 'calledAtMs' | 'inRoomAtMs' | 'leftAtMs' | 'isNoShow'
>;
const notYet: Moments = {
  arrivedAtMs: null,
  calledAtMs: null,
  inRoomAtMs: null,
  leftAtMs: null,
  isNoShow: false,
};
export const momentsOf = ({ arrivedAtMs, calledAtMs, inRoomAtMs, leftAtMs, isNoShow }: Moments): Moments => ({
  arrivedAtMs,
  calledAtMs,
  inRoomAtMs,
  leftAtMs,
  isNoShow,
});

type Happened = Pick<AppointmentEvent, 'kind' | 'atMs'> &
  Partial<Pick<AppointmentEvent, 'fromDate' | 'toDate'>>;

/** The one place that says what an event does to the moments of a visit; a step and its undoing both ask here. */
export function momentsAfterEvent(before: Moments, { kind, atMs, fromDate, toDate }: Happened): Moments {
  switch (kind) {
    case 'arrived':
      return { ...notYet, arrivedAtMs: atMs };
    case 'called':
      return { ...before, arrivedAtMs: before.arrivedAtMs ?? atMs, calledAtMs: atMs };
    case 'in_room':
      return {
        ...before,
        arrivedAtMs: before.arrivedAtMs ?? atMs,
        inRoomAtMs: atMs,
        leftAtMs: null,
        isNoShow: false,
      };
    case 'left':
      return { ...before, leftAtMs: atMs };
    case 'no_show':
      return { ...before, isNoShow: true };
    case 'moved':
      // Whoever goes home to come another day has not arrived on that day.
      return fromDate === toDate ? before : notYet;
    default:
      return before;
  }
}

/** How far the visit had come after these events, oldest first. Only events that still stand (`standingEvents`). */
export const momentsAfter = (standing: readonly AppointmentEvent[]): Moments =>
  standing.reduce(momentsAfterEvent, notYet);

/** The ticket given by the arrival among these events; null when there is none. */
export function ticketAfter(standing: readonly AppointmentEvent[]): string | null {
  const lastDay = standing.findLastIndex(
    (event) => event.kind === 'moved' && event.fromDate !== event.toDate,
  );
  const arrival = standing
    .slice(lastDay + 1)
    .findLast(
      ({ kind, reason }) => reason !== '' && (kind === 'arrived' || kind === 'called' || kind === 'in_room'),
    );
  return arrival?.reason ?? null;
}

/** What a move to another day leaves of the waiting room: nothing. On the same day the patient goes on waiting. */
export const movedPatch = (fromDate: string, toDate: string): Partial<Moments & { ticket: null }> =>
  fromDate === toDate ? {} : { ...notYet, ticket: null };

/** The patient is still to come or still waits: nobody has seen him or her, and nobody has given up. */
export function isAwaited(visit: QueueFacts): boolean {
  const state = queueStateOf(visit);
  return state === 'expected' || state === 'waiting' || state === 'called';
}

/** A visit that is under way or over is not confirmed, moved or cancelled any more; its steps can be taken back first. */
export function requireStillAhead(appointment: Appointment): void {
  if (!isAwaited(appointment))
    throw new Refused({ code: 'queue_state_forbids', state: queueStateOf(appointment) });
}

/** When a patient whose visit is completed now has left: only who was here today, and has not gone before. */
export const leavesOnCompletion = (
  { appointmentDate, arrivedAtMs, leftAtMs }: Appointment,
  now: { date: string; nowMs: number },
): number | null =>
  arrivedAtMs !== null && appointmentDate === now.date ? (leftAtMs ?? now.nowMs) : leftAtMs;
