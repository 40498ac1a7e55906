// Tables of the waiting room: who would come sooner, which doctor runs late.
import {
  civilDate,
  count,
  flag,
  index,
  instant,
  oneOf,
  ref,
  synced,
  syncedKey,
  table,
  text,
  uniqueIndex,
} from '#columns';
import { sql } from 'drizzle-orm';
import { partsOfDay, waitlistStatuses } from '../../domain/waitlist.ts';

export const waitlist = table(
  'waitlist',
  {
    ...synced(),
    patientId: ref().notNull(),
    departmentId: ref().notNull(),
    doctorId: ref(),
    fromDate: civilDate(),
    toDate: civilDate(),
    partOfDay: oneOf([...partsOfDay]).notNull(),
    isUrgent: flag().notNull(),
    reason: text().notNull(),
    appointmentId: ref(),
    status: oneOf([...waitlistStatuses]).notNull(),
    bookedAppointmentId: ref(),
    closedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    index('waitlist_waiting')
      .on(t.clinicId, t.departmentId, t.createdAtMs)
      .where(sql`${t.status} = 'waiting'`),
    index('waitlist_patient').on(t.clinicId, t.patientId),
  ],
);

export const doctorDelays = table(
  'doctorDelays',
  {
    ...synced(),
    doctorId: ref().notNull(),
    delayDate: civilDate().notNull(),
    delayMinutes: count().notNull(),
    reason: text().notNull(),
  },
  (t) => [syncedKey(t), uniqueIndex('doctor_delays_day').on(t.clinicId, t.delayDate, t.doctorId)],
);
