// What a doctor writes about one visit, and when that may be written, signed and amended.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

/** The seed's JSON contract: known keys with their units, unknown keys kept as they came. */
export const vitalSigns = z.looseObject({
  /** mmHg, "120/80". */
  blood_pressure: z.string().optional(),
  /** °C */
  temperature: z.number().optional(),
  /** beats a minute */
  heart_rate: z.number().optional(),
  /** breaths a minute */
  respiratory_rate: z.number().optional(),
  /** % */
  oxygen_saturation: z.number().optional(),
  /** kg */
  weight: z.number().optional(),
  /** cm */
  height: z.number().optional(),
});
export type VitalSigns = z.infer<typeof vitalSigns>;

export const medicalRecordRow = syncedRow.extend({
  /** One record for an appointment. */
  appointmentId: rowId,
  patientId: rowId,
  diagnosis: z.string(),
  prescription: z.string(),
  treatmentPlan: z.string(),
  notes: z.string(),
  followUpDate: civilDate.nullable(),
  vitalSigns,
  createdById: rowId.nullable(),
  signedAtMs: z.number().int().nullable(),
});
export type MedicalRecord = z.infer<typeof medicalRecordRow>;

/** What stood in a signed record before an amendment. Kept for ever. */
export const recordVersionRow = syncedRow.extend({
  recordId: rowId,
  versionNumber: z.number().int(),
  diagnosis: z.string(),
  prescription: z.string(),
  treatmentPlan: z.string(),
  notes: z.string(),
  followUpDate: civilDate.nullable(),
  vitalSigns,
  signedAtMs: z.number().int().nullable(),
  replacedAtMs: z.number().int(),
  replacedById: rowId,
  reason: z.string(),
});
export type RecordVersion = z.infer<typeof recordVersionRow>;
