// The head of every screen about a patient: name, age, sex, record number, missed visits, and the allergies in red, always in the same place.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import { AlertLine } from './AlertLine.tsx';
import { NoShowBadge } from './NoShowBadge.tsx';
import classes from './PatientBanner.module.css';
import { ageText, dayText, phoneText } from './patient-facts.ts';

export function PatientBanner({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const { data: patient } = useQuery(trpc.patients.banner.queryOptions({ patientId }));
  if (!patient) return <div className={classes.banner} aria-busy style={{ minBlockSize: 50 }} />;
  const facts = [
    patient.dateOfBirth && `${ageText(patient.dateOfBirth, patient.today)} (${dayText(patient.dateOfBirth)})`,
    patient.gender && t(`gender.${patient.gender}`),
    patient.recordNumber,
    patient.phone && phoneText(patient.phone),
    patient.bloodGroup && t('banner.blood', { group: patient.bloodGroup }),
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <section className={classes.banner} aria-label={t('banner.label', { name: patient.fullName })}>
      <span className={classes.name}>{patient.fullName}</span>
      <span className={classes.facts}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
      <NoShowBadge count={patient.noShows} />
      {patient.archivedAtMs !== null && patient.mergedInto === null && (
        <span className={classes.archived}>{t('archived')}</span>
      )}
      {patient.mergedInto !== null && (
        <Link
          className={classes.archived}
          to="/patients/$patientId"
          params={{ patientId: patient.mergedInto.id }}
        >
          {t('banner.mergedInto', patient.mergedInto)}
        </Link>
      )}
      <span className={classes.alerts}>
        <AlertLine {...patient} />
      </span>
    </section>
  );
}
