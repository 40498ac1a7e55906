// What a patient of the registry is. Phone and e-mail are not unique: families share them.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const genders = ['male', 'female', 'other'] as const;
export const gender = z.enum(genders);

export const patientRow = syncedRow.extend({
  /** What a share names; not the row's id. */
  patientUuid: z.string(),
  /** People read it: device prefix and number, `A-000123`. */
  recordNumber: z.string(),
  fullName: z.string(),
  /** `foldText(fullName)`. */
  searchName: z.string(),
  dateOfBirth: civilDate.nullable(),
  gender: gender.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  bloodGroup: z.string().nullable(),
  /** Free text. Null is "not asked", never "none known". */
  allergies: z.string().nullable(),
  chronicConditions: z.string().nullable(),
  insuranceId: z.string().nullable(),
  emergencyContact: z.string().nullable(),
  emergencyContactPhone: z.string().nullable(),
  notes: z.string().nullable(),
  mergedIntoId: rowId.nullable(),
  archivedAtMs: z.number().int().nullable(),
});
export type Patient = z.infer<typeof patientRow>;
