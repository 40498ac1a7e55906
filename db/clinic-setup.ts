// What the clinic is set up as: clinic, departments, services, rooms, doctors, hours, time off, read for every other feature.
import { addDays } from '../domain/civil-date.ts';
import { assert } from '../domain/failure.ts';
import type {
  Clinic,
  Department,
  Doctor,
  Room,
  Service,
  TimeOff,
  WorkingHours,
} from '../domain/clinic-setup.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

/** Rows as SQLite gives them: flags are 0 and 1. */
type Stored<Row> = { [Key in keyof Row]: Row[Key] extends boolean ? number : Row[Key] };

const byName = new Intl.Collator('vi');

export function clinicOf(reader: Reader): Clinic {
  const row = prepared(reader, 'SELECT * FROM clinics WHERE id = ?').get(reader.clinicId) as
    | Stored<Clinic>
    | undefined;
  assert(row, 'an open vault holds its clinic');
  const { isDemo, queueShowsNames, queueSpeaks } = row;
  return {
    ...row,
    isDemo: isDemo === 1,
    queueShowsNames: queueShowsNames === 1,
    queueSpeaks: queueSpeaks === 1,
  };
}

/** All departments, inactive ones too, by name. */
export function departmentsOf(reader: Reader): Department[] {
  const rows = prepared(reader, 'SELECT * FROM departments WHERE clinicId = ?').all(
    reader.clinicId,
  ) as Stored<Department>[];
  return rows.map(withActive).toSorted((a, b) => byName.compare(a.name, b.name));
}

/** The services of one department, or of all, inactive ones too, by name. */
export function servicesOf(reader: Reader, departmentId?: string): Service[] {
  const rows = (
    departmentId === undefined
      ? prepared(reader, 'SELECT * FROM services WHERE clinicId = ?').all(reader.clinicId)
      : prepared(reader, 'SELECT * FROM services WHERE clinicId = ? AND departmentId = ?').all(
          reader.clinicId,
          departmentId,
        )
  ) as Stored<Service>[];
  return rows.map(withActive).toSorted((a, b) => byName.compare(a.name, b.name));
}

/** All rooms, inactive ones too, by floor and number: the order in which a room is looked for. */
export function roomsOf(reader: Reader): Room[] {
  const rows = prepared(reader, 'SELECT * FROM rooms WHERE clinicId = ? ORDER BY floor, roomNumber').all(
    reader.clinicId,
  );
  return (rows as Stored<Room>[]).map(withActive);
}

/** A doctor with the words a screen shows: who, where, in which room. */
export type DoctorCard = Doctor & {
  fullName: string;
  email: string;
  mobileNumber: string | null;
  /** The doctor may sign in and be booked: the account is active. */
  isActive: boolean;
  departmentName: string;
  departmentIsActive: boolean;
  roomNumber: string | null;
};

const doctorCards = `
  SELECT d.*, u.fullName, u.email, u.mobileNumber, u.isActive, p.name AS departmentName, p.isActive AS departmentIsActive, r.roomNumber
  FROM doctors d
  JOIN users u ON u.id = d.id
  JOIN departments p ON p.id = d.departmentId
  LEFT JOIN rooms r ON r.id = d.roomId
  WHERE d.clinicId = ?`;

/** Every doctor, inactive ones too, by name. */
export function allDoctors(reader: Reader): DoctorCard[] {
  const rows = prepared(reader, doctorCards).all(reader.clinicId) as Stored<DoctorCard>[];
  return rows
    .map((row) => ({
      ...row,
      isActive: row.isActive === 1,
      departmentIsActive: row.departmentIsActive === 1,
    }))
    .toSorted((a, b) => byName.compare(a.fullName, b.fullName));
}

/** Doctors who can be booked: an active account in an active department. */
export const activeDoctors = (reader: Reader): DoctorCard[] =>
  allDoctors(reader).filter((doctor) => doctor.isActive && doctor.departmentIsActive);

/** The weekly hours of one doctor, or of all, by day and start. */
export function workingHoursOf(reader: Reader, doctorId?: string): WorkingHours[] {
  const all = 'SELECT * FROM workingHours WHERE clinicId = ?';
  const order = ' ORDER BY doctorId, weekday, fromTime';
  const rows =
    doctorId === undefined
      ? prepared(reader, all + order).all(reader.clinicId)
      : prepared(reader, `${all} AND doctorId = ?${order}`).all(reader.clinicId, doctorId);
  return rows as WorkingHours[];
}

/** Time off, withdrawn entries left out, that touches any day from `fromDate` to `toDate`, both included. */
export function timeOffBetween(reader: Reader, fromDate: string, toDate: string): TimeOff[] {
  const sql =
    'SELECT * FROM timeOff WHERE clinicId = ? AND toDate >= ? AND fromDate <= ? AND archivedAtMs IS NULL ORDER BY fromDate, fromTime, id';
  return prepared(reader, sql).all(reader.clinicId, fromDate, toDate) as TimeOff[];
}

/** For the set-up's list: entries that end on `today` or later, withdrawn ones too; with `past`, those of the year before as well. */
export function timeOffFrom(reader: Reader, today: string, { past }: { past: boolean }): TimeOff[] {
  const sql = 'SELECT * FROM timeOff WHERE clinicId = ? AND toDate >= ? ORDER BY fromDate, fromTime, id';
  return prepared(reader, sql).all(reader.clinicId, past ? addDays(today, -366) : today) as TimeOff[];
}

/** Accounts with the role doctor that have no place in the clinic yet: they cannot be booked. */
export function doctorsWithoutPlace(reader: Reader): { id: string; fullName: string; email: string }[] {
  const sql = `SELECT u.id, u.fullName, u.email FROM users u LEFT JOIN doctors d ON d.id = u.id
    WHERE u.clinicId = ? AND u.role = 'doctor' AND u.isActive = 1 AND d.id IS NULL ORDER BY u.fullName`;
  return prepared(reader, sql).all(reader.clinicId) as { id: string; fullName: string; email: string }[];
}

const withActive = <Row extends { isActive: number }>(
  row: Row,
): Omit<Row, 'isActive'> & { isActive: boolean } => ({
  ...row,
  isActive: row.isActive === 1,
});
