// Why nothing can be booked on the day shown, when that is so for the whole day: too far ahead, closed, or today has no time left.
import { IconCalendarOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../domain/civil-date.ts';
import classes from './FrontDeskPage.module.css';
import type { DayOfClinic } from './day.ts';
import { shortDay } from './day-text.ts';
import type { GridModel } from './grid-model.ts';

type DayNoteProps = { day: DayOfClinic; model: GridModel; today: string };

export function DayNote({ day, model, today }: DayNoteProps) {
  const { t } = useTranslation('frontDesk');
  const closed = day.doctors[0]?.timeOff.find(
    ({ scope, fromTime }) => scope === 'clinic' && fromTime === null,
  );
  const lastDate = addDays(today, day.horizonDays);
  const closedText =
    closed && [t(`off.${closed.kind}`), closed.reason].filter((part) => part !== '').join(' · ');
  const isFull =
    model.doctors.length > 0 && model.rows.every(({ cells }) => cells.every(({ state }) => state !== 'free'));
  const text = closedText
    ? t('note.closed', { why: closedText })
    : day.date > lastDate
      ? t('note.beyond', { date: shortDay(lastDate), days: day.horizonDays })
      : day.date === today && isFull && t('note.todayFull');
  if (!text) return null;
  return (
    <div className={classes.note} role="status">
      <IconCalendarOff size={16} aria-hidden />
      {text}
    </div>
  );
}
