// What is known of a patient, field by field; what nobody has given yet says so. Allergies, warnings and conditions stand in the banner.
import { useTranslation } from 'react-i18next';
import type { Patient } from '../../domain/patients.ts';
import { useMay } from '../app/desk-context.tsx';
import classes from './PatientDetails.module.css';
import { dayText, phoneText } from './patient-facts.ts';

export function PatientDetails({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients');
  const maySeeNotes = useMay('record.read');
  const contact = [
    patient.emergencyContact,
    patient.emergencyContactPhone && phoneText(patient.emergencyContactPhone),
  ];
  const facts = [
    ['dateOfBirth', patient.dateOfBirth && dayText(patient.dateOfBirth)],
    ['gender', patient.gender && t(`gender.${patient.gender}`)],
    ['phone', patient.phone && phoneText(patient.phone)],
    ['email', patient.email],
    ['address', patient.address],
    ['insuranceId', patient.insuranceId],
    ['emergencyContact', contact.filter(Boolean).join(' · ') || null],
    ['bloodGroup', patient.bloodGroup],
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
    </section>
  );
}
