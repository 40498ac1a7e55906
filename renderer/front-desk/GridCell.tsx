// One doctor at one time: free, a visit, time off with its reason, outside hours, past. Colour never stands alone.
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { cellName, type GridTexts } from './cell-name.ts';
import classes from './day-grid.module.css';
import { type Doctor, doctorName, secondLine, type Visit } from './day.ts';
import type { Cell } from './grid-model.ts';

import { StatusIcon } from './VisitStatus.tsx';

type GridCellProps = {
  cell: Cell;
  doctor: Doctor;
  t: GridTexts;
  isActive: boolean;
  isSlot: boolean;
  openVisitId: string | null;
  movingId: string | null;
  onUse: (cell: Cell, visit: Visit | null) => void;
};

export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell, doctor, t, isActive, isSlot, openVisitId, movingId, onUse } = props;
  return (
    // The keys of a cell are the grid's (DayGrid): one handler for all of them.
    <div
      role="gridcell"
      className={classes.cell}
      tabIndex={isActive ? 0 : -1}
      aria-label={cellName(cell, doctorName(doctor), t)}
      aria-selected={isSlot || openVisitId !== null}
      data-doctor={cell.doctorId}
      data-time={cell.time}
      data-state={cell.visits.length > 0 ? 'taken' : cell.state}
      onClick={(event) => {
        const id =
          event.target instanceof Element
            ? event.target.closest<HTMLElement>('[data-visit]')?.dataset['visit']
            : undefined;
        onUse(cell, cell.visits.find((visit) => visit.id === id) ?? cell.visits[0] ?? null);
      }}
    >
      {cell.visits.map((visit) => (
        <VisitCard
          key={visit.id}
          visit={visit}
          isOpen={visit.id === openVisitId}
          isMoving={visit.id === movingId}
        />
      ))}
      {cell.visits.length === 0 && cell.startsOff && <OffReason cell={cell} t={t} />}
    </div>
  );
});

type VisitCardProps = { visit: Visit; isOpen: boolean; isMoving: boolean };

function VisitCard({ visit, isOpen, isMoving }: VisitCardProps) {
  return (
    <div
      className={classes.visit}
      data-visit={visit.id}
      data-status={visit.status}
      data-open={isOpen || undefined}
      data-picked-up={isMoving || undefined}
      title={visit.reason === '' ? visit.patientName : `${visit.patientName} · ${visit.reason}`}
    >
      <div className={classes.patient}>
        <span className={classes.clip}>{visit.patientName}</span>
        {visit.hasAllergies && <IconAlertTriangleFilled size={11} className={classes.allergy} aria-hidden />}
        <StatusIcon status={visit.status} />
      </div>
      {/* The gap is for what reads aloud: two lines are two words. */}{' '}
      <div className={classes.reason}>{secondLine(visit)}</div>
    </div>
  );
}

function OffReason({ cell: { off }, t }: { cell: Cell; t: GridTexts }) {
  if (!off) return null;
  return (
    <span className={classes.off}>
      {t(`off.${off.kind}`)}
      {off.reason !== '' && `, ${off.reason}`}
    </span>
  );
}
