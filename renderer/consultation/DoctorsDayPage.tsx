// The doctor's desk: the own list of a day with the state of each visit, and the lists beside it. Arrows choose, Enter calls the patient in.
import { ActionIcon, Button, Kbd, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { PageBar } from '../app/PageBar.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { ASIDE_ID } from '../doctors-desk/aside.ts';
import desk from '../doctors-desk/Desk.module.css';
import { DeskTabs } from '../doctors-desk/DeskTabs.tsx';
import { MyNotes } from '../doctors-desk/MyNotes.tsx';
import { MyPatients } from '../doctors-desk/MyPatients.tsx';
import { SavedList } from '../doctors-desk/SavedList.tsx';
import { UnsignedList } from '../doctors-desk/UnsignedList.tsx';
import { useClinicToday } from '../patients/patient-facts.ts';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { longDay } from './chart.ts';
import { DayList } from './DayList.tsx';
import classes from './DoctorsDayPage.module.css';
import { EmptyDay } from './EmptyDay.tsx';

export function DoctorsDayPage() {
  const { list } = useSearch({ from: '/consultations' });
  const { t } = useTranslation('doctorsDesk');
  return (
    <div className={desk.page}>
      <div className={desk.main}>
        {list && <VisuallyHidden component="h1">{t(`tabs.${list}`)}</VisuallyHidden>}
        <DeskTabs list={list} />
        {list === undefined && <Day />}
        {list === 'unsigned' && <UnsignedList />}
        {list === 'saved' && <SavedList />}
        {list === 'patients' && <MyPatients />}
        {list === 'notes' && <MyNotes />}
      </div>
      <div id={ASIDE_ID} className={desk.aside} />
    </div>
  );
}

function Day() {
  const { userId } = useDesk().user;
  const { t } = useTranslation('consultation');
  const today = useClinicToday();
  const [date, setDate] = useState(today);
  const [isPrinting, setIsPrinting] = useState(false);
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.consultations.day.queryOptions(
      { date },
      { placeholderData: (old) => old, staleTime: 0, refetchInterval: 30_000 },
    ),
  );
  usePageHotkeys(
    [
      { keys: 'alt+ArrowLeft', label: t('day.before'), act: () => setDate(addDays(date, -1)) },
      { keys: 'alt+ArrowRight', label: t('day.after'), act: () => setDate(addDays(date, 1)) },
      { keys: 'alt+T', label: t('day.today'), act: () => setDate(today) },
      { keys: 'mod+P', label: t('print.daySheet'), act: () => setIsPrinting(true) },
    ],
    { inFields: true },
  );

  return (
    <>
      <PageBar>
        <ActionIcon
          variant="subtle"
          aria-label={t('day.before')}
          title={`${t('day.before')}  Alt+←`}
          onClick={() => setDate(addDays(date, -1))}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
        <Button variant="default" onClick={() => setDate(today)}>
          {t('day.today')}
        </Button>
        <ActionIcon
          variant="subtle"
          aria-label={t('day.after')}
          title={`${t('day.after')}  Alt+→`}
          onClick={() => setDate(addDays(date, 1))}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
        <h1 className={classes.date}>{longDay(date)}</h1>
        <Button
          ms="auto"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          rightSection={<Kbd size="xs">Ctrl P</Kbd>}
          onClick={() => setIsPrinting(true)}
        >
          {t('print.daySheet')}
        </Button>
      </PageBar>
      {error && <p className={classes.none}>{failureText(failureIn(error))}</p>}
      {data && data.visits.length === 0 && <EmptyDay key={data.date} next={data.next} onGo={setDate} />}
      {data && data.visits.length > 0 && (
        <DayList key={data.date} visits={data.visits} isToday={data.date === today} />
      )}
      <PrintPreview
        document={isPrinting ? { kind: 'daySheet', date, doctorId: userId } : null}
        onClose={() => setIsPrinting(false)}
      />
    </>
  );
}
