// What a patient of the registry is, and what registering, editing and archiving one demand. Phone and e-mail are not unique: families
// share them. It never knows how a patient is found; see patient-search.ts.
import { z } from 'zod';
import { email, phone10, type Role } from './accounts.ts';
import { civilDate } from './civil-date.ts';
import { Refused } from './failure.ts';
import { foldText } from './folded-text.ts';
import { may } from './permissions.ts';
import { type NewRow, optionalText, requiredText, rowId, syncedRow } from './row.ts';

export const genders = ['male', 'female', 'other'] as const;
export const gender = z.enum(genders);
export const bloodGroups = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'] as const;

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
  /** Doctors write it, doctors and admins read it; reception does not see it. */
  notes: z.string().nullable(),
  /** What everybody at the desk must know ("needs a wheelchair", "deaf in the left ear"): never clinical. */
  warnings: z.string().nullable(),
  mergedIntoId: rowId.nullable(),
  archivedAtMs: z.number().int().nullable(),
});
export type Patient = z.infer<typeof patientRow>;

const emptyAsNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    schema.nullable(),
  );

/** Stored as digits with an optional leading +, however it was typed. */
const phone = z
  .string()
  .max(40, 'validation.tooLong')
  .transform(
    (typed) => (typed.trim().startsWith('+') ? '+' : '') + typed.replace(/[\s().-]/g, '').replace(/^\+/, ''),
  )
  .pipe(z.string().regex(/^\+?\d{6,15}$/, 'validation.phone'));

const typedFields = {
  fullName: requiredText(120).transform((name) => name.replace(/\s+/g, ' ')),
  dateOfBirth: emptyAsNull(civilDate),
  gender: emptyAsNull(gender),
  phone: emptyAsNull(phone),
  email: emptyAsNull(email),
  address: optionalText(300),
  bloodGroup: emptyAsNull(z.enum(bloodGroups)),
  allergies: optionalText(1_000),
  chronicConditions: optionalText(1_000),
  insuranceId: optionalText(50),
  emergencyContact: optionalText(120),
  emergencyContactPhone: emptyAsNull(phone10),
  notes: optionalText(4_000),
  warnings: optionalText(500),
};

/** What changes: only the fields that are given. */
export const patientPatch = z.object(typedFields).partial();
export type PatientPatch = z.infer<typeof patientPatch>;

/** What registering takes. Only the name is compulsory. */
export const patientInput = patientPatch.required({ fullName: true });
export type PatientInput = z.infer<typeof patientInput>;

type By = { role: Role; today: string };

/** A new row of the registry. `recordNumber` is from this PC's counter, taken in the same transaction. */
export function registerPatient(
  input: PatientInput,
  { id, patientUuid, recordNumber }: { id: string; patientUuid: string; recordNumber: string },
  by: By,
): NewRow<Patient> {
  checkPatch(input, by, { isNew: true });
  return {
    ...blank,
    ...given(input),
    id,
    patientUuid,
    recordNumber,
    fullName: input.fullName,
    searchName: foldText(input.fullName),
  };
}

/** The fields to change. `readAtMs` is the `updatedAtMs` the editor began with: who saved in between is not overwritten. */
export function editPatient(patient: Patient, edit: { patch: PatientPatch; readAtMs: number }, by: By) {
  if (patient.updatedAtMs !== edit.readAtMs) {
    throw new Refused({ code: 'changed_meanwhile', subject: 'patient', id: patient.id });
  }
  if (patient.archivedAtMs !== null) throw new Refused({ code: 'patient_archived', patientId: patient.id });
  checkPatch(edit.patch, by, { isNew: false });
  const fields = given(edit.patch);
  return fields.fullName === undefined ? fields : { ...fields, searchName: foldText(fields.fullName) };
}

/** Archived, never deleted. Somebody who is still expected is not archived. */
export function archivePatient(
  patient: Patient,
  expected: { id: string; appointmentDate: string } | null,
  nowMs: number,
) {
  if (expected)
    throw new Refused({
      code: 'patient_expected',
      appointmentId: expected.id,
      date: expected.appointmentDate,
    });
  return { archivedAtMs: patient.archivedAtMs ?? nowMs };
}

/** A merged patient lives on in the other record and does not come back by itself. */
export function restorePatient(patient: Patient) {
  if (patient.mergedIntoId !== null) throw new Refused({ code: 'patient_archived', patientId: patient.id });
  return { archivedAtMs: null };
}

/** The row as a role may see it: the doctors' notes stay with those who read records. */
export const patientAsSeenBy = <Row extends { notes: string | null }>(role: Role, patient: Row): Row =>
  may(role, 'record.read') ? patient : { ...patient, notes: null };

/** `A-000123`; longer when a PC has registered a million. */
export const recordNumberText = (prefix: string, number: number): string =>
  `${prefix}-${String(number).padStart(6, '0')}`;

function checkPatch(patch: PatientPatch, { role, today }: By, { isNew }: { isNew: boolean }): void {
  if (patch.dateOfBirth && patch.dateOfBirth > today) {
    throw new Refused({ code: 'invalid_input', fields: { dateOfBirth: ['validation.dateInFuture'] } });
  }
  // Emptying them counts too: who may not read the notes would not even know what is gone. A registration has none yet.
  const touchesNotes = isNew ? Boolean(patch.notes) : patch.notes !== undefined;
  if (touchesNotes && !may(role, 'record.write'))
    throw new Refused({ code: 'forbidden', permission: 'record.write' });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const given = <T extends object>(patch: T): Given<T> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Given<T>;

const blank = {
  dateOfBirth: null,
  gender: null,
  phone: null,
  email: null,
  address: null,
  bloodGroup: null,
  allergies: null,
  chronicConditions: null,
  insuranceId: null,
  emergencyContact: null,
  emergencyContactPhone: null,
  notes: null,
  warnings: null,
  mergedIntoId: null,
  archivedAtMs: null,
} as const satisfies Partial<NewRow<Patient>>;
