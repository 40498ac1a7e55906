// What a decision about a visit reads, and how its answer is saved: always inside one write. It decides nothing itself.
import type { Booking, DayOfDoctor, PatientOfDay, RoomOfDay } from '../domain/appointment-booking.ts';
import type { Change, Standing } from '../domain/appointment-changes.ts';
import type { Appointment, AppointmentEvent } from '../domain/appointments.ts';
import { wallClock } from '../domain/civil-date.ts';
import type { Clinic } from '../domain/clinic-setup.ts';
import { assert, Refused } from '../domain/failure.ts';
import {
  nearestFreeTimes,
  type OffTime,
  slotStates,
  type TakenSlot,
  type WallClock,
} from '../domain/slot.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

export type ClinicClock = Pick<
  Clinic,
  'timeZone' | 'bookingHorizonDays' | 'slotStartTime' | 'slotEndTime' | 'slotLengthMinutes'
>;

export function clinicClock(reader: Reader): ClinicClock {
  const sql =
    'SELECT timeZone, bookingHorizonDays, slotStartTime, slotEndTime, slotLengthMinutes FROM clinics WHERE id = ?';
  const clinic = prepared(reader, sql).get(reader.clinicId) as ClinicClock | undefined;
  assert(clinic, 'an open vault has its clinic');
  return clinic;
}

export const clinicNow = (reader: Reader, nowMs: number): WallClock =>
  wallClock(nowMs, clinicClock(reader).timeZone);

/** Time off of a day, of every scope. */
export function timeOffOfDay(
  reader: Reader,
  date: string,
): (OffTime & { doctorId: string | null; roomId: string | null })[] {
  const sql = `SELECT id, scope, doctorId, roomId, kind, fromDate, toDate, fromTime, toTime, reason FROM timeOff
    WHERE clinicId = @clinicId AND toDate >= @date AND fromDate <= @date AND archivedAtMs IS NULL ORDER BY fromDate, id`;
  return prepared(reader, sql).all({ clinicId: reader.clinicId, date }) as ReturnType<typeof timeOffOfDay>;
}

export type DayAsked = {
  doctorId: string;
  date: string;
  nowMs: number;
  asker: 'desk' | 'patient';
  /** A room somebody chose, wherever it is. */
  roomId?: string | null | undefined;
};

/** All that decides about one doctor's day. Refuses when there is no such doctor. */
export function dayOfDoctor(
  reader: Reader,
  { doctorId, date, nowMs, asker, roomId = null }: DayAsked,
): DayOfDoctor {
  const { clinicId } = reader;
  const clinic = clinicClock(reader);
  const found = prepared(reader, DOCTOR).get(doctorId, clinicId) as DoctorFound | undefined;
  if (!found) throw new Refused({ code: 'not_found', subject: 'doctor' });
  const timeOff = timeOffOfDay(reader, date);
  const hours = prepared(
    reader,
    'SELECT weekday, fromTime, toTime FROM workingHours WHERE clinicId = ? AND doctorId = ?',
  );
  const taken = prepared(reader, TAKEN_OF_DOCTOR).all(clinicId, doctorId, date) as TakenSlot[];
  return {
    doctor: {
      id: doctorId,
      departmentId: found.departmentId,
      roomId: found.roomId,
      isActive: found.isActive === 1 && found.role === 'doctor',
    },
    department: {
      id: found.departmentId,
      isActive: found.departmentIsActive === 1,
      examinationFeeMinor: found.examinationFeeMinor,
    },
    slots: {
      date,
      grid: clinic,
      now: wallClock(nowMs, clinic.timeZone),
      horizonDays: clinic.bookingHorizonDays,
      asker,
      weeklyHours: hours.all(clinicId, doctorId) as DayOfDoctor['slots']['weeklyHours'],
      timeOff: timeOff.filter(
        (off) => off.scope === 'clinic' || (off.scope === 'doctor' && off.doctorId === doctorId),
      ),
      taken,
    },
    rooms: roomsOfDay(reader, {
      departmentId: found.departmentId,
      roomIds: [found.roomId, roomId],
      date,
      timeOff,
    }),
  };
}

type DoctorFound = {
  departmentId: string;
  roomId: string | null;
  isActive: 0 | 1;
  role: string;
  departmentIsActive: 0 | 1;
  examinationFeeMinor: number;
};
const DOCTOR = `SELECT d.departmentId, d.roomId, u.isActive, u.role, p.isActive AS departmentIsActive, p.examinationFeeMinor
  FROM doctors d JOIN users u ON u.id = d.id JOIN departments p ON p.id = d.departmentId WHERE d.id = ? AND d.clinicId = ?`;
// The same visits that the two slot indexes keep apart.
const TAKEN_OF_DOCTOR = `SELECT id AS appointmentId, appointmentTime AS time FROM appointments
  WHERE clinicId = ? AND doctorId = ? AND appointmentDate = ? AND status <> 'cancelled' AND holdsSlot`;
const TAKEN_ROOMS = `SELECT roomId, id AS appointmentId, appointmentTime AS time FROM appointments
  WHERE clinicId = ? AND appointmentDate = ? AND roomId IS NOT NULL AND status <> 'cancelled' AND holdsSlot`;

type RoomsAsked = {
  departmentId: string;
  /** Beside those of the department: the doctor's own, and one that was chosen. */
  roomIds: readonly [string | null, string | null];
  date: string;
  timeOff: ReturnType<typeof timeOffOfDay>;
};

function roomsOfDay(reader: Reader, { departmentId, roomIds, date, timeOff }: RoomsAsked): RoomOfDay[] {
  const sql = `SELECT id, roomNumber, floor, departmentId, isActive FROM rooms
    WHERE clinicId = ? AND (isActive = 1 AND (departmentId = ? OR id = ?) OR id = ?)`;
  const rooms = prepared(reader, sql).all(reader.clinicId, departmentId, ...roomIds) as (Omit<
    RoomOfDay,
    'taken' | 'timeOff' | 'isActive'
  > & { isActive: 0 | 1 })[];
  const taken = prepared(reader, TAKEN_ROOMS).all(reader.clinicId, date) as (TakenSlot & {
    roomId: string;
  })[];
  return rooms.map((room) => ({
    ...room,
    isActive: room.isActive === 1,
    taken: taken.filter((visit) => visit.roomId === room.id),
    timeOff: timeOff.filter((off) => off.scope === 'room' && off.roomId === room.id),
  }));
}

/** The patient and where else he or she is on that day. Refuses when there is no such patient. */
export function patientOfDay(
  reader: Reader,
  { patientId, date }: { patientId: string; date: string },
): PatientOfDay {
  const { clinicId } = reader;
  const patient = prepared(reader, 'SELECT id, archivedAtMs FROM patients WHERE id = ? AND clinicId = ?').get(
    patientId,
    clinicId,
  );
  if (!patient) throw new Refused({ code: 'not_found', subject: 'patient' });
  const sql = `SELECT a.id AS appointmentId, a.appointmentTime AS time, u.fullName AS doctorName FROM appointments a
    JOIN users u ON u.id = a.doctorId
    WHERE a.clinicId = ? AND a.patientId = ? AND a.appointmentDate = ? AND a.status <> 'cancelled' ORDER BY a.appointmentTime`;
  const visits = prepared(reader, sql).all(clinicId, patientId, date) as PatientOfDay['visits'];
  return { ...(patient as Pick<PatientOfDay, 'id' | 'archivedAtMs'>), visits };
}

/** The visit as it stands. `seenMs` is the `updatedAtMs` the person was looking at: what changed since is not overwritten. */
export function standingVisit(
  tx: Tx,
  { appointmentId, seenMs }: { appointmentId: string; seenMs?: number | undefined },
): Standing {
  const appointment = tx.find('appointments', appointmentId);
  if (!appointment) throw new Refused({ code: 'not_found', subject: 'appointment' });
  if (seenMs !== undefined && appointment.updatedAtMs !== seenMs) {
    throw new Refused({ code: 'changed_meanwhile', subject: 'appointment', id: appointmentId });
  }
  const record = prepared(tx, 'SELECT 1 FROM medicalRecords WHERE clinicId = ? AND appointmentId = ?');
  return {
    appointment,
    hasRecord: record.get(tx.clinicId, appointmentId) !== undefined,
    now: clinicNow(tx, tx.nowMs),
  };
}

/** Every event of a visit, oldest first. Ids are made in order of time, so they settle equal milliseconds. */
export function eventsOf(reader: Reader, appointmentId: string): AppointmentEvent[] {
  const sql = 'SELECT * FROM appointmentEvents WHERE clinicId = ? AND appointmentId = ? ORDER BY atMs, id';
  const raws = prepared(reader, sql).all(reader.clinicId, appointmentId) as RawEvent[];
  return raws.map((raw) => ({
    ...raw,
    before: raw.before === null ? null : (JSON.parse(raw.before) as AppointmentEvent['before']),
  }));
}
type RawEvent = Omit<AppointmentEvent, 'before'> & { before: string | null };

export function saveBooking(tx: Tx, { appointment, event }: Booking): Appointment {
  tx.about({ entity: 'appointments', entityId: appointment.id, patientId: appointment.patientId });
  const saved = sayingWhatIsTaken(tx, appointment, () => tx.insert('appointments', appointment));
  tx.insert('appointmentEvents', event);
  return saved;
}

export function saveChange(tx: Tx, before: Appointment, { patch, event }: Change): Appointment {
  tx.about({ entity: 'appointments', entityId: before.id, patientId: before.patientId });
  const saved = sayingWhatIsTaken(tx, { ...before, ...patch }, () =>
    tx.update('appointments', before.id, patch),
  );
  tx.insert('appointmentEvents', event);
  return saved;
}

type Wanted = Pick<Appointment, 'doctorId' | 'roomId' | 'appointmentDate' | 'appointmentTime'>;

/**
 * The last line against a race: the two unique slot indexes, said as a refusal. The decision has already looked inside this
 * transaction, so this fires only when a visit came in by a way that did not (sync, another program).
 */
function sayingWhatIsTaken<Result>(tx: Tx, wanted: Wanted, save: () => Result): Result {
  try {
    return save();
  } catch (error) {
    const message = isUniqueClash(error) ? error.message : '';
    if (message.includes('appointments.doctorId'))
      throw new Refused({ code: 'slot_taken', freeTimes: freeTimesNear(tx, wanted) });
    if (message.includes('appointments.roomId') && wanted.roomId !== null) {
      throw new Refused({ code: 'room_taken', roomId: wanted.roomId, freeTimes: freeTimesNear(tx, wanted) });
    }
    throw error;
  }
}

const isUniqueClash = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';

function freeTimesNear(tx: Tx, { doctorId, appointmentDate, appointmentTime }: Wanted): string[] {
  const day = dayOfDoctor(tx, { doctorId, date: appointmentDate, nowMs: tx.nowMs, asker: 'desk' });
  return nearestFreeTimes(slotStates(day.slots), appointmentTime);
}
