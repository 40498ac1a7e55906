// Coded diagnoses of a visit, the patient's problem list, and the clinic's own list of codes. Pure; it judges no diagnosis.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

/** A code and its words as they stood when they were chosen. `codeSystem` names the list, for instance `ICD-10-CM` or `clinic`. */
export const codedDiagnosis = z.object({
  codeSystem: z.string(),
  /** Empty: words without a code. */
  code: z.string(),
  text: z.string(),
});
export type CodedDiagnosis = z.infer<typeof codedDiagnosis>;

export const recordDiagnosisRow = syncedRow.extend({
  recordId: rowId,
  appointmentId: rowId,
  patientId: rowId,
  /** 1 is the main diagnosis. */
  lineNumber: z.number().int(),
  ...codedDiagnosis.shape,
});

export const problemStatuses = ['active', 'resolved'] as const;
/** What a patient has from visit to visit, until somebody says it is over. */
export const problemRow = syncedRow.extend({
  patientId: rowId,
  ...codedDiagnosis.shape,
  status: z.enum(problemStatuses),
  onsetDate: civilDate.nullable(),
  resolvedDate: civilDate.nullable(),
  notes: z.string(),
  notedById: rowId,
  archivedAtMs: z.number().int().nullable(),
});

/** The clinic's own list, beside or instead of a published one. */
export const diagnosisCodeRow = syncedRow.extend({
  code: z.string(),
  text: z.string(),
  isActive: z.boolean(),
});
