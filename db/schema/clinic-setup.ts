// Tables an admin sets up: clinic, departments, services, rooms, doctors, hours, time off.
import {
  civilDate,
  count,
  decimal,
  flag,
  index,
  instant,
  money,
  oneOf,
  ref,
  slotTime,
  synced,
  syncedKey,
  table,
  text,
  uniqueIndex,
} from '#columns';
import { sql } from 'drizzle-orm';
import { locales, timeOffKinds, timeOffScopes } from '../../domain/clinic-setup.ts';

export const clinics = table(
  'clinics',
  {
    ...synced(),
    name: text().notNull(),
    address: text().notNull(),
    phone: text().notNull(),
    timeZone: text().notNull(),
    currency: text().notNull(),
    locale: oneOf([...locales]).notNull(),
    bookingHorizonDays: count().notNull(),
    slotStartTime: slotTime().notNull(),
    slotEndTime: slotTime().notNull(),
    slotLengthMinutes: count().notNull(),
    idleLockMinutes: count().notNull(),
    printHeader: text().notNull(),
    isDemo: flag().notNull(),
    queueShowsNames: flag().notNull(),
    queueSpeaks: flag().notNull(),
    waitWarnMinutes: count().notNull(),
    waitAlarmMinutes: count().notNull(),
  },
  (t) => [syncedKey(t)],
);

export const departments = table(
  'departments',
  {
    ...synced(),
    name: text().notNull(),
    icon: text().notNull(),
    description: text().notNull(),
    isActive: flag().notNull(),
    examinationFeeMinor: money().notNull(),
  },
  (t) => [syncedKey(t), uniqueIndex('departments_name').on(t.clinicId, t.name)],
);

export const services = table(
  'services',
  {
    ...synced(),
    departmentId: ref().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    priceMinor: money().notNull(),
    isActive: flag().notNull(),
  },
  (t) => [syncedKey(t), index('services_department').on(t.clinicId, t.departmentId)],
);

export const rooms = table(
  'rooms',
  {
    ...synced(),
    roomNumber: text().notNull(),
    floor: text().notNull(),
    departmentId: ref(),
    isActive: flag().notNull(),
  },
  (t) => [syncedKey(t), uniqueIndex('rooms_number').on(t.clinicId, t.roomNumber)],
);

/** Shares its id with the doctor's user. */
export const doctors = table(
  'doctors',
  {
    ...synced(),
    departmentId: ref().notNull(),
    roomId: ref(),
    title: text().notNull(),
    specialization: text().notNull(),
    licenseNumber: text(),
    experienceYears: count().notNull(),
    consultationFeeMinor: money().notNull(),
    bio: text().notNull(),
    rating: decimal().notNull(),
    avatarUrl: text(),
    totalReviews: count().notNull(),
  },
  (t) => [
    syncedKey(t),
    index('doctors_department').on(t.clinicId, t.departmentId),
    uniqueIndex('doctors_room').on(t.clinicId, t.roomId).where(sql`${t.roomId} is not null`),
    uniqueIndex('doctors_license').on(t.clinicId, t.licenseNumber).where(sql`${t.licenseNumber} is not null`),
  ],
);

export const workingHours = table(
  'workingHours',
  {
    ...synced(),
    doctorId: ref().notNull(),
    weekday: count().notNull(),
    fromTime: slotTime().notNull(),
    toTime: slotTime().notNull(),
  },
  (t) => [syncedKey(t), index('working_hours_doctor').on(t.clinicId, t.doctorId, t.weekday)],
);

export const timeOff = table(
  'timeOff',
  {
    ...synced(),
    scope: oneOf([...timeOffScopes]).notNull(),
    doctorId: ref(),
    roomId: ref(),
    kind: oneOf([...timeOffKinds]).notNull(),
    fromDate: civilDate().notNull(),
    toDate: civilDate().notNull(),
    fromTime: slotTime(),
    toTime: slotTime(),
    reason: text().notNull(),
    archivedAtMs: instant(),
  },
  (t) => [syncedKey(t), index('time_off_days').on(t.clinicId, t.toDate, t.fromDate)],
);
