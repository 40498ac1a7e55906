// Finds the other record of a patient who was registered twice: those who look alike first, then anybody by search. It leads to the page
// that compares the two; nothing is merged here.
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import classes from './DuplicateHints.module.css';
import { PatientHitRow } from './PatientHitRow.tsx';
import { PatientPicker } from './PatientPicker.tsx';

type Subject = { id: string; fullName: string; dateOfBirth: string | null; phone: string | null };

export function SamePerson({ patient }: { patient: Subject }) {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { id, fullName, dateOfBirth, phone } = patient;
  const { data } = useQuery(trpc.patients.similar.queryOptions({ fullName, dateOfBirth, phone, except: id }));
  const compare = (otherId: string) =>
    void navigate({ to: '/patients/$patientId/merge/$otherId', params: { patientId: id, otherId } });
  const alike = data?.duplicates ?? [];
  return (
    <>
      <PatientPicker
        value={null}
        autoFocus
        onChange={(otherId) => otherId !== null && compare(otherId)}
        canRegister={false}
      />
      {data && alike.length === 0 && <p className={classes.nobody}>{t('same.nobody')}</p>}
      {alike.length > 0 && (
        <section className={classes.alike}>
          <h3 className={classes.title}>{t('same.alike')}</h3>
          {alike.map(({ patient: other }) => (
            <UnstyledButton key={other.id} className={classes.choice} onClick={() => compare(other.id)}>
              <PatientHitRow patient={other} />
              <span className={classes.use}>{t('same.compare')}</span>
            </UnstyledButton>
          ))}
        </section>
      )}
    </>
  );
}
