// One column at one time: free, a visit, time off with its reason, outside hours, past. Colour never stands alone.
import { IconAlertTriangleFilled, IconFlagFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { cellName, type GridTexts } from './cell-name.ts';
import classes from './day-grid.module.css';
import { lookOf, secondLine, type Visit, visitLooks } from './day.ts';
import { type Cell, looksTheSame } from './grid-model.ts';
import { statusIcon } from './VisitStatus.tsx';

type GridCellProps = {
  cell: Cell;
  /** The name of the column. */
  column: string;
  isOfMany: boolean;
  t: GridTexts;
  isActive: boolean;
  isSlot: boolean;
  openVisitId: string | null;
  movingId: string | null;
  /** Ids of the visits in it that are chosen, with spaces between. */
  chosen: string;
};

export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell, column, isOfMany, t, isActive, isSlot, openVisitId, movingId, chosen } = props;
  return (
    // Its keys and clicks are the grid's (DayGrid): one handler for all of them.
    <div
      role="gridcell"
      className={classes.cell}
      tabIndex={isActive ? 0 : -1}
      aria-label={isOfMany ? undefined : cellName(cell, column, t)}
      aria-selected={isSlot || openVisitId !== null || chosen !== ''}
      data-column={cell.columnId}
      data-doctor={cell.doctorId ?? undefined}
      data-time={cell.time}
      data-state={cell.visits.length > 0 && !isOfMany ? 'taken' : cell.state}
    >
      {isOfMany ? (
        <>
          {/* Figures and signs say little aloud: here the name is written out. */}
          <span className={classes.hidden}>{cellName(cell, column, t)}</span>
          <Many cell={cell} t={t} />
        </>
      ) : (
        cell.visits.map((visit, index) => (
          <VisitCard
            // By its place: on another day the card is filled anew, which is half the work of making one.
            key={index}
            visit={visit}
            t={t}
            isOpen={visit.id === openVisitId}
            isMoving={visit.id === movingId}
            isChosen={chosen.split(' ').includes(visit.id)}
          />
        ))
      )}
      {cell.visits.length === 0 && cell.startsOff && <OffReason cell={cell} t={t} />}
    </div>
  );
}, isSameCell);

/** On another day most cells look as they did: a free time is a free time, and is not drawn anew. */
function isSameCell(before: GridCellProps, after: GridCellProps): boolean {
  return (
    looksTheSame(before.cell, after.cell) &&
    before.column === after.column &&
    before.isOfMany === after.isOfMany &&
    before.t === after.t &&
    before.isActive === after.isActive &&
    before.isSlot === after.isSlot &&
    before.openVisitId === after.openVisitId &&
    before.movingId === after.movingId &&
    before.chosen === after.chosen
  );
}

const allergyIcon = <IconAlertTriangleFilled size={11} className={classes.allergy} aria-hidden />;
const priorityIcon = <IconFlagFilled size={11} className={classes.priority} aria-hidden />;

type VisitCardProps = { visit: Visit; t: GridTexts } & Record<'isOpen' | 'isMoving' | 'isChosen', boolean>;

function VisitCard({ visit, t, isOpen, isMoving, isChosen }: VisitCardProps) {
  const look = lookOf(visit);
  return (
    <div
      className={classes.visit}
      data-visit={visit.id}
      data-status={look}
      data-kind={visit.kind === 'booked' ? undefined : visit.kind}
      data-open={isOpen || undefined}
      data-picked-up={isMoving || undefined}
      data-chosen={isChosen || undefined}
    >
      <div className={classes.patient}>
        <span className={classes.clip}>{visit.patientName}</span>
        {visit.hasAllergies && allergyIcon}
        {visit.isPriority && priorityIcon}
        {statusIcon(look)}
      </div>
      {/* The gap is for what reads aloud: two lines are two words. */}{' '}
      <div className={classes.reason}>
        {visit.kind !== 'booked' && <strong>{t(`mark.short.${visit.kind}`)} · </strong>}
        {visit.ticket !== null && `${visit.ticket} · `}
        {secondLine(visit)}
        {visit.noShows > 0 && ` · ${t('mark.noShows', { count: visit.noShows })}`}
      </div>
    </div>
  );
}

/** A day of many at one time: how many there are of each state, and how many doctors are free. */
function Many({ cell: { visits, freeDoctorIds }, t }: { cell: Cell; t: GridTexts }) {
  const free = freeDoctorIds.length;
  if (visits.length === 0 && free === 0) return null;
  const byLook = Map.groupBy(visits, lookOf);
  return (
    <div className={classes.many} aria-hidden>
      {visitLooks.map((look) => {
        const count = byLook.get(look)?.length ?? 0;
        return (
          count > 0 && (
            <span key={look} className={classes.sign} data-status={look} title={t(`status.${look}`)}>
              {statusIcon(look, 11)}
              {count}
            </span>
          )
        );
      })}
      {free > 0 && (
        <span className={classes.freeCount} title={t('grid.freeCount', { count: free })}>
          +{free}
        </span>
      )}
    </div>
  );
}

function OffReason({ cell: { off, time }, t }: { cell: Cell; t: GridTexts }) {
  if (!off) return null;
  const { kind, reason, fromTime, toTime } = off;
  // Off for a part of the slot is off for all of it; the true times say why.
  const isPart = fromTime !== null && fromTime !== time;
  return (
    <span className={classes.off}>
      {t(`off.${kind}`)}
      {isPart && ` ${fromTime}–${toTime ?? ''}`}
      {reason !== '' && `, ${reason}`}
    </span>
  );
}
