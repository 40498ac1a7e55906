// A long list of patients of which only what is in view is drawn. One tab stop; arrows move, Enter opens. It asks for more near the end.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ageText, dayText, phoneText, useClinicToday } from './patient-facts.ts';
import classes from './PatientTable.module.css';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';

export type PatientRow = {
  id: string;
  recordNumber: string;
  fullName: string;
  dateOfBirth: string | null;
  gender: 'male' | 'female' | 'other' | null;
  phone: string | null;
  allergies: string | null;
  chronicConditions: string | null;
};

type PatientTableProps = {
  rows: PatientRow[];
  onOpen: (patientId: string) => void;
  onEnd: () => void;
  empty: string;
  isLoading: boolean;
};

const ROW_PX = 33;
const columns = [
  'recordNumber',
  'fullName',
  'dateOfBirth',
  'gender',
  'phone',
  'allergies',
  'chronicConditions',
] as const;

export function PatientTable({ rows, onOpen, onEnd, empty, isLoading }: PatientTableProps) {
  const { t } = useTranslation('patients');
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const at = Math.min(current, Math.max(0, rows.length - 1));
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 30) onEnd();
  }, [lastShown, rows.length, onEnd]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setCurrent(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-patient-row="${next}"]`)?.focus(),
    );
  };
  usePageHotkeys(
    [
      {
        keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
        label: t('does.walkList', { ns: 'commands' }),
      },
      { keys: 'Enter', label: t('does.openRow', { ns: 'commands' }) },
    ],
    { group: t('list.label') },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 15,
      PageUp: at - 15,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    const row = rows[at];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && row) onOpen(row.id);
  };

  return (
    <div className={classes.scroller} ref={scroller}>
      <div className={classes.table} role="table" aria-label={t('list.label')} aria-rowcount={rows.length}>
        <div className={classes.head} role="row">
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {t(`field.${column}`)}
            </span>
          ))}
        </div>
        {rows.length === 0 && !isLoading && <p className={classes.empty}>{empty}</p>}
        {/* Keys are handled for the whole body: the rows share one tab stop. */}
        <div
          role="rowgroup"
          onKeyDown={onKeyDown}
          style={{ blockSize: virtual.getTotalSize(), position: 'relative' }}
        >
          {shown.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 1}
                  aria-label={spokenRow(row)}
                  data-patient-row={item.index}
                  tabIndex={item.index === at ? 0 : -1}
                  className={classes.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={() => onOpen(row.id)}
                  onFocus={() => setCurrent(item.index)}
                >
                  <Cells row={row} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** A row with the keyboard on it is read as one line. */
const spokenRow = ({ fullName, recordNumber, dateOfBirth, phone }: PatientRow): string =>
  [fullName, recordNumber, dateOfBirth && dayText(dateOfBirth), phone && phoneText(phone)]
    .filter(Boolean)
    .join(', ');

function Cells({ row }: { row: PatientRow }) {
  const { t } = useTranslation('patients');
  const today = useClinicToday();
  return (
    <>
      <span role="cell" className={classes.number}>
        {row.recordNumber}
      </span>
      <span role="cell" className={classes.name} title={row.fullName}>
        {row.fullName}
      </span>
      <span role="cell" className={classes.number}>
        {row.dateOfBirth && (
          <>
            {dayText(row.dateOfBirth)} <span className={classes.dim}>{ageText(row.dateOfBirth, today)}</span>
          </>
        )}
      </span>
      <span role="cell">{row.gender && t(`gender.${row.gender}`)}</span>
      <span role="cell" className={classes.number}>
        {row.phone && phoneText(row.phone)}
      </span>
      <span role="cell" className={classes.allergy} title={row.allergies ?? undefined}>
        {row.allergies}
      </span>
      <span role="cell" className={classes.dim} title={row.chronicConditions ?? undefined}>
        {row.chronicConditions}
      </span>
    </>
  );
}
