// Why nothing can be booked on the day shown, when that is so for the whole day: too far ahead, or the clinic is closed.
import { IconCalendarOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../domain/civil-date.ts';
import classes from './FrontDeskPage.module.css';
import type { DayOfClinic } from './day.ts';
import { shortDay } from './day-text.ts';

export function DayNote({ day, today }: { day: DayOfClinic; today: string }) {
  const { t } = useTranslation('frontDesk');
  const closed = day.doctors[0]?.timeOff.find(
    ({ scope, fromTime }) => scope === 'clinic' && fromTime === null,
  );
  const lastDate = addDays(today, day.horizonDays);
  const closedText =
    closed && [t(`off.${closed.kind}`), closed.reason].filter((part) => part !== '').join(' · ');
  const text = closedText
    ? t('note.closed', { why: closedText })
    : day.date > lastDate && t('note.beyond', { date: shortDay(lastDate), days: day.horizonDays });
  if (!text) return null;
  return (
    <div className={classes.note} role="status">
      <IconCalendarOff size={16} aria-hidden />
      {text}
    </div>
  );
}
