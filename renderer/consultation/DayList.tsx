// The rows of a doctor's day. One tab stop; the next patient is chosen from the start, so that Enter is enough.
import { Kbd } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueStateOf } from '../../domain/queue.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { ageText, useClinicToday } from '../patients/patient-facts.ts';
import type { DayVisit } from './chart.ts';
import classes from './DayList.module.css';

export function DayList({ visits, isToday }: { visits: DayVisit[]; isToday: boolean }) {
  const { t } = useTranslation('consultation');
  const table = useRef<HTMLTableSectionElement>(null);
  const next = Math.max(
    0,
    visits.findIndex((visit) => !isPast(stateOf(visit))),
  );
  const [current, setCurrent] = useState(next);
  const open = useOpenVisit(isToday);
  const focusRow = (index: number) => table.current?.querySelectorAll('tr')[index]?.focus();
  // Once: a list that is looked at again later leaves the focus where the doctor put it.
  const [first] = useState(next);
  useEffect(() => focusRow(first), [first]);

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(visits.length - 1, index));
    setCurrent(target);
    focusRow(target);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => moveTo(current + 1),
    ArrowUp: () => moveTo(current - 1),
    Home: () => moveTo(0),
    End: () => moveTo(visits.length - 1),
    Enter: () => visits[current] && open(visits[current]),
  };
  usePageHotkeys(
    [
      { keys: ['ArrowUp', 'ArrowDown', 'Home', 'End'], label: t('does.chooseVisit', { ns: 'commands' }) },
      { keys: 'Enter', label: t('does.openVisit', { ns: 'commands' }) },
    ],
    { group: t('day.title') },
  );

  return (
    <>
      <table className={classes.table} aria-label={t('day.title')}>
        <thead>
          <tr>
            <th>{t('day.time')}</th>
            <th>{t('day.patient')}</th>
            <th>{t('day.reason')}</th>
            <th>{t('day.room')}</th>
            <th>{t('day.state')}</th>
          </tr>
        </thead>
        <tbody
          ref={table}
          onKeyDown={(event) => {
            const act = event.altKey || event.ctrlKey ? undefined : keys[event.key];
            if (!act) return;
            event.preventDefault();
            act();
          }}
        >
          {visits.map((visit, index) => (
            <VisitRow
              key={visit.id}
              visit={visit}
              isCurrent={index === current}
              isNext={isToday && index === next}
              onFocus={() => setCurrent(index)}
              onOpen={() => open(visit)}
            />
          ))}
        </tbody>
      </table>
      <p className={classes.keys}>
        <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('day.keyChoose')} · <Kbd size="xs">↵</Kbd>{' '}
        {t('day.keyOpen')}
      </p>
    </>
  );
}

type VisitRowProps = {
  visit: DayVisit;
  isCurrent: boolean;
  isNext: boolean;
  onFocus: () => void;
  onOpen: () => void;
};

function VisitRow({ visit, isCurrent, isNext, onFocus, onOpen }: VisitRowProps) {
  const { t } = useTranslation('consultation');
  const { t: patients } = useTranslation('patients');
  const today = useClinicToday();
  const facts = [
    visit.dateOfBirth && ageText(visit.dateOfBirth, today),
    visit.gender && patients(`gender.${visit.gender}`),
    visit.recordNumber,
  ].filter(Boolean);
  const state = stateOf(visit);
  return (
    <tr
      tabIndex={isCurrent ? 0 : -1}
      data-next={isNext || undefined}
      data-done={state === 'signed' || undefined}
      aria-label={t('day.openVisit', { time: visit.appointmentTime, name: visit.fullName })}
      onFocus={onFocus}
      onDoubleClick={onOpen}
      onClick={onOpen}
    >
      <td className={classes.time}>{visit.appointmentTime}</td>
      <td>
        <span className={classes.name}>{visit.fullName}</span>
        <span className={classes.facts}>{facts.join(' · ')}</span>
      </td>
      <td className={classes.reason}>{visit.reason || visit.symptoms}</td>
      <td>{visit.roomNumber}</td>
      <td>
        <span className={classes.state} data-state={state}>
          {t(`state.${state}`)}
        </span>
      </td>
    </tr>
  );
}

const isPast = (state: VisitState) => state === 'signed' || state === 'noShow' || state === 'left';

type VisitState =
  | 'booked'
  | 'confirmed'
  | 'arrived'
  | 'called'
  | 'inRoom'
  | 'left'
  | 'begun'
  | 'unsigned'
  | 'signed'
  | 'noShow';

function stateOf(visit: DayVisit): VisitState {
  if (visit.signedAtMs !== null) return 'signed';
  if (visit.status === 'completed') return 'unsigned';
  if (visit.isNoShow) return 'noShow';
  if (visit.recordId !== null) return 'begun';
  const state = queueStateOf(visit);
  if (state === 'expected' || state === 'cancelled')
    return visit.status === 'booked' ? 'booked' : 'confirmed';
  return stateInQueue[state];
}

const stateInQueue = {
  waiting: 'arrived',
  called: 'called',
  in_room: 'inRoom',
  // Gone, with nothing written yet.
  done: 'left',
  left_unseen: 'left',
  no_show: 'noShow',
} as const;

/** Enter calls the patient in: who waits goes into the room, and a visit of today that is only booked is confirmed on the way. */
function useOpenVisit(isToday: boolean) {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const go = (appointmentId: string) =>
    void navigate({ to: '/consultations/$appointmentId', params: { appointmentId } });
  const start = useMutation(
    trpc.consultations.start.mutationOptions({ onError: showFailure, onSuccess: ({ id }) => go(id) }),
  );
  return (visit: DayVisit) => {
    const { id } = visit;
    if (start.isPending) return;
    const state = stateOf(visit);
    // Looking ahead at a confirmed visit whose patient is not here brings nobody into the room.
    if (isToday && (state === 'booked' || state === 'arrived' || state === 'called'))
      start.mutate({ appointmentId: id });
    else go(id);
  };
}
