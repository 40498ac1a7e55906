// The lines about a patient that every paper repeats in the same order.
import { ageInYears } from '../../domain/civil-date.ts';
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
  const born = dateOfBirth && `${shortDay(dateOfBirth)} (${words.age(ageInYears(dateOfBirth, today))})`;
  return [born, gender && words[gender]].filter(Boolean).join(' · ');
}

/** One row of a `<dl>`; nothing when there is nothing to say. */
export const line = (label: string, value: string | null | undefined): Html =>
  value ? html`<dt>${label}</dt><dd>${value}</dd>` : html``;
