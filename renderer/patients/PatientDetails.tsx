// What is known of a patient, field by field; what nobody has given yet says so. Allergies and conditions stand in the banner above.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Patient } from '../../domain/patients.ts';
import { useMay } from '../app/desk-context.tsx';
import classes from './PatientDetails.module.css';
import { dayText, phoneText } from './patient-facts.ts';

type Relative = { id: string; fullName: string; recordNumber: string; dateOfBirth: string | null };

export function PatientDetails({ patient, household }: { patient: Patient; household: Relative[] }) {
  const { t } = useTranslation('patients');
  const maySeeNotes = useMay('record.read');
  const facts = [
    ['dateOfBirth', patient.dateOfBirth && dayText(patient.dateOfBirth)],
    ['gender', patient.gender && t(`gender.${patient.gender}`)],
    ['phone', patient.phone && phoneText(patient.phone)],
    ['email', patient.email],
    ['address', patient.address],
    ['bloodGroup', patient.bloodGroup],
    ['emergencyContact', patient.emergencyContact],
    ['emergencyContactPhone', patient.emergencyContactPhone && phoneText(patient.emergencyContactPhone)],
    ['insuranceId', patient.insuranceId],
    ...(maySeeNotes ? ([['notes', patient.notes]] as const) : []),
  ] as const;
  return (
    <section>
      <h2 className={classes.title}>{t('page.details')}</h2>
      <dl className={classes.facts}>
        {facts.map(([field, value]) => (
          <div key={field}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>{value ?? <span className={classes.missing}>{t('page.notGiven')}</span>}</dd>
          </div>
        ))}
      </dl>
      {household.length > 0 && (
        <>
          <h2 className={classes.title}>{t('household.page')}</h2>
          <ul className={classes.household}>
            {household.map((relative) => (
              <li key={relative.id}>
                <Link to="/patients/$patientId" params={{ patientId: relative.id }}>
                  {relative.fullName}
                </Link>
                <span>
                  {[relative.recordNumber, relative.dateOfBirth && dayText(relative.dateOfBirth)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
