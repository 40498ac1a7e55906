// What stands in the fields of a patient's form, and what it means once it is sent. Knows no screen.
import type { z } from 'zod';
import { foldText } from '../../domain/folded-text.ts';
import { type Patient, type PatientInput, patientInput } from '../../domain/patients.ts';
import { dayText, typedBirthDay } from './patient-facts.ts';

/** Every field as text, as an input holds it; a birth day as it is typed. */
export type PatientFields = Record<
  | 'fullName'
  | 'dateOfBirth'
  | 'gender'
  | 'phone'
  | 'email'
  | 'address'
  | 'bloodGroup'
  | 'allergies'
  | 'chronicConditions'
  | 'insuranceId'
  | 'emergencyContact'
  | 'emergencyContactPhone'
  | 'warnings'
  | 'notes',
  string
>;

export const emptyFields: PatientFields = {
  fullName: '',
  dateOfBirth: '',
  gender: '',
  phone: '',
  email: '',
  address: '',
  bloodGroup: '',
  allergies: '',
  chronicConditions: '',
  insuranceId: '',
  emergencyContact: '',
  emergencyContactPhone: '',
  warnings: '',
  notes: '',
};

export const fieldsOf = (patient: Patient): PatientFields => {
  const fields = Object.keys(emptyFields).map((field) => [
    field,
    patient[field as keyof PatientFields] ?? '',
  ]);
  return {
    ...(Object.fromEntries(fields) as PatientFields),
    dateOfBirth: patient.dateOfBirth ? dayText(patient.dateOfBirth) : '',
  };
};

/** What was searched for in vain begins the form: a phone as phone, a birth day as birth day, anything else as the name. */
export function startOfForm(typed: string): Partial<PatientFields> {
  const text = typed.trim();
  if (/^\+?[\d\s().-]{6,}$/.test(text))
    return typedBirthDay(text, '9999') ? { dateOfBirth: text } : { phone: text };
  return /\d/.test(text) ? {} : { fullName: capitalized(text) };
}

/** "nguyen van an" is typed in a hurry; "Nguyen Van An" is what will be printed. Whoever typed a capital meant it. */
const capitalized = (name: string) =>
  name === name.toLowerCase()
    ? name.replace(
        /(^|[\s'-])(\p{L})/gu,
        (_, before: string, letter: string) => before + letter.toUpperCase(),
      )
    : name;

export type FieldErrors = Partial<Record<keyof PatientFields, string>>;

/** The input the main process takes, or the i18n key of what is wrong with each field. `canNote`: whether notes are sent at all. */
export function readFields(
  fields: PatientFields,
  { today, canNote }: { today: string; canNote: boolean },
): { input: PatientInput } | { errors: FieldErrors } {
  const { notes, ...rest } = fields;
  const day = fields.dateOfBirth.trim() === '' ? null : typedBirthDay(fields.dateOfBirth, today);
  const result = patientInput.safeParse({ ...rest, dateOfBirth: day, ...(canNote && { notes }) });
  const errors: FieldErrors = result.success ? {} : errorsOf(result.error);
  if (day === null && fields.dateOfBirth.trim() !== '') errors.dateOfBirth = 'validation.date';
  if (day !== null && day > today) errors.dateOfBirth = 'validation.dateInFuture';
  return result.success && Object.keys(errors).length === 0 ? { input: result.data } : { errors };
}

function errorsOf(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const field = issue.path[0] as keyof PatientFields;
    errors[field] ??= issue.message.startsWith('validation.') ? issue.message : 'validation.invalid';
  }
  return errors;
}

/** Whether there is enough to look for the same person. */
export const isTellingName = (fullName: string): boolean => foldText(fullName).includes(' ');
