// What a change of the set-up touches: who and how many visits still to come. Counts and lists only, changes nothing.
import { minutesOf, timeOfMinutes } from '../domain/civil-date.ts';
import type { Clinic } from '../domain/clinic-setup.ts';
import type { TimeOffInput } from '../domain/clinic-setup-input.ts';
import { allDoctors, clinicOf } from './clinic-setup.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type Switched = { kind: 'department' | 'service' | 'room' | 'doctor'; id: string };

/** What stays behind when something is switched off. `appointments` are booked or confirmed visits from today on. */
export type Impact = { doctors: string[]; services: number; rooms: number; appointments: number };

const STILL_TO_COME = "appointmentDate >= ? AND status IN ('booked', 'confirmed')";
const columnOf = {
  department: 'departmentId',
  service: 'serviceId',
  room: 'roomId',
  doctor: 'doctorId',
} as const;

export function impactOf(reader: Reader, { kind, id }: Switched, today: string): Impact {
  const count = (sql: string, ...values: string[]) =>
    Number(
      prepared(reader, sql)
        .pluck()
        .get(reader.clinicId, ...values),
    );
  const doctors = allDoctors(reader).filter((doctor) => doctor.isActive && isTouched(doctor, kind, id));
  const inDepartment = (table: 'services' | 'rooms') =>
    kind === 'department'
      ? count(`SELECT COUNT(*) FROM ${table} WHERE clinicId = ? AND departmentId = ? AND isActive = 1`, id)
      : 0;
  return {
    doctors: doctors.map((doctor) => doctor.fullName),
    services: inDepartment('services'),
    rooms: inDepartment('rooms'),
    appointments: count(
      `SELECT COUNT(*) FROM appointments WHERE clinicId = ? AND ${columnOf[kind]} = ? AND ${STILL_TO_COME}`,
      id,
      today,
    ),
  };
}

const isTouched = (
  doctor: { departmentId: string; roomId: string | null },
  kind: Switched['kind'],
  id: string,
) => (kind === 'department' && doctor.departmentId === id) || (kind === 'room' && doctor.roomId === id);

/** How many visits still to come start at a time that the new grid does not have. They stay as they are. */
export function offGridAppointments(
  reader: Reader,
  grid: Pick<Clinic, 'slotStartTime' | 'slotEndTime' | 'slotLengthMinutes'>,
  today: string,
): number {
  const sql = `SELECT appointmentTime AS time, COUNT(*) AS visits FROM appointments WHERE clinicId = ? AND ${STILL_TO_COME} GROUP BY appointmentTime`;
  const times = prepared(reader, sql).all(reader.clinicId, today) as { time: string; visits: number }[];
  const fits = (time: string) =>
    time >= grid.slotStartTime &&
    time <= grid.slotEndTime &&
    (minutesOf(time) - minutesOf(grid.slotStartTime)) % grid.slotLengthMinutes === 0;
  return times.reduce((sum, { time, visits }) => (fits(time) ? sum : sum + visits), 0);
}

export type AffectedVisit = {
  id: string;
  appointmentDate: string;
  appointmentTime: string;
  patientId: string;
  patientName: string;
  patientPhone: string | null;
  doctorId: string;
  doctorName: string;
  departmentId: string;
  updatedAtMs: number;
};
export type AffectedVisits = { count: number; visits: AffectedVisit[] };

const LIST_LIMIT = 200;

/** The booked and confirmed visits inside a time off, earliest first: at most `limit` of `count`. */
export function visitsDuring(
  reader: Reader,
  entry: TimeOffInput,
  { today, limit = LIST_LIMIT }: { today: string; limit?: number },
): AffectedVisits {
  const { where, values } = visitsWithin(entry, clinicOf(reader).slotLengthMinutes);
  const from = entry.fromDate > today ? entry.fromDate : today;
  const bound = [reader.clinicId, from, entry.toDate, ...values];
  const count = prepared(reader, `SELECT COUNT(*) FROM appointments a ${where}`)
    .pluck()
    .get(...bound) as number;
  const visits = prepared(
    reader,
    `SELECT a.id, a.appointmentDate, a.appointmentTime, a.patientId, p.fullName AS patientName, p.phone AS patientPhone, a.doctorId,
      u.fullName AS doctorName, a.departmentId, a.updatedAtMs
    FROM appointments a JOIN patients p ON p.id = a.patientId JOIN users u ON u.id = a.doctorId ${where}
    ORDER BY a.appointmentDate, a.appointmentTime, a.id LIMIT ?`,
  ).all(...bound, limit) as AffectedVisit[];
  return { count, visits };
}

function visitsWithin(entry: TimeOffInput, slotLengthMinutes: number): { where: string; values: string[] } {
  const conditions = [
    'a.clinicId = ?',
    'a.appointmentDate >= ?',
    'a.appointmentDate <= ?',
    "a.status IN ('booked', 'confirmed')",
  ];
  const values: string[] = [];
  const only = (condition: string, value: string) => {
    conditions.push(condition);
    values.push(value);
  };
  if (entry.doctorId) only('a.doctorId = ?', entry.doctorId);
  if (entry.roomId) only('a.roomId = ?', entry.roomId);
  if (entry.fromTime && entry.toTime) {
    // A visit that began earlier still runs into the time off when it starts less than one slot before it.
    const lastBefore = minutesOf(entry.fromTime) - slotLengthMinutes;
    only('a.appointmentTime > ?', lastBefore < 0 ? '' : timeOfMinutes(lastBefore));
    only('a.appointmentTime < ?', entry.toTime);
  }
  return { where: `WHERE ${conditions.join(' AND ')}`, values };
}
