// The lines about a patient that every paper repeats in the same order.
import { ageInMonths, ageInYears } from '../../domain/civil-date.ts';
import type { Patient } from '../../domain/patients.ts';
import { type Html, html } from './html.ts';
import { type PrintWords, shortDay } from './words.ts';

/** "17/05/1980 (46 y) · Male"; what nobody wrote down is left out. */
export function birthAndSex(
  patient: Pick<Patient, 'dateOfBirth' | 'gender'>,
  words: PrintWords,
  today: string,
): string {
  const { dateOfBirth, gender } = patient;
  const born = dateOfBirth && `${shortDay(dateOfBirth)} (${ageOnPaper(dateOfBirth, words, today)})`;
  return [born, gender && words[gender]].filter(Boolean).join(' · ');
}

/** Months until six years, as prescriptions for small children in Vietnam tell it. */
function ageOnPaper(dateOfBirth: string, words: PrintWords, today: string): string {
  const months = ageInMonths(dateOfBirth, today);
  return months < 72 ? words.ageMonths(months) : words.age(ageInYears(dateOfBirth, today));
}

/** The row of birth day and sex. A birth day that nobody wrote down is said to be unknown, as the row stands under its name. */
export const bornLine = (
  patient: Pick<Patient, 'dateOfBirth' | 'gender'>,
  words: PrintWords,
  today: string,
): Html =>
  line(
    words.born,
    [patient.dateOfBirth ? null : words.bornUnknown, birthAndSex(patient, words, today)]
      .filter(Boolean)
      .join(' · '),
  );

/** One row of a `<dl>`; nothing when there is nothing to say. */
export const line = (label: string, value: string | null | undefined): Html =>
  value ? html`<dt>${label}</dt><dd>${value}</dd>` : html``;
