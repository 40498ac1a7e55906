// My saved patients; one opened shows what I noted there and the notes about the patient.
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import type { AppRouter } from '../../electron/api/router.ts';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { ageText, phoneText, useClinicToday } from '../patients/patient-facts.ts';
import classes from './Desk.module.css';
import { type CellsProps, DeskTable } from './DeskTable.tsx';
import table from './DeskTable.module.css';
import { PatientAside } from './PatientAside.tsx';
import { useSavePatient } from './use-save-patient.ts';

export function SavedList() {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const save = useSavePatient();
  const [open, setOpen] = useState<string | null>(null);
  const { data: saved } = useQuery(
    trpc.doctorsDesk.saved.queryOptions(undefined, { placeholderData: (old) => old, staleTime: 0 }),
  );
  if (!saved) return <div aria-busy />;
  if (saved.length === 0) return <p className={classes.none}>{t('saved.none')}</p>;
  const shown = saved.find(({ patientId }) => patientId === open);
  return (
    <>
      <p className={classes.hint}>{t('saved.hint')}</p>
      <DeskTable
        label={t('tabs.saved')}
        rows={saved}
        keyOf={({ patientId }) => patientId}
        openKey={open}
        spoken={({ patientName: name }) => t('saved.open', { name })}
        onOpen={({ patientId }) => setOpen(patientId)}
        letters={[
          {
            letter: 'S',
            label: t('save.off'),
            act: ({ patientId, patientName: name }) => void save({ patientId, name, isSaved: false }),
          },
        ]}
        heads={[
          t('column.patient'),
          t('column.age'),
          t('column.phone'),
          t('column.lastConsultation'),
          t('column.notes'),
        ]}
        Cells={Cells}
      />
      {shown && (
        <PatientAside
          key={shown.patientId}
          patientId={shown.patientId}
          name={shown.patientName}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Cells({ row }: CellsProps<inferRouterOutputs<AppRouter>['doctorsDesk']['saved'][number]>) {
  const { t } = useTranslation('doctorsDesk');
  const { clinic } = useDesk();
  const today = useClinicToday();
  return (
    <>
      <td>
        <span className={table.name}>{row.patientName}</span>{' '}
        <span className={table.dim}>{row.recordNumber}</span>
      </td>
      <td>{row.dateOfBirth && ageText(row.dateOfBirth, today)}</td>
      <td className={table.figures}>{row.phone && phoneText(row.phone)}</td>
      <td className={table.figures}>
        {row.lastConsultationAtMs === null
          ? t('saved.never')
          : shortDay(wallClock(row.lastConsultationAtMs, clinic.timeZone).date)}
      </td>
      <td>{row.hasNotes && t('saved.hasNotes')}</td>
    </>
  );
}
