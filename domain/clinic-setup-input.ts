// What an admin may type when setting up the clinic, and what is refused. Pure: it sees the rows it is given, never a database.
import { z } from 'zod';
import { civilDate, clockTime, minutesOf } from './civil-date.ts';
import { locale, timeOffKinds, timeOffScopes } from './clinic-setup.ts';
import { type Failure, Refused } from './failure.ts';
import { isCurrency, MAX_MINOR } from './money.ts';
import { optionalText, requiredText, rowId, typedText } from './row.ts';

/** What an edit says it was made on: the row, and the moment the row had when it was read. Both null for a new row. */
export const editOf = { id: rowId.nullable(), updatedAtMs: z.number().int().nullable() };
export type EditOf = { id: string | null; updatedAtMs: number | null };

const amount = z
  .number('validation.money')
  .int('validation.money')
  .min(0, 'validation.money')
  .max(MAX_MINOR, 'validation.money');
const whole = (min: number, max: number) =>
  z
    .number('validation.number')
    .int('validation.number')
    .min(min, 'validation.number')
    .max(max, 'validation.number');

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const clinicFields = z.object({
  name: requiredText(120),
  address: typedText(300),
  phone: typedText(60),
  printHeader: typedText(500),
  timeZone: z.string().max(64).refine(isTimeZone, 'validation.timeZone'),
  currency: z.string().max(3).refine(isCurrency, 'validation.currency'),
  locale,
  bookingHorizonDays: whole(1, 366),
  slotStartTime: clockTime,
  slotEndTime: clockTime,
  slotLengthMinutes: whole(5, 240),
  idleLockMinutes: z
    .number('validation.idleLock')
    .int('validation.idleLock')
    .min(2, 'validation.idleLock')
    .max(15, 'validation.idleLock'),
  queueShowsNames: z.boolean(),
  queueSpeaks: z.boolean(),
  waitWarnMinutes: whole(1, 240),
  waitAlarmMinutes: whole(1, 480),
});
export const clinicInput = clinicFields.superRefine((clinic, issues) => {
  const span = minutesOf(clinic.slotEndTime) - minutesOf(clinic.slotStartTime);
  if (span < 0)
    issues.addIssue({ code: 'custom', path: ['slotEndTime'], message: 'validation.rangeReversed' });
  else if (span % clinic.slotLengthMinutes !== 0) {
    issues.addIssue({ code: 'custom', path: ['slotEndTime'], message: 'validation.slotGrid' });
  }
  if (clinic.waitAlarmMinutes < clinic.waitWarnMinutes)
    issues.addIssue({ code: 'custom', path: ['waitAlarmMinutes'], message: 'validation.waitAlarm' });
});
export type ClinicInput = z.infer<typeof clinicInput>;

/** The icons an admin can choose from, by the name the screens draw them with. A clinic may know others (centre, older files). */
export const departmentIcons = [
  'stethoscope',
  'heart',
  'baby',
  'woman',
  'bone',
  'brain',
  'eye',
  'ear',
  'dental',
  'lungs',
  'stomach',
  'skin',
  'vaccine',
  'microscope',
  'scan',
  'ambulance',
  'mind',
  'run',
  'pill',
  'virus',
] as const;

export const departmentInput = z.object({
  name: requiredText(120),
  icon: typedText(40),
  description: typedText(1000),
  isActive: z.boolean(),
  examinationFeeMinor: amount,
});
export type DepartmentInput = z.infer<typeof departmentInput>;

export const serviceInput = z.object({
  departmentId: z.string('validation.required').min(1, 'validation.required').max(64),
  name: requiredText(160),
  description: typedText(1000),
  priceMinor: amount,
  isActive: z.boolean(),
});
export type ServiceInput = z.infer<typeof serviceInput>;

export const roomInput = z.object({
  roomNumber: requiredText(30),
  floor: typedText(30),
  departmentId: rowId.nullable(),
  isActive: z.boolean(),
});
export type RoomInput = z.infer<typeof roomInput>;

/** The doctor's own page of the set-up. The name and the sign-in belong to the staff list. */
export const doctorInput = z.object({
  departmentId: z.string('validation.required').min(1, 'validation.required').max(64),
  roomId: rowId.nullable(),
  title: typedText(60),
  specialization: typedText(160),
  licenseNumber: optionalText(60),
  experienceYears: whole(0, 80),
  consultationFeeMinor: amount,
  bio: typedText(4000),
});
export type DoctorInput = z.infer<typeof doctorInput>;

export const timeOffFields = z.object({
  scope: z.enum(timeOffScopes),
  doctorId: rowId.nullable(),
  roomId: rowId.nullable(),
  kind: z.enum(timeOffKinds),
  fromDate: civilDate,
  toDate: civilDate,
  fromTime: clockTime.nullable(),
  toTime: clockTime.nullable(),
  reason: typedText(300),
});
type TimeOffFields = z.infer<typeof timeOffFields>;

const timeOffComplaints = (entry: TimeOffFields): [keyof TimeOffFields, string][] => {
  const found: [keyof TimeOffFields, string][] = [];
  if (entry.scope === 'doctor' && !entry.doctorId) found.push(['doctorId', 'validation.required']);
  if (entry.scope === 'room' && !entry.roomId) found.push(['roomId', 'validation.required']);
  if (entry.toDate < entry.fromDate) found.push(['toDate', 'validation.rangeReversed']);
  if (entry.fromTime && !entry.toTime) found.push(['toTime', 'validation.required']);
  if (entry.toTime && !entry.fromTime) found.push(['fromTime', 'validation.required']);
  if (entry.fromTime && entry.toTime && entry.toTime <= entry.fromTime)
    found.push(['toTime', 'validation.rangeReversed']);
  return found;
};

/** Checked, and with only the one reference its scope is about. */
export const timeOffInput = timeOffFields
  .superRefine((entry, issues) => {
    for (const [field, message] of timeOffComplaints(entry))
      issues.addIssue({ code: 'custom', path: [field], message });
  })
  .transform((entry) => ({
    ...entry,
    doctorId: entry.scope === 'doctor' ? entry.doctorId : null,
    roomId: entry.scope === 'room' ? entry.roomId : null,
  }));
export type TimeOffInput = z.infer<typeof timeOffInput>;

/**
 * How names of set-up rows are compared: case and spaces do not make two departments, accents do (Nội is not Nói).
 * "  Tim   mạch" and "tim mạch" are one name.
 */
export const nameKey = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

type Subject = Extract<Failure, { code: 'name_taken' }>['subject'];
type Named = { id: string; name: string };

/** Refuses a name that another row of the same list has already. */
export function refuseTakenName(
  subject: Subject,
  others: readonly Named[],
  wanted: Named | { id: null; name: string },
): void {
  const key = nameKey(wanted.name);
  const other = others.find((row) => row.id !== wanted.id && nameKey(row.name) === key);
  if (other) throw new Refused({ code: 'name_taken', subject, name: other.name });
}

/** Refuses an edit of a row that is gone, or that somebody changed since it was read. */
export function refuseChanged<Row extends { id: string; updatedAtMs: number }>(
  subject: Subject,
  row: Row | undefined,
  edit: EditOf,
): Row {
  if (!row) throw new Refused({ code: 'not_found', subject });
  if (row.updatedAtMs !== edit.updatedAtMs)
    throw new Refused({ code: 'changed_meanwhile', subject, id: row.id });
  return row;
}

type DoctorPlace = { id: string; fullName: string; roomId: string | null; licenseNumber: string | null };

/** Refuses a room that another doctor sits in, and a licence that another doctor holds. */
export function refuseTakenPlace(
  doctors: readonly DoctorPlace[],
  id: string,
  wanted: Pick<DoctorInput, 'roomId' | 'licenseNumber'>,
): void {
  const others = doctors.filter((doctor) => doctor.id !== id);
  const inRoom = wanted.roomId && others.find((doctor) => doctor.roomId === wanted.roomId);
  if (inRoom)
    throw new Refused({ code: 'room_has_doctor', doctorId: inRoom.id, doctorName: inRoom.fullName });
  const license = wanted.licenseNumber;
  if (
    license &&
    others.some(
      (doctor) => doctor.licenseNumber !== null && nameKey(doctor.licenseNumber) === nameKey(license),
    )
  ) {
    throw new Refused({ code: 'license_taken', licenseNumber: license });
  }
}
