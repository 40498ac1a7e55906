// One time across all doctors. Drawn anew only when one of its cells, or the keyboard's place in it, changed.
import { memo } from 'react';
import type { GridTexts } from './cell-name.ts';
import classes from './day-grid.module.css';
import type { Doctor, Visit } from './day.ts';
import { GridCell } from './GridCell.tsx';
import type { Cell, GridRow } from './grid-model.ts';

type GridLineProps = {
  row: GridRow;
  doctors: readonly Doctor[];
  t: GridTexts;
  activeDoctorId: string | null;
  slotDoctorId: string | null;
  openVisitId: string | null;
  movingId: string | null;
  onUse: (cell: Cell, visit: Visit | null) => void;
};

export const GridLine = memo(function GridLine(props: GridLineProps) {
  const { row, doctors, t, activeDoctorId, slotDoctorId, openVisitId, movingId, onUse } = props;
  return (
    <div role="row" className={classes.row} data-hour={row.time.endsWith(':00') || undefined}>
      <div role="rowheader" className={classes.time}>
        {row.time}
      </div>
      {row.cells.map((cell, index) => {
        const doctor = doctors[index];
        return (
          doctor && (
            <GridCell
              key={cell.doctorId}
              cell={cell}
              doctor={doctor}
              t={t}
              isActive={cell.doctorId === activeDoctorId}
              isSlot={cell.doctorId === slotDoctorId}
              openVisitId={idIn(cell, openVisitId)}
              movingId={idIn(cell, movingId)}
              onUse={onUse}
            />
          )
        );
      })}
    </div>
  );
});

/** The id, if that visit stands in this cell: the other cells need not hear of it. */
const idIn = ({ visits }: Cell, id: string | null): string | null =>
  visits.some((visit) => visit.id === id) ? id : null;
