// When a visit may be booked, in which room, for what fee. Pure: the desktop and the centre decide with the same lines.
import type { Role } from './accounts.ts';
import type { Appointment, AppointmentEvent } from './appointments.ts';
import type { Department, Doctor, Room } from './clinic-setup.ts';
import { Refused } from './failure.ts';
import type { NewRow } from './row.ts';
import {
  nearestFreeTimes,
  type OffTime,
  overlap,
  type SlotDay,
  slotStates,
  spanOfSlot,
  spanOfTimeOff,
  type TakenSlot,
} from './slot.ts';

/** Who decides, and when. `userId` is null for the machine itself. */
export type Actor = { userId: string | null; role: Role; nowMs: number };

export type RoomOfDay = Pick<Room, 'id' | 'roomNumber' | 'floor' | 'departmentId' | 'isActive'> & {
  taken: readonly TakenSlot[];
  timeOff: readonly OffTime[];
};

/** A doctor's day as a decision needs it: read in the same transaction that saves. */
export type DayOfDoctor = {
  doctor: Pick<Doctor, 'id' | 'departmentId' | 'roomId'> & { isActive: boolean };
  department: Pick<Department, 'id' | 'isActive' | 'examinationFeeMinor'>;
  slots: SlotDay;
  /** The doctor's own room and those of the department. */
  rooms: readonly RoomOfDay[];
};

/** A patient and the visits that already take the patient's time on that day, with whichever doctor. */
export type PatientOfDay = {
  id: string;
  archivedAtMs: number | null;
  visits: readonly (TakenSlot & { doctorName: string })[];
};

export type BookingInput = Pick<Appointment, 'symptoms' | 'reason' | 'notes'> & {
  time: string;
  /** When given, it must be the doctor's. */
  departmentId?: string | undefined;
};

export type Situation = { day: DayOfDoctor; patient: PatientOfDay; actor: Actor };
export type Booking = { appointment: NewRow<Appointment>; event: NewRow<AppointmentEvent> };

/** A new visit and its first event, or a refusal. */
export function bookAppointment(situation: Situation, input: BookingInput, newId: () => string): Booking {
  const { day } = situation;
  if (input.departmentId !== undefined && input.departmentId !== day.doctor.departmentId) {
    throw new Refused({ code: 'doctor_other_department', departmentId: input.departmentId });
  }
  requireOpenSlot(situation, input.time);
  return newVisit(situation, { ...input, roomId: roomFor(day, input.time) }, newId);
}

type NewVisit = Omit<BookingInput, 'departmentId'> &
  Partial<
    Pick<
      Appointment,
      'kind' | 'holdsSlot' | 'overbookReason' | 'arrivedAtMs' | 'ticket' | 'seriesId' | 'estimatedFeeMinor'
    >
  > & { roomId: string | null };

/** The rows of a visit that has been decided on: what is not said of it is as for any booking. It asks no rule. */
export function newVisit({ day, patient, actor }: Situation, input: NewVisit, newId: () => string): Booking {
  const appointment: NewRow<Appointment> = {
    id: newId(),
    patientId: patient.id,
    doctorId: day.doctor.id,
    departmentId: day.department.id,
    serviceId: null,
    roomId: input.roomId,
    appointmentDate: day.slots.date,
    appointmentTime: input.time,
    status: 'booked',
    kind: input.kind ?? 'booked',
    symptoms: input.symptoms,
    reason: input.reason,
    notes: input.notes,
    estimatedFeeMinor: input.estimatedFeeMinor ?? day.department.examinationFeeMinor,
    cancellationReason: null,
    cancelledAtMs: null,
    rescheduledFrom: null,
    overbookReason: input.overbookReason ?? null,
    holdsSlot: input.holdsSlot ?? true,
    arrivedAtMs: input.arrivedAtMs ?? null,
    calledAtMs: null,
    inRoomAtMs: null,
    leftAtMs: null,
    isNoShow: false,
    isPriority: false,
    ticket: input.ticket ?? null,
    seriesId: input.seriesId ?? null,
  };
  const event = eventOf(newId(), actor, {
    kind: 'booked',
    appointmentId: appointment.id,
    from: null,
    to: placeOf(appointment),
  });
  return { appointment, event };
}

/** Refuses unless this doctor can receive this patient at `time`. The first reason found is the one told. */
export function requireOpenSlot(situation: Situation, time: string): void {
  const { day } = situation;
  requireActive(situation);
  const states = slotStates(day.slots);
  const slot = states.get(time);
  if (!slot) throw new Refused({ code: 'off_grid', time });
  switch (slot.state) {
    case 'taken': {
      const freeTimes = nearestFreeTimes(states, time);
      throw new Refused({ code: 'slot_taken', appointmentId: slot.appointmentId, freeTimes });
    }
    case 'off':
      throw refusedByTimeOff(slot.timeOff);
    case 'outside_hours':
      throw new Refused({ code: 'outside_hours' });
    case 'past':
      throw new Refused({ code: 'slot_in_past', date: day.slots.date, time });
    case 'beyond_horizon':
      throw new Refused({ code: 'outside_horizon', lastDate: slot.lastDate });
    case 'free':
      return requirePatientFree(situation, time);
  }
}

/** The patient is in the registry, the doctor and the department receive. */
export function requireActive({ day, patient }: Pick<Situation, 'day' | 'patient'>): void {
  if (patient.archivedAtMs !== null) throw new Refused({ code: 'patient_archived', patientId: patient.id });
  if (!day.doctor.isActive) throw new Refused({ code: 'doctor_inactive', doctorId: day.doctor.id });
  if (!day.department.isActive)
    throw new Refused({ code: 'department_inactive', departmentId: day.department.id });
}

/** Nobody is with two doctors at once (fault F16 of the older server). */
export function requirePatientFree({ day, patient }: Pick<Situation, 'day' | 'patient'>, time: string): void {
  const slot = spanOfSlot(day.slots.grid, time);
  const other = patient.visits.find((visit) => overlap(spanOfSlot(day.slots.grid, visit.time), slot));
  if (other) {
    throw new Refused({
      code: 'patient_busy',
      appointmentId: other.appointmentId,
      doctorName: other.doctorName,
    });
  }
}

/**
 * The seed's rule made safe against clashes: the doctor's own room when it is active and free, else the first active and free
 * room of the department by floor and number, else none. A doctor whose own room is taken (another visit was put there) gets the
 * next room rather than a refusal: rooms can be swapped at the door, a patient who was sent home cannot.
 */
export function roomFor(day: DayOfDoctor, time: string): string | null {
  const { doctor, slots } = day;
  const isFree = (room: RoomOfDay) => roomAt(room, slots, time) === 'free';
  const own = day.rooms.find((room) => room.id === doctor.roomId);
  if (own && isFree(own)) return own.id;
  const ofDepartment = day.rooms
    .filter((room) => room.departmentId === doctor.departmentId)
    .toSorted(byFloorAndNumber);
  return ofDepartment.find(isFree)?.id ?? null;
}

/** Why a room cannot be had at a time: the visit or the time off in it, or that it is given up. */
export function roomAt(
  room: RoomOfDay,
  { grid, date }: Pick<SlotDay, 'grid' | 'date'>,
  time: string,
): 'free' | 'inactive' | 'taken' | OffTime {
  const slot = spanOfSlot(grid, time);
  if (!room.isActive) return 'inactive';
  if (room.taken.some((visit) => overlap(spanOfSlot(grid, visit.time), slot))) return 'taken';
  const isOver = (off: OffTime) => {
    const span = spanOfTimeOff(off, date);
    return span !== null && overlap(span, slot);
  };
  return room.timeOff.find(isOver) ?? 'free';
}

// "2" before "10", as people count floors and doors.
const counting = new Intl.Collator('en', { numeric: true });
const byFloorAndNumber = (a: RoomOfDay, b: RoomOfDay) =>
  counting.compare(a.floor, b.floor) || counting.compare(a.roomNumber, b.roomNumber);

export function refusedByTimeOff(off: OffTime): Refused {
  if (off.scope === 'clinic')
    return new Refused({ code: 'clinic_closed', timeOffId: off.id, reason: off.reason });
  return new Refused({ code: 'doctor_on_leave', timeOffId: off.id, kind: off.kind, reason: off.reason });
}

/** Where a visit stands on the grid. */
export type Place = { date: string; time: string; doctorId: string };
export const placeOf = (
  visit: Pick<Appointment, 'appointmentDate' | 'appointmentTime' | 'doctorId'>,
): Place => ({
  date: visit.appointmentDate,
  time: visit.appointmentTime,
  doctorId: visit.doctorId,
});

type EventFacts = {
  kind: AppointmentEvent['kind'];
  appointmentId: string;
  from: Place | null;
  to: Place | null;
  reason?: string;
  before?: AppointmentEvent['before'];
};

/** Who, when, from where, to where, why. */
export const eventOf = (id: string, actor: Actor, facts: EventFacts): NewRow<AppointmentEvent> => ({
  id,
  appointmentId: facts.appointmentId,
  kind: facts.kind,
  atMs: actor.nowMs,
  byUserId: actor.userId,
  fromDate: facts.from?.date ?? null,
  fromTime: facts.from?.time ?? null,
  fromDoctorId: facts.from?.doctorId ?? null,
  toDate: facts.to?.date ?? null,
  toTime: facts.to?.time ?? null,
  toDoctorId: facts.to?.doctorId ?? null,
  reason: facts.reason ?? '',
  before: facts.before ?? null,
});
