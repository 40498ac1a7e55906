// What may become of a booked visit: confirmed, moved, cancelled, its texts edited. Taking a change back is appointment-undo.ts.
import type { Appointment, AppointmentEvent } from './appointments.ts';
import { addDays } from './civil-date.ts';
import { Refused } from './failure.ts';
import { movedPatch, requireStillAhead } from './queue-moments.ts';
import type { NewRow } from './row.ts';
import {
  type Actor,
  type DayOfDoctor,
  eventOf,
  type PatientOfDay,
  placeOf,
  requireOpenSlot,
  roomAt,
  roomFor,
} from './appointment-booking.ts';
import { nearestFreeTimes, slotStates, type WallClock } from './slot.ts';

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
  requireStillAhead(appointment);
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
  return cancelled(appointment, { actor, reason }, newId);
}

/** The visit as it stands cancelled, and the event that says so. Whether it may be is decided before. */
export function cancelled(
  appointment: Appointment,
  { actor, reason }: { actor: Actor; reason: string },
  newId: () => string,
): Change {
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
  /** The room somebody chose; without it the visit gets the doctor's or the next free one. */
  roomId?: string | undefined;
  reason: string;
};

/** The visit at its new place, or null when it already stands there: nothing changes and no confirmation is lost. */
export function moveAppointment(standing: Standing, order: MoveOrder, newId: () => string): Change | null {
  const { appointment, now } = standing;
  const { actor, time, roomId, reason } = order;
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
  const staysAtPlace = from.date === to.date && from.time === to.time && from.doctorId === to.doctorId;
  if (staysAtPlace && (roomId === undefined || roomId === appointment.roomId)) return null;
  if (roomId !== undefined) requireRoom(day, roomId, time);
  const { estimatedFeeMinor, serviceId } = appointment;
  const before = { roomId: appointment.roomId, serviceId, estimatedFeeMinor };
  const event = eventOf(newId(), actor, {
    kind: 'moved',
    appointmentId: appointment.id,
    from,
    to,
    reason,
    before,
  });
  // The next door is the same promise to the patient: it stays confirmed, and hours are not asked again.
  if (staysAtPlace) return { patch: { roomId: roomId ?? appointment.roomId }, event };
  requireOpenSlot({ day, patient: withoutOwnVisit(order.patient, appointment.id), actor }, time);
  const staysInDepartment = day.department.id === appointment.departmentId;
  return {
    patch: {
      doctorId: to.doctorId,
      appointmentDate: to.date,
      appointmentTime: to.time,
      roomId: roomId ?? roomFor(day, time),
      status: 'booked',
      rescheduledFrom: { date: from.date, time: from.time },
      ...movedPatch(from.date, to.date),
      departmentId: day.department.id,
      // The fee is a snapshot: it is taken again only when another department treats the patient, and then no service is assigned.
      ...(staysInDepartment
        ? {}
        : { estimatedFeeMinor: day.department.examinationFeeMinor, serviceId: null }),
    },
    event,
  };
}

/** The room somebody chose by hand: in use, and free for that slot. */
function requireRoom(day: DayOfDoctor, roomId: string, time: string): void {
  const room = day.rooms.find(({ id }) => id === roomId);
  if (!room) throw new Refused({ code: 'not_found', subject: 'room' });
  const state = roomAt(room, day.slots, time);
  if (state === 'free') return;
  if (state === 'inactive') throw new Refused({ code: 'room_inactive' });
  if (state !== 'taken')
    throw new Refused({ code: 'room_off', timeOffId: state.id, kind: state.kind, reason: state.reason });
  const states = slotStates(day.slots);
  const open = new Map([...states].filter(([at]) => roomAt(room, day.slots, at) === 'free'));
  throw new Refused({ code: 'room_taken', roomId, freeTimes: nearestFreeTimes(open, time) });
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
  // What the clinic has confirmed, the patient leaves as it is.
  const isOpen = status === 'booked' || (status === 'confirmed' && actor.role !== 'patient');
  if (!isOpen) throw new Refused({ code: 'status_forbids', status });
  if (texts.reason === reason && texts.symptoms === symptoms && texts.notes === notes) return null;
  const place = placeOf(appointment);
  const facts = { kind: 'edited', appointmentId: appointment.id, from: place, to: place } as const;
  return { patch: texts, event: eventOf(newId(), actor, facts) };
}

/** A doctor changes the visits of the own column; the desk and admins those of every doctor. */
export function requireOwn(appointment: Appointment, actor: Actor): void {
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
  requireStillAhead(appointment);
  if (actor.role !== 'patient') return;
  const lastDay = addDays(appointmentDate, -PATIENT_DEADLINE_DAYS);
  if (now.date > lastDay || (now.date === lastDay && now.time > appointmentTime)) {
    throw new Refused({ code: 'too_late_to_change', date: lastDay, time: appointmentTime });
  }
}

const others = <Visit extends { appointmentId: string }>(visits: readonly Visit[], id: string): Visit[] =>
  visits.filter(({ appointmentId }) => appointmentId !== id);
/** The patient's day as if the visit were not there. */
export const withoutOwnVisit = (patient: PatientOfDay, id: string): PatientOfDay => ({
  ...patient,
  visits: others(patient.visits, id),
});
/** The doctor's day as if the visit were not there. */
export const withoutVisit = (day: DayOfDoctor, id: string): DayOfDoctor => ({
  ...day,
  slots: { ...day.slots, taken: others(day.slots.taken, id) },
  rooms: day.rooms.map((room) => ({ ...room, taken: others(room.taken, id) })),
});
