// What the desk should know about the patient before booking: no-shows, what to mind, another visit that day; and the family to take along.
import { Badge, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import classes from './booking.module.css';

type BookingFactsProps = {
  patientId: string;
  date: string;
  /** Null where nobody can come along. */
  companionIds: readonly string[] | null;
  onCompanions: (patientIds: string[]) => void;
};

export function BookingFacts({ patientId, date, companionIds, onCompanions }: BookingFactsProps) {
  const { t } = useTranslation('booking');
  const trpc = useTRPC();
  const { data: facts } = useQuery(trpc.bookings.facts.queryOptions({ patientId, date }));
  if (!facts) return null;
  const { noShows, warnings, sameDay, household } = facts;
  const toggle = (id: string, isComing: boolean) =>
    onCompanions([...(companionIds ?? []).filter((other) => other !== id), ...(isComing ? [id] : [])]);
  return (
    <>
      {(noShows > 0 || warnings !== null) && (
        <div className={classes.mind}>
          {noShows > 0 && (
            <Badge color="orange" variant="light" leftSection={<IconUserOff size={13} aria-hidden />}>
              {t('facts.noShows', { count: noShows })}
            </Badge>
          )}
          {warnings !== null && <span>{warnings}</span>}
        </div>
      )}
      {sameDay.map((visit) => (
        <div key={visit.appointmentId} role="status" className={classes.sameDay}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>{t('facts.sameDay', { time: visit.time, doctor: visit.doctorName })}</span>
        </div>
      ))}
      {companionIds !== null && household.length > 0 && (
        <fieldset className={classes.family}>
          <legend>{t('facts.family')}</legend>
          {household.map(({ id, fullName, dateOfBirth }) => (
            <Checkbox
              key={id}
              size="xs"
              label={dateOfBirth === null ? fullName : `${fullName} (${dateOfBirth.slice(0, 4)})`}
              checked={companionIds.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}
