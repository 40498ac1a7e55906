// The day's visits as a list, in order of time: for the phone call "when is my appointment?" and for what was cancelled.
import { Select } from '@mantine/core';
import { memo, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallClock } from '../../domain/slot.ts';
import classes from './DayList.module.css';
import {
  type DayOfClinic,
  doctorName,
  isStanding,
  lookOf,
  type Visit,
  type VisitLook,
  visitLooks,
} from './day.ts';
import { PrintDaySheet } from './PrintDaySheet.tsx';
import { StatusChip } from './VisitStatus.tsx';

type DayListProps = {
  date: string;
  /** Missing while it is read: what the list is narrowed to, and its keys, outlast that. */
  day: DayOfClinic | undefined;
  now: WallClock;
  openVisitId: string | null;
  onOpen: (visit: Visit) => void;
};
type StatusFilter = VisitLook | 'standing';

export const DayList = memo(function DayList({ date, day, now, openVisitId, onOpen }: DayListProps) {
  const { t } = useTranslation('frontDesk');
  const [status, setStatus] = useState<StatusFilter>('standing');
  const [doctorId, setDoctorId] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const names = useMemo(
    () => new Map(day?.doctors.map((doctor) => [doctor.id, doctorName(doctor)])),
    [day?.doctors],
  );
  const isShown = (visit: Visit) =>
    (status === 'standing' ? isStanding(visit) : lookOf(visit) === status) &&
    (doctorId === null || visit.doctorId === doctorId);
  const shown = day?.visits.filter(isShown) ?? [];
  const stop = shown.some(({ id }) => id === openVisitId) ? openVisitId : shown[0]?.id;

  // Today's list opens where the day is, not at eight in the morning.
  const scrollToNow = useEffectEvent(() => {
    if (day?.date !== now.date) return;
    const index = shown.findIndex(({ time }) => time >= now.time);
    list.current?.children[Math.max(0, index - 1)]?.scrollIntoView({ block: 'start' });
  });
  useEffect(() => scrollToNow(), [day?.date]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const here = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(here + step, buttons.length - 1))]?.focus();
    event.preventDefault();
  };

  // Rows outside the scrolled part are not laid out, and what is not laid out gives a button no name.
  const spokenVisit = (visit: Visit): string =>
    // As it is read on the screen, word for word: who speaks to the PC says what stands there.
    `${visit.time} ${visit.patientName} ${names.get(visit.doctorId)} · ${visit.recordNumber} ${t(`status.${lookOf(visit)}`)}`;

  const statuses: { value: StatusFilter; label: string }[] = [
    { value: 'standing', label: t('list.standing') },
    ...visitLooks.map((value) => ({ value, label: t(`status.${value}`) })),
  ];
  return (
    <section className={classes.list} aria-label={t('list.title')}>
      <div className={classes.head}>
        <h2 className={classes.title}>
          {t('list.heading')} <span className={classes.count}>{shown.length}</span>
        </h2>
        <PrintDaySheet date={date} doctorId={doctorId} />
      </div>
      <div className={classes.filters}>
        <Select
          aria-label={t('list.status')}
          data={statuses}
          value={status}
          comboboxProps={{ transitionProps: { duration: 0 }, width: 160, position: 'bottom-start' }}
          onChange={(value) =>
            setStatus(statuses.find((other) => other.value === value)?.value ?? 'standing')
          }
        />
        <Select
          aria-label={t('list.doctor')}
          placeholder={t('list.allDoctors')}
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={doctorId}
          clearable
          comboboxProps={{ transitionProps: { duration: 0 }, width: 220, position: 'bottom-start' }}
          onChange={setDoctorId}
        />
      </div>
      {day && shown.length === 0 && <p className={classes.none}>{t('list.none')}</p>}
      <ul key={day?.date} ref={list} className={classes.rows} onKeyDown={onKeyDown}>
        {shown.map((visit) => (
          <li key={visit.id}>
            <button
              type="button"
              className={classes.row}
              tabIndex={visit.id === stop ? 0 : -1}
              aria-current={visit.id === openVisitId || undefined}
              aria-label={spokenVisit(visit)}
              onClick={() => onOpen(visit)}
            >
              <span className={classes.time}>{visit.time}</span>{' '}
              <span className={classes.who}>
                <span className={classes.name}>{visit.patientName}</span>{' '}
                <span className={classes.detail}>
                  {names.get(visit.doctorId)} · {visit.recordNumber}
                </span>
              </span>{' '}
              <StatusChip look={lookOf(visit)} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
});
