// The patient's earlier visits at the side: one tab stop, arrows move, Enter opens one beside today's, Escape closes it.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EarlierVisit } from './chart.ts';
import classes from './EarlierVisits.module.css';
import { dayText } from './record-fields.ts';

type EarlierVisitsProps = {
  visits: EarlierVisit[];
  openId: string | null;
  onOpen: (appointmentId: string | null) => void;
};

export function EarlierVisits({ visits, openId, onOpen }: EarlierVisitsProps) {
  const { t } = useTranslation('consultation');
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(visits.length - 1, index));
    setCurrent(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => moveTo(current + 1),
    ArrowUp: () => moveTo(current - 1),
    Home: () => moveTo(0),
    End: () => moveTo(visits.length - 1),
    Escape: () => onOpen(null),
  };

  return (
    <section className={classes.visits} aria-label={t('earlier.title')}>
      <h2 className={classes.title}>
        {t('earlier.title')} <span className={classes.count}>{visits.length}</span>
      </h2>
      {visits.length === 0 && <p className={classes.none}>{t('earlier.none')}</p>}
      <ul
        ref={list}
        className={classes.list}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
      >
        {visits.map((visit, index) => (
          <li key={visit.appointmentId}>
            <button
              type="button"
              className={classes.visit}
              tabIndex={index === current ? 0 : -1}
              aria-pressed={visit.appointmentId === openId}
              onFocus={() => setCurrent(index)}
              onClick={() => onOpen(visit.appointmentId === openId ? null : visit.appointmentId)}
            >
              <span className={classes.date}>{dayText(visit.appointmentDate)}</span>
              <span className={classes.diagnosis}>{visit.diagnosis || t('earlier.noDiagnosis')}</span>
              <span className={classes.doctor}>{visit.doctorName}</span>
              {visit.signedAtMs === null && <span className={classes.unsigned}>{t('state.unsigned')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
