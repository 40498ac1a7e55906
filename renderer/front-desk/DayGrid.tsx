// The day of all doctors: times down, doctors across, both kept in sight. One tab stop; arrows walk, Alt+arrows move the visit,
// Enter opens or books.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallClock } from '../../domain/slot.ts';
import classes from './day-grid.module.css';
import { type Doctor, doctorName, type Visit } from './day.ts';
import { type DragWords, useDragToMove } from './drag-to-move.ts';
import { GridLine } from './GridLine.tsx';
import { cellAt, type CellPlace, focusCell, placeOfCell, walk } from './grid-focus.ts';
import type { Cell, GridModel } from './grid-model.ts';
import { NowLine } from './NowLine.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';

type DayGridProps = {
  model: GridModel;
  now: WallClock;
  slotLengthMinutes: number;
  /** The visit whose card is open beside the grid. */
  openVisitId: string | null;
  /** The slot that is being booked. */
  openSlot: CellPlace | null;
  moving: Visit | null;
  onOpen: (cell: Cell, visit: Visit | null) => void;
  onDrop: (visit: Visit, cell: Cell) => void;
  /** Straight to the cell beside the one it stands in. */
  onNudge: (visit: Visit, cell: Cell) => void;
  onPickUp: (visit: Visit) => void;
  onCancelOrder: (visit: Visit) => void;
};

export function DayGrid(props: DayGridProps) {
  const { model, now, slotLengthMinutes, openVisitId, openSlot, moving, onOpen, onDrop } = props;
  const { t } = useTranslation('frontDesk');
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<CellPlace | null>(null);
  const stop = active && cellAt(model, active) ? active : firstStop(model, now);

  const use = useCallback(
    (cell: Cell, visit: Visit | null) => (moving ? onDrop(moving, cell) : onOpen(cell, visit)),
    [moving, onDrop, onOpen],
  );
  const words: DragWords = { cannot: t('drag.cannot') };
  useDragToMove(grid, { model, words, onDrop });

  // A page that opens puts the keyboard where the work is, unless it is somewhere already.
  const takeKeyboard = useEffectEvent(() => {
    if (stop && document.activeElement === document.body) focusCell(stop);
  });
  useEffect(() => takeKeyboard(), []);

  usePageHotkeys(
    [
      {
        keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
        label: t('does.walk', { ns: 'commands' }),
      },
      { keys: 'Enter', label: t('does.use', { ns: 'commands' }) },
      {
        keys: ['alt+ArrowUp', 'alt+ArrowDown', 'alt+ArrowLeft', 'alt+ArrowRight'],
        label: t('does.nudge', { ns: 'commands' }),
      },
    ],
    { group: t('grid.label') },
  );

  const onKeyDown = (event: React.KeyboardEvent) => {
    const place = placeOfCell(event.target);
    const cell = place && cellAt(model, place);
    if (!place || !cell) return;
    const step = event.metaKey ? null : walk(model, place, event);
    const next = step && cellAt(model, step);
    const visit = cell.visits[0] ?? null;
    if (next && !event.altKey) focusCell(next);
    else if (next && event.key.startsWith('Arrow') && !event.ctrlKey) {
      if (visit && next !== cell) props.onNudge(visit, next);
    } else if (event.key === 'Enter' || event.key === ' ') use(cell, visit);
    else if (event.key === 'm' && visit && !event.ctrlKey) props.onPickUp(visit);
    else if (event.key === 'Delete' && visit) props.onCancelOrder(visit);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      className={classes.grid}
      aria-label={t('grid.label')}
      aria-rowcount={model.rows.length + 1}
      aria-colcount={model.doctors.length + 1}
      aria-multiselectable={false}
      data-moving={moving ? true : undefined}
      style={{ '--doctors': model.doctors.length }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const place = placeOfCell(event.target);
        if (place) setActive(place);
      }}
    >
      <div role="row" className={classes.head}>
        <div role="columnheader" className={classes.corner}>
          <span className={classes.hidden}>{t('grid.time')}</span>
        </div>
        {model.doctors.map((doctor) => (
          <DoctorHead key={doctor.id} doctor={doctor} />
        ))}
      </div>
      {model.rows.map((row) => (
        <GridLine
          key={row.time}
          row={row}
          doctors={model.doctors}
          t={t}
          activeDoctorId={stop?.time === row.time ? stop.doctorId : null}
          slotDoctorId={openSlot?.time === row.time ? openSlot.doctorId : null}
          openVisitId={openVisitId}
          movingId={moving?.id ?? null}
          onUse={use}
        />
      ))}
      {now.date === model.date && (
        <NowLine rows={model.rows} now={now} slotLengthMinutes={slotLengthMinutes} />
      )}
    </div>
  );
}

function DoctorHead({ doctor }: { doctor: Doctor }) {
  const { t } = useTranslation('frontDesk');
  const where = doctor.roomNumber === null ? doctor.departmentName : t('grid.where', { ...doctor });
  return (
    <div role="columnheader" className={classes.doctor} title={`${doctorName(doctor)} · ${where}`}>
      <span className={classes.doctorName}>{doctorName(doctor)}</span>
      <span className={classes.doctorWhere}>{where}</span>
    </div>
  );
}

/** Where Tab enters the grid: the first slot that is not over, in the first column. */
function firstStop(model: GridModel, now: WallClock): CellPlace | null {
  const row = model.rows.find(({ time }) => model.date !== now.date || time >= now.time) ?? model.rows[0];
  const cell = row?.cells[0];
  return cell ? { doctorId: cell.doctorId, time: cell.time } : null;
}
