// More than one day of the clinic at a glance: a week of a doctor or a department, and how full each day of a month is. Reads only.
import type { OffTime, WeeklyHours } from '../domain/slot.ts';
import { slotStates } from '../domain/slot.ts';
import { addDays } from '../domain/civil-date.ts';
import { clinicClock, clinicNow, timeOffOfDay } from './appointments.ts';
import { dayOfClinic, type DayOfClinic } from './appointment-views.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

/** Neither: everybody. */
export type Whose = { doctorId?: string | undefined; departmentId?: string | undefined };
export type SpanAsked = Whose & { fromDate: string; toDate: string };

const daysOf = ({ fromDate, toDate }: SpanAsked): string[] => {
  const dates: string[] = [];
  for (let date = fromDate; date <= toDate; date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** Whole days one after another, only the doctors asked for and their visits. */
export function daysOfClinic(reader: Reader, asked: SpanAsked): DayOfClinic[] {
  return daysOf(asked).map((date) => {
    const day = dayOfClinic(reader, date);
    const doctors = day.doctors.filter((doctor) => isAsked(doctor, asked));
    const ids = new Set(doctors.map(({ id }) => id));
    return { ...day, doctors, visits: day.visits.filter(({ doctorId }) => ids.has(doctorId)) };
  });
}

export type LoadOfDay = {
  date: string;
  /** Visits that stand, overbooked ones and walk-ins included. */
  booked: number;
  /** Half hours the doctors receive in: free, taken or past. */
  capacity: number;
  free: number;
  /** The whole clinic is closed. */
  closed: Pick<OffTime, 'kind' | 'reason'> | null;
};

/** How full each day is. */
export function loadOfDays(reader: Reader, asked: SpanAsked & { nowMs: number }): LoadOfDay[] {
  const { clinicId } = reader;
  const grid = clinicClock(reader);
  const now = clinicNow(reader, asked.nowMs);
  const doctors = (prepared(reader, OPEN_DOCTORS).all(clinicId) as DoctorFound[]).filter((doctor) =>
    isAsked(doctor, asked),
  );
  const hours = Map.groupBy(
    prepared(reader, HOURS).all(clinicId) as (WeeklyHours & { doctorId: string })[],
    ({ doctorId }) => doctorId,
  );
  const visits = (
    prepared(reader, VISITS_OF_SPAN).all(clinicId, asked.fromDate, asked.toDate) as VisitFound[]
  ).filter((visit) => isAsked({ ...visit, id: visit.doctorId }, asked));
  const byDay = Map.groupBy(visits, ({ date }) => date);
  return daysOf(asked).map((date) => {
    const timeOff = timeOffOfDay(reader, date);
    const ofDay = byDay.get(date) ?? [];
    const byDoctor = Map.groupBy(
      ofDay.filter(({ holdsSlot }) => holdsSlot === 1),
      ({ doctorId }) => doctorId,
    );
    let [capacity, free] = [0, 0];
    for (const { id } of doctors) {
      const states = slotStates({
        date,
        grid,
        now,
        horizonDays: grid.bookingHorizonDays,
        asker: 'desk',
        weeklyHours: hours.get(id) ?? [],
        timeOff: timeOff.filter((off) => off.scope === 'clinic' || off.doctorId === id),
        taken: byDoctor.get(id) ?? [],
      });
      for (const { state } of states.values()) {
        if (state === 'free') free += 1;
        if (state !== 'off' && state !== 'outside_hours') capacity += 1;
      }
    }
    const closed = timeOff.find(({ scope, fromTime }) => scope === 'clinic' && fromTime === null);
    return {
      date,
      booked: ofDay.length,
      capacity,
      free,
      closed: closed ? { kind: closed.kind, reason: closed.reason } : null,
    };
  });
}

type DoctorFound = { id: string; departmentId: string };
type VisitFound = {
  appointmentId: string;
  date: string;
  time: string;
  doctorId: string;
  departmentId: string;
  holdsSlot: 0 | 1;
};
const isAsked = (doctor: DoctorFound, { doctorId, departmentId }: Whose): boolean =>
  (doctorId === undefined || doctor.id === doctorId) &&
  (departmentId === undefined || doctor.departmentId === departmentId);

const OPEN_DOCTORS = `SELECT d.id, d.departmentId FROM doctors d JOIN users u ON u.id = d.id
    JOIN departments p ON p.id = d.departmentId
  WHERE d.clinicId = ? AND u.isActive AND u.role = 'doctor' AND p.isActive`;
const HOURS = 'SELECT doctorId, weekday, fromTime, toTime FROM workingHours WHERE clinicId = ?';
const VISITS_OF_SPAN = `SELECT id AS appointmentId, appointmentDate AS date, appointmentTime AS time, doctorId, departmentId, holdsSlot
  FROM appointments INDEXED BY appointments_day
  WHERE clinicId = ? AND appointmentDate BETWEEN ? AND ? AND status <> 'cancelled' ORDER BY appointmentDate, appointmentTime`;
