// What the desk should know before booking: another visit of the patient that day; and the family to take along.
import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
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
  const { sameDay, household } = facts;
  const toggle = (id: string, isComing: boolean) =>
    onCompanions([...(companionIds ?? []).filter((other) => other !== id), ...(isComing ? [id] : [])]);
  return (
    <>
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
