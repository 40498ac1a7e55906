// What stands over the columns: a doctor with department and room, a room, or a day with how full it is. Stays in sight.
import { useTranslation } from 'react-i18next';
import classes from './day-grid.module.css';
import type { Column, GridModel } from './grid-model.ts';

type GridHeadProps = { model: GridModel; names: readonly string[]; today: string };

export function GridHead({ model, names, today }: GridHeadProps) {
  const { t } = useTranslation('frontDesk');
  const isWeek = model.kind === 'week' || model.kind === 'weekOfMany';
  const below = (column: Column): string => {
    if (isWeek) return t('grid.load', { booked: column.booked, free: column.free });
    if (model.kind === 'rooms') return column.departmentName ?? '';
    return column.roomNumber === null ? (column.departmentName ?? '') : t('grid.where', { ...column });
  };
  return (
    <div role="row" className={classes.head}>
      <div role="columnheader" className={classes.corner}>
        <span className={classes.hidden}>{t('grid.time')}</span>
      </div>
      {model.columns.map((column, index) => (
        <div
          key={column.id}
          role="columnheader"
          className={classes.doctor}
          title={`${names[index]} · ${below(column)}`}
          aria-current={isWeek && column.date === today ? 'date' : undefined}
        >
          <span className={classes.doctorName}>{names[index]}</span>
          <span className={classes.doctorWhere}>
            {column.delayMinutes !== undefined && column.delayMinutes > 0 && (
              <strong className={classes.doctorLate}>
                {t('grid.late', { count: column.delayMinutes })}{' '}
              </strong>
            )}
            {below(column)}
          </span>
        </div>
      ))}
    </div>
  );
}
