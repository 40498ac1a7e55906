// The visits inside a time off, with whom to call: shown while it is typed, before anything is saved.
import { Text } from '@mantine/core';
import { IconCalendarExclamation, IconCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimeOffInput } from '../../domain/clinic-setup-input.ts';
import { useTRPC } from '../app/trpc.ts';
import classes from './AffectedVisits.module.css';
import { dayText } from './span-text.ts';

/** `timeOffId` of an entry that is saved: its visits can be arranged. `isArranged`: they are about to be, right here. */
export function AffectedVisits({
  entry,
  timeOffId,
  isArranged = false,
}: {
  entry: TimeOffInput;
  timeOffId?: string;
  isArranged?: boolean;
}) {
  const { t, i18n } = useTranslation('setup');
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.setup.timeOff.affectedVisits.queryOptions(
      { ...entry, reason: '' },
      { placeholderData: keepPreviousData },
    ),
  );
  if (!data) return null;
  if (data.count === 0) {
    return (
      <Text size="sm" c="dimmed" className={classes.none} role="status">
        <IconCheck size={15} aria-hidden /> {t('affected.none')}
      </Text>
    );
  }
  return (
    <section className={classes.box} aria-label={t('affected.title', { count: data.count })}>
      <Text size="sm" fw={650} className={classes.title} role="status">
        <IconCalendarExclamation size={16} aria-hidden /> {t('affected.title', { count: data.count })}
      </Text>
      {!isArranged && (
        <Text size="xs" c="dimmed">
          {t('affected.hint')}
        </Text>
      )}
      <ul className={classes.visits}>
        {data.visits.map((visit) => (
          <li key={visit.id} className={classes.visit}>
            <span className={classes.when}>
              {dayText(visit.appointmentDate, i18n.language)} {visit.appointmentTime}
            </span>
            <span className={classes.patient}>{visit.patientName}</span>
            <span className={classes.phone}>{visit.patientPhone ?? t('affected.noPhone')}</span>
            {entry.scope !== 'doctor' && <span className={classes.doctor}>{visit.doctorName}</span>}
          </li>
        ))}
      </ul>
      {data.count > data.visits.length && (
        <Text size="xs" c="dimmed">
          {t('affected.more', { count: data.count - data.visits.length })}
        </Text>
      )}
      {timeOffId !== undefined && (
        <Link to="/leave/for/$timeOffId" params={{ timeOffId }} className={classes.arrange}>
          {t('affected.arrange')}
        </Link>
      )}
    </section>
  );
}
