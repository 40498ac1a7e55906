// Who in the registry might already be the person being registered, and who shares the phone. It asks the indexes; the judging is domain/'s.
import {
  type Described,
  duplicateScore,
  type Likeness,
  likenessOf,
  sameNumberForms,
  samePhone,
} from '../domain/patient-duplicates.ts';
import { nationalDigits } from '../domain/patient-search.ts';
import { digitsOf } from '../domain/folded-text.ts';
import { type PatientHit, searchPatients } from './patient-search.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type Similar = { patient: PatientHit; likeness: Exclude<Likeness, 'none'> };
export type SimilarPatients = {
  /** Perhaps the same person, the likeliest first. */
  duplicates: Similar[];
  /** Others with the same phone: most often the family. */
  household: PatientHit[];
};

const DUPLICATES = 5;
const HOUSEHOLD = 8;

/** `except`: the patient being edited. */
export function similarPatients(
  reader: Reader,
  described: Described,
  { today, except }: { today: string; except?: string | undefined },
): SimilarPatients {
  const found = new Map<string, PatientHit>();
  const collect = (text: string) => {
    for (const hit of searchPatients(reader, { text, today, limit: 30 }))
      if (hit.id !== except) found.set(hit.id, hit);
  };
  const phone = digitsOf(described.phone ?? '');
  const words = described.fullName.trim().split(/\s+/).filter(Boolean);
  if (phone.length >= 6) collect(nationalDigits(phone));
  if (words.length >= 2) collect(described.fullName);
  // One of two people typed a name wrong far more often than the day: the same day and the same given name.
  if (described.dateOfBirth && words.length > 0)
    for (const word of new Set([words[0], words.at(-1)])) collect(`${described.dateOfBirth} ${word}`);
  return sorted([...found.values()], described);
}

function sorted(found: PatientHit[], described: Described): SimilarPatients {
  const duplicates = found
    .map((patient) => ({ patient, score: duplicateScore(described, patient) }))
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ patient, score }) => {
      const likeness = likenessOf(score);
      return likeness === 'none' ? [] : [{ patient, likeness }];
    })
    .slice(0, DUPLICATES);
  const isDuplicate = new Set(duplicates.map(({ patient }) => patient.id));
  const household = found.filter(
    (patient) =>
      !isDuplicate.has(patient.id) &&
      described.phone &&
      patient.phone &&
      samePhone(described.phone, patient.phone),
  );
  return { duplicates, household: household.slice(0, HOUSEHOLD) };
}

export type Relative = Pick<PatientHit, 'id' | 'fullName' | 'recordNumber' | 'dateOfBirth'>;

/** Those who share a patient's phone, in whichever form it is stored. */
export function householdOf(reader: Reader, patient: { id: string; phone: string | null }): Relative[] {
  if (!patient.phone) return [];
  const forms = JSON.stringify(sameNumberForms(patient.phone));
  return prepared(reader, householdQuery).all(forms, reader.clinicId, patient.id, HOUSEHOLD) as Relative[];
}

export const householdQuery =
  'SELECT p.id, p.fullName, p.recordNumber, p.dateOfBirth FROM json_each(?) AS form CROSS JOIN patients p ON p.phone = form.value ' +
  'WHERE p.clinicId = ? AND p.id <> ? AND p.archivedAtMs IS NULL LIMIT ?';
