// What an appointment is and what may happen to it. Pure decisions: the same on a desktop and at the centre.
import { z } from 'zod';
import { civilDate, clockTime } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const appointmentStatuses = ['booked', 'confirmed', 'completed', 'cancelled'] as const;
export const appointmentStatus = z.enum(appointmentStatuses);
export type AppointmentStatus = z.infer<typeof appointmentStatus>;
export const appointmentKinds = ['booked', 'walk_in', 'overbook'] as const;

export const appointmentRow = syncedRow.extend({
  patientId: rowId,
  doctorId: rowId,
  departmentId: rowId,
  serviceId: rowId.nullable(),
  roomId: rowId.nullable(),
  appointmentDate: civilDate,
  appointmentTime: clockTime,
  status: appointmentStatus,
  kind: z.enum(appointmentKinds),
  symptoms: z.string(),
  reason: z.string(),
  notes: z.string(),
  /** A snapshot of the department's fee, plus the service's price once one is assigned. Minor units. */
  estimatedFeeMinor: z.number().int(),
  cancellationReason: z.string().nullable(),
  cancelledAtMs: z.number().int().nullable(),
  /** The last hop only. */
  rescheduledFrom: z.object({ date: civilDate, time: clockTime }).nullable(),
  overbookReason: z.string().nullable(),
  arrivedAtMs: z.number().int().nullable(),
  calledAtMs: z.number().int().nullable(),
  inRoomAtMs: z.number().int().nullable(),
  leftAtMs: z.number().int().nullable(),
  isNoShow: z.boolean(),
});
export type Appointment = z.infer<typeof appointmentRow>;

export const appointmentEventKinds = [
  'booked',
  'confirmed',
  'moved',
  'cancelled',
  'arrived',
  'called',
  'in_room',
  'left',
  'no_show',
  'service_assigned',
  'completed',
  'undone',
  'edited',
] as const;
export const appointmentEventRow = syncedRow.extend({
  appointmentId: rowId,
  kind: z.enum(appointmentEventKinds),
  atMs: z.number().int(),
  byUserId: rowId.nullable(),
  fromDate: civilDate.nullable(),
  fromTime: clockTime.nullable(),
  fromDoctorId: rowId.nullable(),
  toDate: civilDate.nullable(),
  toTime: clockTime.nullable(),
  toDoctorId: rowId.nullable(),
  reason: z.string(),
});
export type AppointmentEvent = z.infer<typeof appointmentEventRow>;
