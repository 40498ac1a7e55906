// A day without visits: says when the next one is, and Enter goes there. Knows a day and a time, never who comes.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { longDay, type NextVisit } from './chart.ts';
import classes from './DoctorsDayPage.module.css';

export function EmptyDay({ next, onGo }: { next: NextVisit; onGo: (date: string) => void }) {
  const { t } = useTranslation('consultation');
  if (!next) return <p className={classes.none}>{t('day.noneAhead')}</p>;
  const { appointmentDate: date, appointmentTime: time } = next;
  return (
    <div className={classes.none}>
      <p>{t('day.none')}</p>
      <p>{t('day.next', { day: longDay(date), time })}</p>
      <Button autoFocus variant="light" onClick={() => onGo(date)}>
        {t('day.goToNext')}
      </Button>
    </div>
  );
}
