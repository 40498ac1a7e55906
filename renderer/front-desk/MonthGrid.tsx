// A month at a glance: of each day how full it is, in figures and as a bar; closed days with their reason. Enter opens the day.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../domain/civil-date.ts';
import { useTRPC } from '../app/trpc.ts';
import { longDay, monthName, weekday } from './day-text.ts';
import classes from './MonthGrid.module.css';
import { monthOf } from './use-view.ts';

type MonthGridProps = {
  date: string;
  today: string;
  departmentId: string | null;
  doctorId: string | null;
  onOpen: (date: string) => void;
};
const steps: Record<string, number> = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: -1, ArrowRight: 1 };

export function MonthGrid({ date, today, departmentId, doctorId, onOpen }: MonthGridProps) {
  const { t } = useTranslation('frontDesk');
  const trpc = useTRPC();
  const table = useRef<HTMLDivElement>(null);
  const whose = doctorId === null ? (departmentId === null ? {} : { departmentId }) : { doctorId };
  const { data: days = [] } = useQuery(
    trpc.appointments.load.queryOptions(
      { ...monthOf(date), ...whose },
      { placeholderData: keepPreviousData, refetchInterval: 60_000 },
    ),
  );
  const [active, setActive] = useState(date);
  const stop = days.some((day) => day.date === active) ? active : date;
  const cellOf = (day: string) => table.current?.querySelector<HTMLElement>(`[data-date="${day}"]`);
  const takeKeyboard = useEffectEvent(() => {
    if (document.activeElement === document.body) cellOf(stop)?.focus();
  });
  const isThere = days.length > 0;
  useEffect(() => takeKeyboard(), [isThere, date]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Enter') onOpen(stop);
    else if (step !== undefined && !event.ctrlKey && !event.altKey) {
      const towards = document.documentElement.dir === 'rtl' && Math.abs(step) === 1 ? -step : step;
      cellOf(addDays(stop, towards))?.focus();
    } else return;
    event.preventDefault();
  };
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
    days.slice(week * 7, week * 7 + 7),
  );
  return (
    <div
      ref={table}
      role="grid"
      className={classes.month}
      aria-label={t('month.label', { month: monthName(date) })}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => target.dataset['date'] !== undefined && setActive(target.dataset['date'])}
    >
      <div role="row" className={classes.heads}>
        {weeks[0]?.map((day) => (
          <div key={day.date} role="columnheader" className={classes.weekday}>
            {weekday(day.date).split(' ')[0]}
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]?.date} role="row" className={classes.week}>
          {week.map((day) => {
            const { booked, capacity, free, closed } = day;
            const isClosed = closed !== null || capacity === 0;
            const why =
              closed && [t(`off.${closed.kind}`), closed.reason].filter((part) => part !== '').join(', ');
            const load = t('month.load', { booked, capacity, free });
            return (
              <div
                key={day.date}
                role="gridcell"
                className={classes.day}
                tabIndex={day.date === stop ? 0 : -1}
                aria-current={day.date === today ? 'date' : undefined}
                aria-selected={day.date === date}
                data-date={day.date}
                data-closed={isClosed || undefined}
                data-other={day.date.slice(0, 7) !== date.slice(0, 7) || undefined}
                onClick={() => onOpen(day.date)}
              >
                <span className={classes.hidden}>
                  {[
                    longDay(day.date),
                    isClosed ? (why ?? t('month.closed')) : '',
                    isClosed && booked === 0 ? '' : load,
                  ]
                    .filter((part) => part !== '')
                    .join(', ')}
                </span>
                <span aria-hidden className={classes.number}>
                  {Number(day.date.slice(8))}
                </span>
                {isClosed && (
                  <span aria-hidden className={classes.closed}>
                    {why ?? t('month.closed')}
                  </span>
                )}
                {(!isClosed || booked > 0) && (
                  <>
                    <span aria-hidden className={classes.figures}>
                      <strong>{booked}</strong> / {capacity}
                    </span>
                    <span className={classes.bar} aria-hidden>
                      <span
                        style={{ inlineSize: `${Math.min(100, (100 * booked) / Math.max(1, capacity))}%` }}
                      />
                    </span>
                    {day.date >= today && (
                      <span aria-hidden className={classes.free}>
                        {t('grid.freeCount', { count: free })}
                      </span>
                    )}
                  </>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
