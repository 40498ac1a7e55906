// What a decision about a visit reads at the centre: the same facts as on a desktop, asked of Postgres. It decides nothing itself.
import { and, eq, gte, isNull, lte, ne, or } from 'drizzle-orm';
import { users } from '../db/schema/accounts.ts';
import { appointments } from '../db/schema/appointments.ts';
import { clinics, departments, doctors, rooms, timeOff, workingHours } from '../db/schema/clinic-setup.ts';
import { medicalRecords } from '../db/schema/consultations.ts';
import { patients } from '../db/schema/patients.ts';
import type { Booking, DayOfDoctor, PatientOfDay } from '../domain/appointment-booking.ts';
import type { Change, Standing } from '../domain/appointment-changes.ts';
import type { Appointment } from '../domain/appointments.ts';
import { wallClock } from '../domain/civil-date.ts';
import { assert, Refused } from '../domain/failure.ts';
import type { Reader, Tx } from './transaction.ts';

export type ClinicFacts = {
  timeZone: string;
  currency: string;
  bookingHorizonDays: number;
  slotStartTime: string;
  slotEndTime: string;
  slotLengthMinutes: number;
};

/** The settings of the clinic that the API needs. */
export async function clinicFacts({ db, clinicId }: Reader): Promise<ClinicFacts> {
  const [clinic] = await db
    .select({
      timeZone: clinics.timeZone,
      currency: clinics.currency,
      bookingHorizonDays: clinics.bookingHorizonDays,
      slotStartTime: clinics.slotStartTime,
      slotEndTime: clinics.slotEndTime,
      slotLengthMinutes: clinics.slotLengthMinutes,
    })
    .from(clinics)
    .where(and(eq(clinics.clinicId, clinicId), eq(clinics.id, clinicId)));
  assert(clinic, 'a clinic that is served has its row');
  return clinic;
}

export type DayAsked = { doctorId: string; date: string; nowMs: number; asker: 'desk' | 'patient' };

/** All that decides about one doctor's day. Refuses when there is no such doctor. */
export async function dayOfDoctor(reader: Reader, asked: DayAsked): Promise<DayOfDoctor> {
  const { db, clinicId } = reader;
  const { doctorId, date, nowMs, asker } = asked;
  const clinic = await clinicFacts(reader);
  const [found] = await db
    .select({
      departmentId: doctors.departmentId,
      roomId: doctors.roomId,
      isActive: users.isActive,
      role: users.role,
      departmentIsActive: departments.isActive,
      examinationFeeMinor: departments.examinationFeeMinor,
    })
    .from(doctors)
    .innerJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, doctors.id)))
    .innerJoin(departments, and(eq(departments.clinicId, clinicId), eq(departments.id, doctors.departmentId)))
    .where(and(eq(doctors.clinicId, clinicId), eq(doctors.id, doctorId)));
  if (!found) throw new Refused({ code: 'not_found', subject: 'doctor' });
  const offs = await db
    .select()
    .from(timeOff)
    .where(
      and(
        eq(timeOff.clinicId, clinicId),
        gte(timeOff.toDate, date),
        lte(timeOff.fromDate, date),
        isNull(timeOff.archivedAtMs),
      ),
    )
    .orderBy(timeOff.fromDate, timeOff.id);
  const weeklyHours = await db
    .select({ weekday: workingHours.weekday, fromTime: workingHours.fromTime, toTime: workingHours.toTime })
    .from(workingHours)
    .where(and(eq(workingHours.clinicId, clinicId), eq(workingHours.doctorId, doctorId)));
  // The same visits that the two slot indexes keep apart.
  const held = await db
    .select({
      appointmentId: appointments.id,
      time: appointments.appointmentTime,
      doctorId: appointments.doctorId,
      roomId: appointments.roomId,
    })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.appointmentDate, date),
        ne(appointments.status, 'cancelled'),
        eq(appointments.holdsSlot, true),
      ),
    );
  const ownRoom = found.roomId === null ? undefined : eq(rooms.id, found.roomId);
  const roomsHere = await db
    .select({
      id: rooms.id,
      roomNumber: rooms.roomNumber,
      floor: rooms.floor,
      departmentId: rooms.departmentId,
      isActive: rooms.isActive,
    })
    .from(rooms)
    .where(
      and(
        eq(rooms.clinicId, clinicId),
        eq(rooms.isActive, true),
        or(eq(rooms.departmentId, found.departmentId), ownRoom),
      ),
    );
  return {
    doctor: {
      id: doctorId,
      departmentId: found.departmentId,
      roomId: found.roomId,
      isActive: found.isActive && found.role === 'doctor',
    },
    department: {
      id: found.departmentId,
      isActive: found.departmentIsActive,
      examinationFeeMinor: found.examinationFeeMinor,
    },
    slots: {
      date,
      grid: clinic,
      now: wallClock(nowMs, clinic.timeZone),
      horizonDays: clinic.bookingHorizonDays,
      asker,
      weeklyHours,
      timeOff: offs.filter(
        ({ scope, doctorId: of }) => scope === 'clinic' || (scope === 'doctor' && of === doctorId),
      ),
      taken: held.filter((visit) => visit.doctorId === doctorId),
    },
    rooms: roomsHere.map((room) => ({
      ...room,
      taken: held.filter((visit) => visit.roomId === room.id),
      timeOff: offs.filter(({ scope, roomId }) => scope === 'room' && roomId === room.id),
    })),
  };
}

/** The patient and where else he or she is on that day. Refuses when there is no such patient. */
export async function patientOfDay(
  { db, clinicId }: Reader,
  { patientId, date }: { patientId: string; date: string },
): Promise<PatientOfDay> {
  const [patient] = await db
    .select({ id: patients.id, archivedAtMs: patients.archivedAtMs })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
  if (!patient) throw new Refused({ code: 'not_found', subject: 'patient' });
  const visits = await db
    .select({
      appointmentId: appointments.id,
      time: appointments.appointmentTime,
      doctorName: users.fullName,
    })
    .from(appointments)
    .innerJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, appointments.doctorId)))
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.patientId, patientId),
        eq(appointments.appointmentDate, date),
        ne(appointments.status, 'cancelled'),
      ),
    )
    .orderBy(appointments.appointmentTime);
  return { ...patient, visits };
}

/** The visit as it stands, in the transaction that changes it. */
export async function standingVisit(tx: Tx, appointment: Appointment): Promise<Standing> {
  const { db, clinicId, nowMs } = tx;
  const record = await db
    .select({ id: medicalRecords.id })
    .from(medicalRecords)
    .where(and(eq(medicalRecords.clinicId, clinicId), eq(medicalRecords.appointmentId, appointment.id)));
  const { timeZone } = await clinicFacts(tx);
  return { appointment, hasRecord: record.length > 0, now: wallClock(nowMs, timeZone) };
}

export async function saveBooking(tx: Tx, { appointment, event }: Booking): Promise<void> {
  tx.about({ entity: 'appointments', entityId: appointment.id, patientId: appointment.patientId });
  await tx.insert('appointments', appointment);
  await tx.insert('appointmentEvents', event);
}

export async function saveChange(tx: Tx, before: Appointment, { patch, event }: Change): Promise<void> {
  tx.about({ entity: 'appointments', entityId: before.id, patientId: before.patientId });
  await tx.update('appointments', before.id, patch);
  await tx.insert('appointmentEvents', event);
}
