// Where the keyboard is on the grid, and where an arrow takes it. It knows cells by doctor and time, never what is in them.
import type { Cell, GridModel } from './grid-model.ts';

export type CellPlace = { doctorId: string; time: string };

export function cellAt(model: GridModel, { doctorId, time }: CellPlace): Cell | undefined {
  return model.rows.find((row) => row.time === time)?.cells.find((cell) => cell.doctorId === doctorId);
}

/** The cell an event happened in. */
export function placeOfCell(target: EventTarget | null): CellPlace | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  const { doctor, time } = element?.dataset ?? {};
  return doctor !== undefined && time !== undefined ? { doctorId: doctor, time } : null;
}

const elementOf = ({ doctorId, time }: CellPlace): HTMLElement | null =>
  document.querySelector(`[role="gridcell"][data-doctor="${CSS.escape(doctorId)}"][data-time="${time}"]`);

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
  const lastColumn = model.doctors.length - 1;
  const row = model.rows.findIndex(({ time }) => time === from.time);
  const column = model.doctors.findIndex(({ id }) => id === from.doctorId);
  const isRtl = document.documentElement.dir === 'rtl';
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
  const to = (nextRow: number, nextColumn: number): CellPlace | null => {
    const time = model.rows[Math.max(0, Math.min(nextRow, lastRow))]?.time;
    const doctorId = model.doctors[Math.max(0, Math.min(nextColumn, lastColumn))]?.id;
    return time !== undefined && doctorId !== undefined ? { time, doctorId } : null;
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
