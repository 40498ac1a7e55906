// What a booking must know about a patient and what it reads to make several visits: reads only, it decides nothing.
import type { Actor, DayOfDoctor, PatientOfDay } from '../domain/appointment-booking.ts';
import { type SeriesPlan, seriesDates, whyNotBooked } from '../domain/booking-together.ts';
import type { Waiting } from '../domain/extra-visits.ts';
import { type Failure, Refused } from '../domain/failure.ts';
import { nearestFreeTimes, slotStates } from '../domain/slot.ts';
import { clinicNow, dayOfDoctor, patientOfDay } from './appointments.ts';
import { householdOf } from './patient-duplicates.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type BookingFacts = {
  fullName: string;
  warnings: string | null;
  noShows: number;
  /** Visits of that day, cancelled ones left out. */
  sameDay: PatientOfDay['visits'];
  /** Those who share the phone. */
  household: ReturnType<typeof householdOf>;
};

/** What the booking panel says before anything is booked. Refuses when there is no such patient. */
export function bookingFacts(
  reader: Reader,
  { patientId, date }: { patientId: string; date: string },
): BookingFacts {
  const found = prepared(reader, PATIENT).get(patientId, reader.clinicId) as
    | { fullName: string; phone: string | null; warnings: string | null; noShows: number }
    | undefined;
  if (!found) throw new Refused({ code: 'not_found', subject: 'patient' });
  const { fullName, warnings, noShows, phone } = found;
  return {
    fullName,
    warnings,
    noShows,
    sameDay: patientOfDay(reader, { patientId, date }).visits,
    household: householdOf(reader, { id: patientId, phone }),
  };
}

const PATIENT = `SELECT p.fullName, p.phone, p.warnings, (SELECT count(*) FROM appointments n INDEXED BY appointments_no_show
    WHERE n.clinicId = p.clinicId AND n.patientId = p.id AND n.isNoShow) AS noShows
  FROM patients p WHERE p.id = ? AND p.clinicId = ?`;

export type SeriesLine = {
  date: string;
  /** Why that day cannot be booked at that time; null when it can. */
  wrong: Failure | null;
  /** On the same day with the same doctor, nearest first. */
  freeTimes: string[];
  sameDay: PatientOfDay['visits'];
};
export type SeriesAsked = SeriesPlan & { patientId: string; doctorId: string; time: string; actor: Actor };

/** A series as it would be booked now, day by day. */
export function seriesPreview(reader: Reader, asked: SeriesAsked): SeriesLine[] {
  const { patientId, doctorId, time, actor } = asked;
  return seriesDates(asked).map((date) => {
    const day = dayOfDoctor(reader, { doctorId, date, nowMs: actor.nowMs, asker: 'desk' });
    const patient = patientOfDay(reader, { patientId, date });
    const wrong = whyNotBooked({ day, patient, actor }, time);
    const freeTimes = wrong
      ? nearestFreeTimes(slotStates(day.slots), time, 40).filter(
          (free) => whyNotBooked({ day, patient, actor }, free) === null,
        )
      : [];
    return { date, wrong, freeTimes: freeTimes.slice(0, 4), sameDay: patient.visits };
  });
}

/** The doctors of a department today, with how many wait for each. */
export function queuesOfDepartment(
  reader: Reader,
  { departmentId, nowMs }: { departmentId: string; nowMs: number },
): (Waiting & { day: DayOfDoctor })[] {
  const { date } = clinicNow(reader, nowMs);
  const waiting = prepared(reader, WAITING).all({
    clinicId: reader.clinicId,
    departmentId,
    date,
  }) as Waiting[];
  return waiting.map((one) => ({
    ...one,
    day: dayOfDoctor(reader, { doctorId: one.doctorId, date, nowMs, asker: 'desk' }),
  }));
}

const WAITING = `SELECT d.id AS doctorId, (SELECT count(*) FROM appointments a INDEXED BY appointments_doctor_day
    WHERE a.clinicId = d.clinicId AND a.doctorId = d.id AND a.appointmentDate = @date AND a.status IN ('booked', 'confirmed')
      AND a.arrivedAtMs IS NOT NULL AND a.inRoomAtMs IS NULL AND a.leftAtMs IS NULL AND NOT a.isNoShow) AS waiting
  FROM doctors d JOIN users u ON u.id = d.id WHERE d.clinicId = @clinicId AND d.departmentId = @departmentId
  ORDER BY u.fullName, d.id`;
