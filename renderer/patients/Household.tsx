// Who shares the patient's phone, most often the family; and one more of them, registered with the same phone and address.
import { Button, Modal } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Patient } from '../../domain/patients.ts';
import { useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import classes from './PatientDetails.module.css';
import { dayText } from './patient-facts.ts';
import { RegisterPatient } from './RegisterPatient.tsx';

type Relative = { id: string; fullName: string; recordNumber: string; dateOfBirth: string | null };
type HouseholdProps = { patient: Pick<Patient, 'phone' | 'address'>; household: Relative[] };

export function Household({ patient, household }: HouseholdProps) {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const [isAdding, setIsAdding] = useState(false);
  const mayAdd = useMay('patient.register') && patient.phone !== null;
  const add = () => setIsAdding(true);
  usePageHotkeys([{ keys: 'F', label: t('household.add'), act: add, when: mayAdd }]);
  if (household.length === 0 && !mayAdd) return null;
  return (
    <section className={classes.part}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('household.page')}</h2>
        {mayAdd && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconUserPlus size={14} aria-hidden />}
            rightSection={<KeyHint>F</KeyHint>}
            aria-keyshortcuts="F"
            onClick={add}
          >
            {t('household.add')}
          </Button>
        )}
      </div>
      <ul className={classes.list}>
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
      <Modal
        opened={isAdding}
        onClose={() => setIsAdding(false)}
        title={t('household.addTitle')}
        size={760}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        <RegisterPatient
          start={{ phone: patient.phone ?? '', address: patient.address ?? '' }}
          onCancel={() => setIsAdding(false)}
          onDone={(patientId) => {
            setIsAdding(false);
            void navigate({ to: '/patients/$patientId', params: { patientId } });
          }}
        />
      </Modal>
    </section>
  );
}
