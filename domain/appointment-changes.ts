// What may become of a booked visit: confirmed, moved, cancelled, its texts edited, and the last change of its state undone. Pure, as booking is.
import type { Appointment, AppointmentEvent } from './appointments.ts';
import { addDays } from './civil-date.ts';
import { assert, Refused } from './failure.ts';
import type { NewRow } from './row.ts';
import {
  type Actor,
  type DayOfDoctor,
  eventOf,
  type PatientOfDay,
  type Place,
  placeOf,
  requireOpenSlot,
  requirePatientFree,
  roomFor,
} from './appointment-booking.ts';
import { nearestFreeTimes, overlap, slotStates, spanOfSlot, type WallClock } from './slot.ts';

/** A visit as it stands, read in the transaction that changes it. */
export type Standing = {
  appointment: Appointment;
  /** Something has been written about this visit: it can no longer be cancelled or moved away from under its record. */
  hasRecord: boolean;
  now: WallClock;
};

export type AppointmentPatch = Partial<Omit<NewRow<Appointment>, 'id'>>;
export type Change = { patch: AppointmentPatch; event: NewRow<AppointmentEvent> };

/** Patients change their own visits until the same hour of the day before (rest-api.md, decision 8); the desk at any time. */
const PATIENT_DEADLINE_DAYS = 1;

export function confirmAppointment({ appointment }: Standing, actor: Actor, newId: () => string): Change {
  requireOwn(appointment, actor);
  if (appointment.status !== 'booked')
    throw new Refused({ code: 'status_forbids', status: appointment.status });
  const place = placeOf(appointment);
  const event = eventOf(newId(), actor, {
    kind: 'confirmed',
    appointmentId: appointment.id,
    from: place,
    to: place,
  });
  return { patch: { status: 'confirmed' }, event };
}

export function cancelAppointment(
  standing: Standing,
  order: { actor: Actor; reason: string },
  newId: () => string,
): Change {
  const { appointment } = standing;
  const { actor, reason } = order;
  requireChangeable(standing, actor);
  if (actor.role !== 'patient' && reason === '') throw new Refused({ code: 'reason_required' });
  const facts = {
    kind: 'cancelled',
    appointmentId: appointment.id,
    from: placeOf(appointment),
    to: null,
    reason,
  } as const;
  return {
    patch: { status: 'cancelled', cancellationReason: reason, cancelledAtMs: actor.nowMs },
    event: eventOf(newId(), actor, facts),
  };
}

export type MoveOrder = {
  actor: Actor;
  day: DayOfDoctor;
  patient: PatientOfDay;
  time: string;
  reason: string;
};

/** The visit at its new place, or null when it already stands there: nothing changes and no confirmation is lost. */
export function moveAppointment(standing: Standing, order: MoveOrder, newId: () => string): Change | null {
  const { appointment, now } = standing;
  const { actor, time, reason } = order;
  requireChangeable(standing, actor);
  // Fault F6 of the older server. A visit of today may still be moved to later (the patient is late); yesterday's is history.
  if (appointment.appointmentDate < now.date) {
    throw new Refused({
      code: 'visit_over',
      date: appointment.appointmentDate,
      time: appointment.appointmentTime,
    });
  }
  const day = withoutVisit(order.day, appointment.id);
  const from = placeOf(appointment);
  const to = { date: day.slots.date, time, doctorId: day.doctor.id };
  if (from.date === to.date && from.time === to.time && from.doctorId === to.doctorId) return null;
  requireOpenSlot({ day, patient: withoutOwnVisit(order.patient, appointment.id), actor }, time);
  const staysInDepartment = day.department.id === appointment.departmentId;
  return {
    patch: {
      doctorId: to.doctorId,
      appointmentDate: to.date,
      appointmentTime: to.time,
      roomId: roomFor(day, time),
      status: 'booked',
      rescheduledFrom: { date: from.date, time: from.time },
      departmentId: day.department.id,
      // The fee is a snapshot: it is taken again only when another department treats the patient, and then no service is assigned.
      ...(staysInDepartment
        ? {}
        : { estimatedFeeMinor: day.department.examinationFeeMinor, serviceId: null }),
    },
    event: eventOf(newId(), actor, { kind: 'moved', appointmentId: appointment.id, from, to, reason }),
  };
}

/** What the desk notes about a visit: why the patient comes, what hurts, what the desk must remember. */
export type VisitTexts = Pick<Appointment, 'reason' | 'symptoms' | 'notes'>;

/**
 * The texts as they are now, or null when nothing is new. The desk may note more while the doctor writes already: these texts
 * stand beside the record, not in it.
 */
export function editAppointment(
  { appointment }: Standing,
  { actor, texts }: { actor: Actor; texts: VisitTexts },
  newId: () => string,
): Change | null {
  requireOwn(appointment, actor);
  const { status, reason, symptoms, notes } = appointment;
  if (status !== 'booked' && status !== 'confirmed') throw new Refused({ code: 'status_forbids', status });
  if (texts.reason === reason && texts.symptoms === symptoms && texts.notes === notes) return null;
  const place = placeOf(appointment);
  const facts = { kind: 'edited', appointmentId: appointment.id, from: place, to: place } as const;
  return { patch: texts, event: eventOf(newId(), actor, facts) };
}

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

/** Takes back a confirmation, a move or a cancel while nothing came after it and the slot it needs is still free. */
export function undoChange(standing: Standing, order: UndoOrder, newId: () => string): Change {
  const { appointment } = standing;
  const { actor } = order;
  const undone = changeToUndo(appointment, order);
  // Who moved a visit to another column may also take it back from there.
  if (undone.byUserId === null || undone.byUserId !== actor.userId) requireOwn(appointment, actor);
  if (standing.hasRecord) throw new Refused({ code: 'record_exists' });
  const before = standingEvents(order.history).slice(0, -1);
  const back = placeBefore(appointment, undone);
  const facts = {
    kind: 'undone',
    appointmentId: appointment.id,
    from: placeOf(appointment),
    to: back,
  } as const;
  const event = eventOf(newId(), actor, facts);
  if (undone.kind === 'confirmed') return { patch: { status: 'booked' }, event };
  requireStillPossible(standing, order, undone);
  const day = withoutVisit(order.day, appointment.id);
  requireUntaken(day, back.time);
  requirePatientFree({ day, patient: withoutOwnVisit(order.patient, appointment.id) }, back.time);
  const staysInDepartment = day.department.id === appointment.departmentId;
  return {
    patch: {
      doctorId: back.doctorId,
      appointmentDate: back.date,
      appointmentTime: back.time,
      departmentId: day.department.id,
      roomId: roomFor(day, back.time),
      status: statusAfter(before),
      rescheduledFrom: rescheduledFromAfter(before),
      cancellationReason: null,
      cancelledAtMs: null,
      ...(staysInDepartment
        ? {}
        : { estimatedFeeMinor: day.department.examinationFeeMinor, serviceId: null }),
    },
    event,
  };
}

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

const isUndoable = ({ kind }: AppointmentEvent) =>
  kind === 'confirmed' || kind === 'moved' || kind === 'cancelled';

function fromOf(event: AppointmentEvent): Place {
  const { fromDate, fromTime, fromDoctorId } = event;
  assert(
    fromDate !== null && fromTime !== null && fromDoctorId !== null,
    'a move says where the visit stood',
  );
  return { date: fromDate, time: fromTime, doctorId: fromDoctorId };
}

function statusAfter(standing: readonly AppointmentEvent[]): 'booked' | 'confirmed' {
  const last = standing.findLast(({ kind }) => kind === 'booked' || kind === 'moved' || kind === 'confirmed');
  return last?.kind === 'confirmed' ? 'confirmed' : 'booked';
}

function rescheduledFromAfter(standing: readonly AppointmentEvent[]): Appointment['rescheduledFrom'] {
  const move = standing.findLast(({ kind }) => kind === 'moved');
  if (!move) return null;
  const { date, time } = fromOf(move);
  return { date, time };
}

/** A doctor changes the visits of the own column; the desk and admins those of every doctor. */
function requireOwn(appointment: Appointment, actor: Actor): void {
  const isOthers =
    (actor.role === 'doctor' && appointment.doctorId !== actor.userId) ||
    (actor.role === 'patient' && appointment.patientId !== actor.userId);
  if (isOthers) throw new Refused({ code: 'not_your_appointment' });
}

function requireChangeable({ appointment, hasRecord, now }: Standing, actor: Actor): void {
  requireOwn(appointment, actor);
  const { status, appointmentDate, appointmentTime } = appointment;
  if (status !== 'booked' && status !== 'confirmed') throw new Refused({ code: 'status_forbids', status });
  if (hasRecord) throw new Refused({ code: 'record_exists' });
  if (actor.role !== 'patient') return;
  const lastDay = addDays(appointmentDate, -PATIENT_DEADLINE_DAYS);
  if (now.date > lastDay || (now.date === lastDay && now.time > appointmentTime)) {
    throw new Refused({ code: 'too_late_to_change', date: lastDay, time: appointmentTime });
  }
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

const others = <Visit extends { appointmentId: string }>(visits: readonly Visit[], id: string): Visit[] =>
  visits.filter(({ appointmentId }) => appointmentId !== id);
const withoutOwnVisit = (patient: PatientOfDay, id: string): PatientOfDay => ({
  ...patient,
  visits: others(patient.visits, id),
});
const withoutVisit = (day: DayOfDoctor, id: string): DayOfDoctor => ({
  ...day,
  slots: { ...day.slots, taken: others(day.slots.taken, id) },
  rooms: day.rooms.map((room) => ({ ...room, taken: others(room.taken, id) })),
});
