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
  /** Why a visit is out of the ordinary: an overbooking or a walk-in. */
  overbookReason: z.string().nullable(),
  /** Whether the visit keeps its half hour to itself. An overbooking and a walk-in who only joined the queue do not. */
  holdsSlot: z.boolean(),
  arrivedAtMs: z.number().int().nullable(),
  calledAtMs: z.number().int().nullable(),
  inRoomAtMs: z.number().int().nullable(),
  leftAtMs: z.number().int().nullable(),
  isNoShow: z.boolean(),
  /** Called before the others who wait. */
  isPriority: z.boolean(),
  /** What the queue screen shows, `A12`: this PC's prefix and the number of the day. Given at arrival. */
  ticket: z.string().nullable(),
  /** Visits that were booked as one series share it. */
  seriesId: rowId.nullable(),
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
  'priority',
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
  /** What a move replaced beside the place: an undo gives it back. Null where nothing but the place or the status changed. */
  before: z
    .object({ roomId: rowId.nullable(), serviceId: rowId.nullable(), estimatedFeeMinor: z.number().int() })
    .nullable(),
});
export type AppointmentEvent = z.infer<typeof appointmentEventRow>;
