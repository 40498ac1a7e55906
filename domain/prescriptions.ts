// The lines of a prescription: the structured companion of a record's free text. Pure; it knows no list and no screen.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

/** One medicine as it is prescribed. What stands here is a copy: a later change of the clinic's list changes no prescription. */
export const prescriptionLine = z.object({
  /** Null: typed by hand. */
  medicineId: rowId.nullable(),
  medicineName: z.string(),
  ingredients: z.string(),
  dose: z.string(),
  route: z.string(),
  frequency: z.string(),
  duration: z.string(),
  instructions: z.string(),
  /** Why a warning was passed over; empty when there was none. */
  overrideReason: z.string(),
});
export type PrescriptionLine = z.infer<typeof prescriptionLine>;

export const prescriptionItemRow = syncedRow.extend({
  recordId: rowId,
  appointmentId: rowId,
  patientId: rowId,
  doctorId: rowId,
  /** 1, 2, 3 … in the order they are printed. */
  lineNumber: z.number().int(),
  ...prescriptionLine.shape,
});
