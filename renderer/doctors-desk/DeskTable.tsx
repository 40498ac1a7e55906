// Rows with one tab stop: arrows choose, Enter opens, a letter acts on the row that is chosen. It knows no patient.
import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import classes from './DeskTable.module.css';

/** The `<td>`s of a row; `act` does what its letter does. */
export type CellsProps<Row> = { row: Row; act: (letter: string) => void };
/** `letter` as it is typed: `S`. */
export type RowKey<Row> = { letter: string; label: string; act: (row: Row) => void };

type DeskTableProps<Row> = {
  label: string;
  rows: readonly Row[];
  heads: readonly string[];
  Cells: ComponentType<CellsProps<Row>>;
  keyOf: (row: Row) => string;
  spoken: (row: Row) => string;
  openKey?: string | null;
  onOpen: (row: Row) => void;
  letters?: readonly RowKey<Row>[];
  /** The list takes the keyboard when it comes up. */
  takesFocus?: boolean;
};

export function DeskTable<Row>(props: DeskTableProps<Row>) {
  const { label, rows, heads, Cells, keyOf, spoken, openKey = null, onOpen } = props;
  const { letters = [], takesFocus = true } = props;
  const { t } = useTranslation('commands');
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, Math.max(0, rows.length - 1));
  const focusRow = (index: number) => body.current?.querySelectorAll('tr')[index]?.focus();
  useEffect(() => {
    if (takesFocus) body.current?.querySelector('tr')?.focus();
  }, [takesFocus]);
  // Who acts on a row that then leaves the list stays in the list.
  const count = useRef(rows.length);
  useEffect(() => {
    if (rows.length < count.current && document.activeElement === document.body) focusRow(at);
    count.current = rows.length;
  }, [rows.length, at]);

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    setCurrent(target);
    focusRow(target);
  };
  const row = rows[at];
  const keys: Record<string, () => void> = {
    ArrowDown: () => moveTo(at + 1),
    ArrowUp: () => moveTo(at - 1),
    Home: () => moveTo(0),
    End: () => moveTo(rows.length - 1),
    Enter: () => row && onOpen(row),
  };
  usePageHotkeys(
    [
      { keys: ['ArrowUp', 'ArrowDown', 'Home', 'End'], label: t('does.walkList') },
      { keys: 'Enter', label: t('does.openRow') },
      ...letters.map(({ letter, label: does, act }) => ({
        keys: letter,
        label: does,
        act: () => row && act(row),
        when: row !== undefined,
      })),
    ],
    { group: label },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.altKey || event.ctrlKey || event.metaKey ? undefined : keys[event.key];
    // A button inside the row has its own Enter.
    if (!act || !(event.target instanceof HTMLTableRowElement)) return;
    event.preventDefault();
    act();
  };

  return (
    <div className={classes.rows}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((each, index) => (
            <tr
              key={keyOf(each)}
              tabIndex={index === at ? 0 : -1}
              aria-label={spoken(each)}
              aria-selected={keyOf(each) === openKey}
              onFocus={() => setCurrent(index)}
              onClick={() => onOpen(each)}
            >
              <Cells row={each} act={(letter) => letters.find((key) => key.letter === letter)?.act(each)} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
