// Says, while a patient is being typed, who in the registry may be the same person and who lives with them. It only hints.
import { UnstyledButton } from '@mantine/core';
import { IconUserCheck, IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import classes from './DuplicateHints.module.css';
import { type HitFacts, PatientHitRow } from './PatientHitRow.tsx';
import { typedBirthDay, useClinicToday } from './patient-facts.ts';
import { isTellingName, type PatientFields } from './patient-form.ts';

type DuplicateHintsProps = {
  typed: PatientFields;
  /** The patient being edited is not their own duplicate. */
  except?: string;
  onChoose: (patientId: string) => void;
};

export function DuplicateHints({ typed, except, onChoose }: DuplicateHintsProps) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const today = useClinicToday();
  const phone = typed.phone.replace(/\D/g, '').length >= 6 ? typed.phone : null;
  const isTelling = isTellingName(typed.fullName) || phone !== null;
  const described = {
    fullName: typed.fullName.slice(0, 200),
    dateOfBirth: typedBirthDay(typed.dateOfBirth, today),
    phone,
  };
  const { data } = useQuery(
    trpc.patients.similar.queryOptions(
      { ...described, ...(except !== undefined && { except }) },
      { enabled: isTelling, placeholderData: keepPreviousData },
    ),
  );
  if (!isTelling || !data) return null;
  return (
    <>
      {data.duplicates.length > 0 && (
        <section
          className={classes.hints}
          data-likely={data.duplicates.some(({ likeness }) => likeness === 'likely') || undefined}
        >
          <h3 className={classes.title}>
            <IconUserCheck size={15} stroke={1.8} aria-hidden />{' '}
            {t('duplicates.title', { count: data.duplicates.length })}
          </h3>
          {data.duplicates.slice(0, 3).map(({ patient }) => (
            <Choice
              key={patient.id}
              patient={patient}
              label={t('duplicates.use')}
              onChoose={() => onChoose(patient.id)}
            />
          ))}
        </section>
      )}
      {data.household.length > 0 && (
        <section className={classes.hints}>
          <h3 className={classes.title}>
            <IconUsersGroup size={15} stroke={1.8} aria-hidden /> {t('household.title')}
          </h3>
          {data.household.slice(0, 4).map((patient) => (
            <Choice
              key={patient.id}
              patient={patient}
              label={t('duplicates.use')}
              onChoose={() => onChoose(patient.id)}
            />
          ))}
        </section>
      )}
    </>
  );
}

function Choice({ patient, label, onChoose }: { patient: HitFacts; label: string; onChoose: () => void }) {
  return (
    <UnstyledButton className={classes.choice} onClick={onChoose} title={label}>
      <PatientHitRow patient={patient} />
      <span className={classes.use}>{label}</span>
    </UnstyledButton>
  );
}
