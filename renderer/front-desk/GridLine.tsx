// One time across all columns. Drawn anew only when one of its cells, or the keyboard's place in it, changed.
import { memo } from 'react';
import type { GridTexts } from './cell-name.ts';
import classes from './day-grid.module.css';
import { GridCell } from './GridCell.tsx';
import type { Cell, GridRow } from './grid-model.ts';

type GridLineProps = {
  row: GridRow;
  /** Of the columns. */
  names: readonly string[];
  isOfMany: boolean;
  t: GridTexts;
  activeColumnId: string | null;
  slotColumnId: string | null;
  openVisitId: string | null;
  movingId: string | null;
  chosenIds: ReadonlySet<string>;
};

export const GridLine = memo(function GridLine(props: GridLineProps) {
  const { row, names, isOfMany, t, activeColumnId, slotColumnId, openVisitId, movingId, chosenIds } = props;
  return (
    <div role="row" className={classes.row} data-hour={row.time.endsWith(':00') || undefined}>
      <div role="rowheader" className={classes.time}>
        {row.time}
      </div>
      {row.cells.map((cell, index) => (
        <GridCell
          // By its place: another week keeps the keyboard on the same weekday.
          key={index}
          cell={cell}
          column={names[index] ?? ''}
          isOfMany={isOfMany}
          t={t}
          isActive={cell.columnId === activeColumnId}
          isSlot={cell.columnId === slotColumnId}
          openVisitId={idIn(cell, openVisitId)}
          movingId={idIn(cell, movingId)}
          chosen={chosenIn(cell, chosenIds)}
        />
      ))}
    </div>
  );
}, isSameLine);

/** A visit that is opened, taken up or chosen in another row is nothing to this one. */
function isSameLine(before: GridLineProps, after: GridLineProps): boolean {
  const touches = ({ row, openVisitId, movingId, chosenIds }: GridLineProps) =>
    row.cells
      .map(
        (cell) =>
          `${idIn(cell, openVisitId) ?? ''}/${idIn(cell, movingId) ?? ''}/${chosenIn(cell, chosenIds)}`,
      )
      .join();
  return (
    before.row === after.row &&
    before.names === after.names &&
    before.isOfMany === after.isOfMany &&
    before.t === after.t &&
    before.activeColumnId === after.activeColumnId &&
    before.slotColumnId === after.slotColumnId &&
    ((before.openVisitId === after.openVisitId &&
      before.movingId === after.movingId &&
      before.chosenIds === after.chosenIds) ||
      touches(before) === touches(after))
  );
}

/** The id, if that visit stands in this cell: the other cells need not hear of it. */
const idIn = ({ visits }: Cell, id: string | null): string | null =>
  id !== null && visits.some((visit) => visit.id === id) ? id : null;

/** A text, so that equal choices are equal. */
const chosenIn = ({ visits }: Cell, ids: ReadonlySet<string>): string =>
  ids.size === 0
    ? ''
    : visits
        .map(({ id }) => id)
        .filter((id) => ids.has(id))
        .join(' ');
