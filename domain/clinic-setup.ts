// What an admin sets up: the clinic, its departments, services, rooms, doctors, hours and time off.
import { z } from 'zod';
import { civilDate, clockTime } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const locales = ['en', 'vi'] as const;
export const locale = z.enum(locales);
export type Locale = z.infer<typeof locale>;
export const currency = z.string().regex(/^[A-Z]{3}$/);

export const clinicRow = syncedRow.extend({
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  /** IANA name. */
  timeZone: z.string(),
  /** ISO 4217. */
  currency: z.string(),
  locale,
  /** How many days ahead a visit may be booked, today included as day 0. */
  bookingHorizonDays: z.number().int(),
  slotStartTime: z.string(),
  /** The last slot that can be booked starts here. */
  slotEndTime: z.string(),
  slotLengthMinutes: z.number().int(),
  idleLockMinutes: z.number().int(),
  printHeader: z.string(),
  isDemo: z.boolean(),
  /** The queue screen shows names beside ticket numbers. */
  queueShowsNames: z.boolean(),
  /** The queue screen calls aloud where the system has a voice. */
  queueSpeaks: z.boolean(),
  /** Minutes of waiting after which a row of the board is marked, and marked strongly. */
  waitWarnMinutes: z.number().int(),
  waitAlarmMinutes: z.number().int(),
});
export type Clinic = z.infer<typeof clinicRow>;

export const departmentRow = syncedRow.extend({
  name: z.string(),
  icon: z.string(),
  description: z.string(),
  isActive: z.boolean(),
  /** Minor units of the clinic's currency. */
  examinationFeeMinor: z.number().int(),
});
export type Department = z.infer<typeof departmentRow>;

export const serviceRow = syncedRow.extend({
  departmentId: rowId,
  name: z.string(),
  description: z.string(),
  priceMinor: z.number().int(),
  isActive: z.boolean(),
});
export type Service = z.infer<typeof serviceRow>;

export const roomRow = syncedRow.extend({
  roomNumber: z.string(),
  floor: z.string(),
  departmentId: rowId.nullable(),
  isActive: z.boolean(),
});
export type Room = z.infer<typeof roomRow>;

/** Shares its id with the doctor's user. */
export const doctorRow = syncedRow.extend({
  departmentId: rowId,
  roomId: rowId.nullable(),
  title: z.string(),
  specialization: z.string(),
  licenseNumber: z.string().nullable(),
  experienceYears: z.number().int(),
  consultationFeeMinor: z.number().int(),
  bio: z.string(),
  rating: z.number(),
  avatarUrl: z.string().nullable(),
  totalReviews: z.number().int(),
});
export type Doctor = z.infer<typeof doctorRow>;

export const workingHoursRow = syncedRow.extend({
  doctorId: rowId,
  /** ISO weekday, 1 is Monday. */
  weekday: z.number().int(),
  fromTime: clockTime,
  /** Exclusive: a slot may start before it, not at it. */
  toTime: clockTime,
});
export type WorkingHours = z.infer<typeof workingHoursRow>;

export const timeOffKinds = ['leave', 'break', 'holiday', 'other'] as const;
export const timeOffScopes = ['doctor', 'room', 'clinic'] as const;
export const timeOffRow = syncedRow.extend({
  scope: z.enum(timeOffScopes),
  doctorId: rowId.nullable(),
  roomId: rowId.nullable(),
  kind: z.enum(timeOffKinds),
  fromDate: civilDate,
  /** Inclusive. */
  toDate: civilDate,
  /** Both null: whole days. Otherwise each of the days, from (inclusive) to (exclusive). */
  fromTime: clockTime.nullable(),
  toTime: clockTime.nullable(),
  reason: z.string(),
  /** Set when it was withdrawn. */
  archivedAtMs: z.number().int().nullable(),
});
export type TimeOff = z.infer<typeof timeOffRow>;
