// Taking back the last change of a visit's place, status or step in the waiting room, while nothing came after it. Pure, as the changes themselves are.
import type { Appointment, AppointmentEvent } from './appointments.ts';
import {
  type Actor,
  type DayOfDoctor,
  eventOf,
  type PatientOfDay,
  type Place,
  placeOf,
  requirePatientFree,
  roomAt,
  roomFor,
} from './appointment-booking.ts';
import {
  type Change,
  requireOwn,
  type Standing,
  withoutOwnVisit,
  withoutVisit,
} from './appointment-changes.ts';
import { assert, Refused } from './failure.ts';
import { momentsAfter, ticketAfter } from './queue-moments.ts';
import { isStepEvent } from './queue-steps.ts';
import { nearestFreeTimes, overlap, slotStates, spanOfSlot } from './slot.ts';

export type UndoOrder = {
  actor: Actor;
  /** The event to take back; it must be the latest that still stands, so that nobody undoes another's work unseen. */
  eventId: string;
  /** Oldest first. */
  history: readonly AppointmentEvent[];
  /** The day to return to (of the visit before the event). */
  day: DayOfDoctor;
  patient: PatientOfDay;
};

/**
 * Takes back a confirmation, a move, a cancel or a step of the waiting room while nothing came after it; what needs its slot again
 * gets it only while that is still free.
 */
export function undoChange(standing: Standing, order: UndoOrder, newId: () => string): Change {
  const { appointment } = standing;
  const { actor } = order;
  const undone = changeToUndo(appointment, order);
  // Who moved a visit to another column may also take it back from there.
  if (undone.byUserId === null || undone.byUserId !== actor.userId) requireOwn(appointment, actor);
  const before = standingEvents(order.history).slice(0, -1);
  const back = placeBefore(appointment, undone);
  const facts = {
    kind: 'undone',
    appointmentId: appointment.id,
    from: placeOf(appointment),
    to: back,
  } as const;
  const event = eventOf(newId(), actor, facts);
  if (isStepEvent(undone)) return { patch: patchBeforeStep(appointment, undone, before), event };
  if (standing.hasRecord) throw new Refused({ code: 'record_exists' });
  if (undone.kind === 'confirmed') return { patch: { status: 'booked' }, event };
  requireStillPossible(standing, order, undone);
  const day = withoutVisit(order.day, appointment.id);
  const { before: replaced } = undone;
  requireUntaken(day, back.time);
  requirePatientFree({ day, patient: withoutOwnVisit(order.patient, appointment.id) }, back.time);
  const staysInDepartment = day.department.id === appointment.departmentId;
  return {
    patch: {
      doctorId: back.doctorId,
      appointmentDate: back.date,
      appointmentTime: back.time,
      departmentId: day.department.id,
      roomId: roomBefore(day, replaced, back.time),
      status: statusAfter(before),
      rescheduledFrom: rescheduledFromAfter(before),
      cancellationReason: null,
      cancelledAtMs: null,
      ...(back.date === appointment.appointmentDate
        ? {}
        : { ...momentsAfter(before), ticket: ticketAfter(before) }),
      ...(staysInDepartment ? {} : feeBefore(replaced, day)),
    },
    event,
  };
}

/** The very room it had, while that is free; else as for any visit of that doctor. */
function roomBefore(day: DayOfDoctor, replaced: AppointmentEvent['before'], time: string): string | null {
  const room = day.rooms.find(({ id }) => id === replaced?.roomId);
  return room && roomAt(room, day.slots, time) === 'free' ? room.id : roomFor(day, time);
}

/** Back in its department, the visit has the fee it was promised and its service again. Older moves did not keep them. */
const feeBefore = (replaced: AppointmentEvent['before'], day: DayOfDoctor) => ({
  estimatedFeeMinor: replaced?.estimatedFeeMinor ?? day.department.examinationFeeMinor,
  serviceId: replaced?.serviceId ?? null,
});

/** The ticket stays with the patient: a number that was given is never another's, and an arrival noted again has it again. */
const patchBeforeStep = (
  { isPriority }: Appointment,
  undone: AppointmentEvent,
  before: readonly AppointmentEvent[],
): Change['patch'] => (undone.kind === 'priority' ? { isPriority: !isPriority } : momentsAfter(before));

/** Hours and leave may have changed since; that the patient left the registry, or that the day is over, no undo takes back. */
function requireStillPossible(
  { now }: Standing,
  { patient, day }: UndoOrder,
  undone: AppointmentEvent,
): void {
  if (patient.archivedAtMs !== null) throw new Refused({ code: 'patient_archived', patientId: patient.id });
  const { date } = day.slots;
  if (undone.kind === 'moved' && date < now.date)
    throw new Refused({ code: 'visit_over', date, time: fromOf(undone).time });
}

/** The event an undo takes back, or a refusal. */
export function changeToUndo(
  appointment: Appointment,
  order: Pick<UndoOrder, 'eventId' | 'history'>,
): AppointmentEvent {
  const last = standingEvents(order.history).at(-1);
  if (last?.id !== order.eventId) {
    throw new Refused({ code: 'changed_meanwhile', subject: 'appointment', id: appointment.id });
  }
  if (!isUndoable(last)) throw new Refused({ code: 'status_forbids', status: appointment.status });
  return last;
}

/** Where the visit stood before `event`: only a move took it elsewhere. */
export const placeBefore = (appointment: Appointment, event: AppointmentEvent): Place =>
  event.kind === 'moved' ? fromOf(event) : placeOf(appointment);

/** The events of place and status that still stand: an `undone` takes itself and the one before it away. Edited texts are neither. */
export function standingEvents(history: readonly AppointmentEvent[]): AppointmentEvent[] {
  const standing: AppointmentEvent[] = [];
  for (const event of history) {
    if (event.kind === 'undone') standing.pop();
    else if (event.kind !== 'edited') standing.push(event);
  }
  return standing;
}

/** The event that may be undone now, if there is one. */
export function undoableEvent(history: readonly AppointmentEvent[]): AppointmentEvent | null {
  const last = standingEvents(history).at(-1);
  return last && isUndoable(last) ? last : null;
}

const isUndoable = (event: AppointmentEvent) =>
  event.kind === 'confirmed' || event.kind === 'moved' || event.kind === 'cancelled' || isStepEvent(event);

function fromOf(event: AppointmentEvent): Place {
  const { fromDate, fromTime, fromDoctorId } = event;
  assert(
    fromDate !== null && fromTime !== null && fromDoctorId !== null,
    'a move says where the visit stood',
  );
  return { date: fromDate, time: fromTime, doctorId: fromDoctorId };
}

/** A move to the next door is a move too, but the time the patient was told stands, and so does what was confirmed. */
const wentElsewhere = (event: AppointmentEvent): boolean =>
  event.kind === 'moved' &&
  (event.fromDate !== event.toDate ||
    event.fromTime !== event.toTime ||
    event.fromDoctorId !== event.toDoctorId);

function statusAfter(standing: readonly AppointmentEvent[]): 'booked' | 'confirmed' {
  const last = standing.findLast(
    (event) => event.kind === 'booked' || event.kind === 'confirmed' || wentElsewhere(event),
  );
  return last?.kind === 'confirmed' ? 'confirmed' : 'booked';
}

function rescheduledFromAfter(standing: readonly AppointmentEvent[]): Appointment['rescheduledFrom'] {
  const move = standing.findLast(wentElsewhere);
  if (!move) return null;
  const { date, time } = fromOf(move);
  return { date, time };
}

/** Going back needs the slot to be untaken and no more: hours or leave entered since do not forbid what stood before them. */
function requireUntaken({ slots }: DayOfDoctor, time: string): void {
  const slot = spanOfSlot(slots.grid, time);
  const visit = slots.taken.find((taken) => overlap(spanOfSlot(slots.grid, taken.time), slot));
  if (visit) {
    const freeTimes = nearestFreeTimes(slotStates(slots), time);
    throw new Refused({ code: 'slot_taken', appointmentId: visit.appointmentId, freeTimes });
  }
}
