// Coded diagnoses of a visit, the patient's problem list, and the clinic's own list of codes. Pure; it judges no diagnosis.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { Refused } from './failure.ts';
import { foldText } from './folded-text.ts';
import { type NewRow, requiredText, rowId, syncedRow, typedText } from './row.ts';

/** A code and its words as they stood when they were chosen. `codeSystem` names the list, for instance `ICD-10-CM` or `clinic`. */
export const codedDiagnosis = z.object({
  codeSystem: z.string(),
  /** Empty: words without a code. */
  code: z.string(),
  text: z.string(),
});
export type CodedDiagnosis = z.infer<typeof codedDiagnosis>;

/** A code as it comes in at the door. */
export const codedDiagnosisInput = z.object({
  codeSystem: typedText(40),
  code: typedText(20),
  text: requiredText(300),
});
export const codedDiagnosesInput = z.array(codedDiagnosisInput).max(30, 'validation.tooLong');

/** What the clinic's own list is called in a record. */
export const CLINIC_CODES = 'clinic';

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
export type Problem = z.infer<typeof problemRow>;

/** The clinic's own list, beside or instead of a published one. */
export const diagnosisCodeRow = syncedRow.extend({
  code: z.string(),
  text: z.string(),
  isActive: z.boolean(),
});
export type DiagnosisCode = z.infer<typeof diagnosisCodeRow>;

export const diagnosisCodeInput = z.object({
  /** Written as published lists do: `J02.9`. */
  code: requiredText(20).transform((code) => code.toUpperCase()),
  text: requiredText(300),
  isActive: z.boolean(),
});
export type DiagnosisCodeInput = z.infer<typeof diagnosisCodeInput>;

/** Two entries of one list and code are one problem; without a code, of the same words. */
const problemKey = ({ codeSystem, code, text }: CodedDiagnosis): string =>
  code === '' ? foldText(text) : `${codeSystem}|${code}`;

/** The problem this diagnosis is already, if the patient has it: it is opened again rather than written a second time. */
export const knownProblem = (problems: readonly Problem[], diagnosis: CodedDiagnosis): Problem | undefined =>
  problems.find((problem) => problemKey(problem) === problemKey(diagnosis));

type ProblemBy = { id: string; patientId: string; userId: string; today: string };

export const newProblem = (diagnosis: CodedDiagnosis, by: ProblemBy): NewRow<Problem> => ({
  id: by.id,
  patientId: by.patientId,
  ...diagnosis,
  status: 'active',
  onsetDate: by.today,
  resolvedDate: null,
  notes: '',
  notedById: by.userId,
  archivedAtMs: null,
});

/** Resolved keeps its day; a problem that comes back has none again. */
export function changeProblem(
  problem: Problem,
  status: Problem['status'],
  today: string,
): Pick<Problem, 'status' | 'resolvedDate'> {
  if (problem.status === status) throw new Refused({ code: 'nothing_changed' });
  return { status, resolvedDate: status === 'resolved' ? today : null };
}
