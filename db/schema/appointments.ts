// Appointments and their history. The two slot indexes are the last line against double booking.
import {
  civilDate,
  flag,
  index,
  instant,
  json,
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
import { appointmentEventKinds, appointmentKinds, appointmentStatuses } from '../../domain/appointments.ts';

export const appointments = table(
  'appointments',
  {
    ...synced(),
    patientId: ref().notNull(),
    doctorId: ref().notNull(),
    departmentId: ref().notNull(),
    serviceId: ref(),
    roomId: ref(),
    appointmentDate: civilDate().notNull(),
    appointmentTime: slotTime().notNull(),
    status: oneOf([...appointmentStatuses]).notNull(),
    kind: oneOf([...appointmentKinds]).notNull(),
    symptoms: text().notNull(),
    reason: text().notNull(),
    notes: text().notNull(),
    estimatedFeeMinor: money().notNull(),
    cancellationReason: text(),
    cancelledAtMs: instant(),
    rescheduledFrom: json<{ date: string; time: string }>(),
    overbookReason: text(),
    holdsSlot: flag().notNull(),
    arrivedAtMs: instant(),
    calledAtMs: instant(),
    inRoomAtMs: instant(),
    leftAtMs: instant(),
    isNoShow: flag().notNull(),
    isPriority: flag().notNull(),
    ticket: text(),
    seriesId: ref(),
  },
  (t) => [
    syncedKey(t),
    // Booked, confirmed and completed visits hold their slot; only an overbooking, and a walk-in in the queue, may share it.
    uniqueIndex('appointments_doctor_slot')
      .on(t.clinicId, t.doctorId, t.appointmentDate, t.appointmentTime)
      .where(sql`${t.status} <> 'cancelled' and ${t.holdsSlot}`),
    uniqueIndex('appointments_room_slot')
      .on(t.clinicId, t.roomId, t.appointmentDate, t.appointmentTime)
      .where(sql`${t.roomId} is not null and ${t.status} <> 'cancelled' and ${t.holdsSlot}`),
    index('appointments_day').on(t.clinicId, t.appointmentDate, t.appointmentTime),
    index('appointments_doctor_day').on(t.clinicId, t.doctorId, t.appointmentDate),
    index('appointments_patient').on(t.clinicId, t.patientId, t.appointmentDate),
    // The badge of a patient counts them; without it every visit of the patient would be read.
    index('appointments_no_show').on(t.clinicId, t.patientId).where(sql`${t.isNoShow}`),
    index('appointments_series').on(t.clinicId, t.seriesId).where(sql`${t.seriesId} is not null`),
    index('appointments_department').on(t.clinicId, t.departmentId),
  ],
);

export const appointmentEvents = table(
  'appointmentEvents',
  {
    ...synced(),
    appointmentId: ref().notNull(),
    kind: oneOf([...appointmentEventKinds]).notNull(),
    atMs: instant().notNull(),
    byUserId: ref(),
    fromDate: civilDate(),
    fromTime: slotTime(),
    fromDoctorId: ref(),
    toDate: civilDate(),
    toTime: slotTime(),
    toDoctorId: ref(),
    reason: text().notNull(),
    before: json<{ roomId: string | null; serviceId: string | null; estimatedFeeMinor: number }>(),
  },
  (t) => [syncedKey(t), index('appointment_events_appointment').on(t.clinicId, t.appointmentId, t.atMs)],
);
