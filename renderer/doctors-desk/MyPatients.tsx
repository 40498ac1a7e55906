// Everyone I have seen, last seen first: searched and paged in the database, a hundred at a time.
import { Button, Kbd, TextInput } from '@mantine/core';
import { IconSearch, IconStarFilled } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRouter } from '../../electron/api/router.ts';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { ageText, useClinicToday } from '../patients/patient-facts.ts';
import classes from './Desk.module.css';
import { type CellsProps, DeskTable } from './DeskTable.tsx';
import table from './DeskTable.module.css';
import { PatientAside } from './PatientAside.tsx';
import { useSavePatient } from './use-save-patient.ts';

const AT_ONCE = 100;

export function MyPatients() {
  const { t, i18n } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const save = useSavePatient();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [skip, setSkip] = useState(0);
  const [open, setOpen] = useState<{ patientId: string; name: string } | null>(null);
  const { data } = useQuery(
    trpc.doctorsDesk.patients.queryOptions(
      { text, skip },
      { placeholderData: keepPreviousData, staleTime: 0 },
    ),
  );
  const hasMore = data?.hasMore ?? false;
  usePageHotkeys([
    { keys: '/', label: t('patients.search'), act: () => box.current?.focus() },
    { keys: 'PageDown', label: t('patients.next'), act: () => setSkip(skip + AT_ONCE), when: hasMore },
    { keys: 'PageUp', label: t('patients.before'), act: () => setSkip(skip - AT_ONCE), when: skip > 0 },
  ]);
  return (
    <>
      <p className={classes.hint}>{t('patients.hint')}</p>
      <div className={classes.pager}>
        <TextInput
          ref={box}
          w={320}
          aria-label={t('patients.search')}
          placeholder={t('patients.search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={<Kbd size="xs">/</Kbd>}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setSkip(0);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            document.querySelector<HTMLElement>('main tr[tabindex="0"]')?.focus();
          }}
        />
        <span className={classes.hint} role="status">
          {data &&
            t('patients.count', { count: data.count, formatted: data.count.toLocaleString(i18n.language) })}
        </span>
        {(skip > 0 || hasMore) && (
          <>
            <Button
              variant="default"
              size="compact-sm"
              disabled={skip === 0}
              onClick={() => setSkip(skip - AT_ONCE)}
            >
              {t('patients.before')}
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              disabled={!hasMore}
              onClick={() => setSkip(skip + AT_ONCE)}
            >
              {t('patients.next')}
            </Button>
          </>
        )}
      </div>
      {data && data.patients.length === 0 && (
        <p className={classes.none}>
          {text.trim() === '' ? t('patients.none') : t('patients.nobody', { text: text.trim() })}
        </p>
      )}
      {data && data.patients.length > 0 && (
        <DeskTable
          label={t('tabs.patients')}
          takesFocus={false}
          rows={data.patients}
          keyOf={({ patientId }) => patientId}
          openKey={open?.patientId ?? null}
          spoken={({ patientName: name }) => t('patients.open', { name })}
          onOpen={({ patientId, patientName: name }) => setOpen({ patientId, name })}
          letters={[
            {
              letter: 'S',
              label: t('save.on'),
              act: ({ patientId, patientName: name, isSaved }) =>
                void save({ patientId, name, isSaved: !isSaved }),
            },
          ]}
          heads={[
            t('column.patient'),
            t('column.age'),
            t('column.visits'),
            t('column.last'),
            t('column.saved'),
          ]}
          Cells={Cells}
        />
      )}
      {open && (
        <PatientAside
          key={open.patientId}
          patientId={open.patientId}
          name={open.name}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Cells({
  row,
}: CellsProps<inferRouterOutputs<AppRouter>['doctorsDesk']['patients']['patients'][number]>) {
  const { t } = useTranslation('doctorsDesk');
  const today = useClinicToday();
  return (
    <>
      <td>
        <span className={table.name}>{row.patientName}</span>{' '}
        <span className={table.dim}>{row.recordNumber}</span>
      </td>
      <td>{row.dateOfBirth && ageText(row.dateOfBirth, today)}</td>
      <td className={table.figures}>{row.visits}</td>
      <td className={table.figures}>{shortDay(row.lastVisitDate)}</td>
      <td>
        {row.isSaved && (
          <IconStarFilled size={15} className={table.star} aria-label={t('column.saved')} role="img" />
        )}
      </td>
    </>
  );
}
