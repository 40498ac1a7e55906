// A list walked by keyboard: one tab stop, arrows choose, Enter opens. It does not know what a row is about.
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import classes from './cashier.module.css';

type Row = { id: string; label: string; cells: ReactNode };
type RowListProps = {
  label: string;
  head: readonly { text: string; isAmount?: boolean }[];
  rows: readonly Row[];
  openId: string | null;
  empty: string;
  onOpen: (id: string) => void;
};

export function RowList({ label, head, rows, openId, empty, onOpen }: RowListProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [chosen, setChosen] = useState<string | null>(openId);
  const current = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  );
  const focusAt = (index: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, index));
    setChosen(rows[at]?.id ?? null);
    body.current?.querySelectorAll<HTMLElement>('tr')[at]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const target = to[event.key];
    const row = rows[current];
    if (event.altKey || event.ctrlKey) return;
    if (target !== undefined) focusAt(target);
    else if (event.key === 'Enter' && row) onOpen(row.id);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {head.map(({ text, isAmount }) => (
              <th key={text} data-amount={isAmount || undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, index) => (
            <tr
              key={row.id}
              tabIndex={index === current ? 0 : -1}
              aria-label={row.label}
              data-money-row
              data-open={row.id === openId || undefined}
              onFocus={() => setChosen(row.id)}
              onClick={() => onOpen(row.id)}
            >
              {row.cells}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={classes.empty}>{empty}</p>}
    </div>
  );
}

/** Puts the keyboard back into the list: on its open row, or where it was. */
export const focusList = (): void =>
  document.querySelector<HTMLElement>('[data-money-row][tabindex="0"]')?.focus();

/** Puts the keyboard into the panel, where its keys and Escape are heard. */
export const focusPanel = (): void => document.querySelector<HTMLElement>('[data-money-panel]')?.focus();
