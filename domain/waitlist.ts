// Patients who would come sooner, and which freed slot suits whom. It suggests and never books. Pure.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const partsOfDay = ['any', 'morning', 'afternoon'] as const;
export const partOfDay = z.enum(partsOfDay);
export const waitlistStatuses = ['waiting', 'booked', 'withdrawn'] as const;

export const waitlistRow = syncedRow.extend({
  patientId: rowId,
  departmentId: rowId,
  /** Null: any doctor of the department. */
  doctorId: rowId.nullable(),
  /** Both inclusive; null is open. */
  fromDate: civilDate.nullable(),
  toDate: civilDate.nullable(),
  partOfDay,
  isUrgent: z.boolean(),
  reason: z.string(),
  /** The later visit the patient has already, which a sooner one would replace. */
  appointmentId: rowId.nullable(),
  status: z.enum(waitlistStatuses),
  bookedAppointmentId: rowId.nullable(),
  closedAtMs: z.number().int().nullable(),
});
