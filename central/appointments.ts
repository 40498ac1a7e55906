// What a decision about a visit reads at the centre: the same facts as on a desktop, asked of Postgres. It decides nothing itself.
import { and, eq, gte, isNull, lte, ne, or } from 'drizzle-orm';
import { users } from '../db/schema/accounts.ts';
import { appointments } from '../db/schema/appointments.ts';
import { clinics, departments, doctors, rooms, timeOff, workingHours } from '../db/schema/clinic-setup.ts';
import type { DayOfDoctor } from '../domain/appointment-booking.ts';
import { wallClock } from '../domain/civil-date.ts';
import { assert, Refused } from '../domain/failure.ts';
import type { Reader } from './transaction.ts';

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
