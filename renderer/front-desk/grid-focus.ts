// Where the keyboard is on the grid, and where an arrow takes it. It knows cells by column and time, never what is in them.
import type { Cell, GridModel } from './grid-model.ts';

export type CellPlace = { columnId: string; time: string };

export function cellAt(model: GridModel, { columnId, time }: CellPlace): Cell | undefined {
  return model.rows.find((row) => row.time === time)?.cells.find((cell) => cell.columnId === columnId);
}

/** The cell an event happened in. */
export function placeOfCell(target: EventTarget | null): CellPlace | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  const { column, time } = element?.dataset ?? {};
  return column !== undefined && time !== undefined ? { columnId: column, time } : null;
}

const elementOf = ({ columnId, time }: CellPlace): HTMLElement | null =>
  document.querySelector(`[role="gridcell"][data-column="${CSS.escape(columnId)}"][data-time="${time}"]`);

/** Puts the keyboard on a cell and brings it into view beside the frozen column and head. */
export function focusCell(place: CellPlace): void {
  const element = elementOf(place);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Puts the keyboard where Tab would enter the grid, once what is to be drawn is drawn. */
export function focusGrid(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus(),
  );
}

/** The first free time of a doctor's column, else its first cell, once what is to be drawn is drawn. */
export function focusDoctor(doctorId: string): void {
  requestAnimationFrame(() => {
    const column = `[role="gridcell"][data-doctor="${CSS.escape(doctorId)}"]`;
    const cell =
      document.querySelector<HTMLElement>(`${column}[data-state="free"]`) ??
      document.querySelector<HTMLElement>(column);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'center' });
  });
}

type Key = { key: string; ctrlKey: boolean };

/** The cell a key leads to; null when the key does not walk. Right-to-left is the page's business: arrows follow the screen. */
export function walk(model: GridModel, from: CellPlace, { key, ctrlKey }: Key): CellPlace | null {
  const lastRow = model.rows.length - 1;
  const lastColumn = model.columns.length - 1;
  const row = model.rows.findIndex(({ time }) => time === from.time);
  const column = model.columns.findIndex(({ id }) => id === from.columnId);
  const isRtl = document.documentElement.dir === 'rtl';
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
  const to = (nextRow: number, nextColumn: number): CellPlace | null => {
    const time = model.rows[Math.max(0, Math.min(nextRow, lastRow))]?.time;
    const columnId = model.columns[Math.max(0, Math.min(nextColumn, lastColumn))]?.id;
    return time !== undefined && columnId !== undefined ? { time, columnId } : null;
  };
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case forward:
      return to(row, column + 1);
    case back:
      return to(row, column - 1);
    case 'Home':
      return to(ctrlKey ? 0 : row, 0);
    case 'End':
      return to(ctrlKey ? lastRow : row, lastColumn);
    default:
      return null;
  }
}

/** Every cell between two corners, both included. */
export function cellsBetween(model: GridModel, a: CellPlace, b: CellPlace): Cell[] {
  const places = (id: string) => model.columns.findIndex((column) => column.id === id);
  const [left, right] = [places(a.columnId), places(b.columnId)].toSorted((x, y) => x - y);
  const [top, bottom] = [a.time, b.time].toSorted();
  return model.rows
    .filter(({ time }) => (top ?? '') <= time && time <= (bottom ?? ''))
    .flatMap(({ cells }) => cells.slice(left, (right ?? 0) + 1));
}
