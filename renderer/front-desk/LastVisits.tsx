// The latest visits of a patient beside the booking: what is coming, what was, with whom.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../app/trpc.ts';
import classes from './panel.module.css';
import { lookOf } from './day.ts';
import { shortDay } from './day-text.ts';
import { statusIcon } from './VisitStatus.tsx';

const SHOWN = 4;

export function LastVisits({ patientId }: { patientId: string }) {
  const { t } = useTranslation('frontDesk');
  const trpc = useTRPC();
  const { data: visits } = useQuery(trpc.appointments.ofPatient.queryOptions({ patientId }));
  if (!visits) return null;
  return (
    <section className={classes.last} aria-label={t('last.title')}>
      <h3 className={classes.lastTitle}>{t('last.title')}</h3>
      {visits.length === 0 && <p className={classes.quiet}>{t('last.none')}</p>}
      {visits.slice(0, SHOWN).map((visit) => (
        <p key={visit.id} className={classes.lastLine} data-status={visit.status}>
          {statusIcon(lookOf(visit))}
          <span className={classes.figures}>
            {shortDay(visit.date)} {visit.time}
          </span>
          <span className={classes.clip}>
            {visit.reason === '' ? visit.doctorName : `${visit.reason} · ${visit.doctorName}`}
          </span>
        </p>
      ))}
    </section>
  );
}
