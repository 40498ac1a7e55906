// One patient in a list of hits: enough to tell two people of one name apart. A name is text, whatever is in it.
import { useTranslation } from 'react-i18next';
import classes from './PatientHitRow.module.css';
import { ageText, dayText, phoneText, useClinicToday } from './patient-facts.ts';

export type HitFacts = {
  fullName: string;
  recordNumber: string;
  dateOfBirth: string | null;
  gender?: 'male' | 'female' | 'other' | null;
  phone?: string | null;
  allergies?: string | null;
  lastVisitDate?: string | null;
  noShows?: number;
  earlierNumber?: string | null;
};

export function PatientHitRow({ patient }: { patient: HitFacts }) {
  const { t } = useTranslation('patients');
  const today = useClinicToday();
  const facts = [
    patient.dateOfBirth && `${dayText(patient.dateOfBirth)} (${ageText(patient.dateOfBirth, today)})`,
    patient.gender && t(`gender.${patient.gender}`),
    patient.phone && phoneText(patient.phone),
    patient.noShows && t('noShows', { count: patient.noShows }),
    patient.lastVisitDate && t('hit.lastVisit', { day: dayText(patient.lastVisitDate) }),
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <div className={classes.row}>
      <span className={classes.name}>{patient.fullName}</span>
      <span className={classes.number}>{patient.recordNumber}</span>
      <span className={classes.facts}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
      {patient.earlierNumber && (
        <span className={classes.earlier}>{t('hit.earlierNumber', { number: patient.earlierNumber })}</span>
      )}
      {patient.allergies && (
        <span className={classes.allergy}>{t('banner.allergies', { allergies: patient.allergies })}</span>
      )}
    </div>
  );
}
