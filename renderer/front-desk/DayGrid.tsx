// The grid of a day or a week: times down; doctors, rooms or days across; both kept in sight. One tab stop; arrows walk, Alt+arrows move
// the visit, Shift+arrows choose several, Enter opens or books.
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import type { WallClock } from '../../domain/slot.ts';
import { columnName } from './cell-name.ts';
import classes from './day-grid.module.css';
import type { Visit } from './day.ts';
import { GridHead } from './GridHead.tsx';
import { GridLine } from './GridLine.tsx';
import { cellAt, type CellPlace, cellsBetween, focusCell, placeOfCell, walk } from './grid-focus.ts';
import type { Cell, GridModel } from './grid-model.ts';
import { NowLine } from './NowLine.tsx';
import { rememberedTexts } from './remembered-texts.ts';
import type { Selection } from './use-selection.ts';

type DayGridProps = {
  model: GridModel;
  now: WallClock;
  slotLengthMinutes: number;
  /** The visit whose card is open beside the grid. */
  openVisitId: string | null;
  /** The slot that is being booked. */
  openSlot: CellPlace | null;
  moving: Visit | null;
  selection: Selection;
  onOpen: (cell: Cell, visit: Visit | null) => void;
  onDrop: (visit: Visit, cell: Cell) => void;
  /** Straight to the cell beside the one it stands in. */
  onNudge: (visit: Visit, cell: Cell) => void;
  onPickUp: (visit: Visit) => void;
  /** Onto the pinboard. */
  onPin: (visits: readonly Visit[]) => void;
  onPaste: (cell: Cell) => void;
  onCancelOrder: (visit: Visit) => void;
};

export function DayGrid(props: DayGridProps) {
  const { model, now, slotLengthMinutes, openVisitId, openSlot, moving, selection, onOpen, onDrop } = props;
  const { t: look } = useTranslation('frontDesk');
  const t = useMemo(() => rememberedTexts(look), [look]);
  const [active, setActive] = useState<CellPlace | null>(null);
  const stop = active && cellAt(model, active) ? active : firstStop(model, now);
  const anchor = useRef<CellPlace | null>(null);

  const use = (cell: Cell, visit: Visit | null, isChoosing: boolean) => {
    if (isChoosing) selection.toggle(visit ? [visit] : cell.visits);
    else if (moving) onDrop(moving, cell);
    else onOpen(cell, visit);
  };
  const onClick = (event: React.MouseEvent) => {
    const place = placeOfCell(event.target);
    const cell = place && cellAt(model, place);
    if (!cell || !(event.target instanceof Element)) return;
    const id = event.target.closest<HTMLElement>('[data-visit]')?.dataset['visit'];
    const visit = cell.visits.find((one) => one.id === id) ?? cell.visits[0] ?? null;
    use(cell, visit, event.ctrlKey || event.metaKey);
  };
  const names = useMemo(
    () => model.columns.map((column) => columnName(column, model.kind, t)),
    [model.columns, model.kind, t],
  );

  // A page that opens puts the keyboard where the work is, unless it is somewhere already.
  const takeKeyboard = useEffectEvent(() => {
    if (stop && document.activeElement === document.body) focusCell(stop);
  });
  useEffect(() => takeKeyboard(), [model.kind]);
  // The cell with the keyboard stays where it is on the screen while other days come under it: the tab stop comes along.
  useEffect(() => {
    const place = placeOfCell(document.activeElement);
    if (place) setActive(place);
  }, [model.date, model.kind]);
  useGridKeys();

  /** Of several at one time the one whose card is open, else the first. What stands in a cell of many is handled on its own day. */
  const visitIn = ({ visits }: Cell): Visit | null =>
    model.kind === 'weekOfMany' ? null : (visits.find(({ id }) => id === openVisitId) ?? visits[0] ?? null);
  /** Enter opens the first, Enter again the next. */
  const nextIn = ({ visits }: Cell): Visit | null =>
    visits[(visits.findIndex(({ id }) => id === openVisitId) + 1) % visits.length] ?? null;
  const act = (event: React.KeyboardEvent, cell: Cell): boolean => {
    const visit = visitIn(cell);
    const chosen = selection.visits.length > 0 ? selection.visits : visit ? [visit] : [];
    const key = event.key.toLowerCase();
    if (event.ctrlKey && key === ' ') selection.toggle(cell.visits);
    else if (event.ctrlKey && key === 'v') props.onPaste(cell);
    else if (key === 'x' && chosen.length > 0) props.onPin(chosen);
    else if (event.ctrlKey) return false;
    else if (key === 'enter' || key === ' ') use(cell, nextIn(cell), false);
    else if (key === 'm' && visit) props.onPickUp(visit);
    else if (key === 'delete' && visit && selection.visits.length === 0) props.onCancelOrder(visit);
    else return false;
    return true;
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const place = placeOfCell(event.target);
    const cell = place && cellAt(model, place);
    if (!place || !cell) return;
    const step = event.metaKey ? null : walk(model, place, event);
    const next = step && cellAt(model, step);
    const isArrow = event.key.startsWith('Arrow');
    if (step && next && event.shiftKey && !event.altKey) {
      anchor.current ??= place;
      selection.choose(cellsBetween(model, anchor.current, step).flatMap(({ visits }) => visits));
      focusCell(step);
    } else if (step && next && !event.altKey) {
      anchor.current = null;
      focusCell(step);
    } else if (next && isArrow && !event.ctrlKey) {
      const visit = visitIn(cell);
      if (visit && next !== cell) props.onNudge(visit, next);
    } else if (!act(event, cell)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="grid"
      tabIndex={-1}
      className={classes.grid}
      aria-label={t(`grid.labels.${model.kind}`)}
      aria-rowcount={model.rows.length + 1}
      aria-colcount={model.columns.length + 1}
      aria-multiselectable
      data-kind={model.kind}
      data-date={model.date}
      data-moving={moving ? true : undefined}
      style={{ '--doctors': model.columns.length }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => {
        const place = placeOfCell(event.target);
        if (place) setActive(place);
      }}
    >
      <GridHead model={model} names={names} today={now.date} />
      {model.rows.map((row) => (
        <GridLine
          key={row.time}
          row={row}
          names={names}
          isOfMany={model.kind === 'weekOfMany'}
          t={t}
          activeColumnId={stop?.time === row.time ? stop.columnId : null}
          slotColumnId={openSlot?.time === row.time ? openSlot.columnId : null}
          openVisitId={openVisitId}
          movingId={moving?.id ?? null}
          chosenIds={selection.ids}
        />
      ))}
      {model.columns.some(({ date }) => date === now.date) && (
        <NowLine rows={model.rows} now={now} slotLengthMinutes={slotLengthMinutes} />
      )}
    </div>
  );
}

/** The grid listens for these itself; the list of keys shows them. */
function useGridKeys() {
  const { t } = useTranslation('frontDesk');
  const arrows = (prefix = '') =>
    ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => prefix + key);
  usePageHotkeys(
    [
      { keys: arrows(), label: t('does.walk', { ns: 'commands' }) },
      { keys: 'Enter', label: t('does.use', { ns: 'commands' }) },
      { keys: arrows('alt+'), label: t('does.nudge', { ns: 'commands' }) },
      { keys: ['X', 'mod+X'], label: t('keys.pin') },
      { keys: 'mod+V', label: t('keys.paste') },
      { keys: [...arrows('shift+'), 'mod+Space'], label: t('keys.choose') },
      { keys: 'I', label: t('keys.card') },
    ],
    { group: t('grid.label') },
  );
}

/** Where Tab enters the grid: the first slot that is not over, in the first column. */
function firstStop(model: GridModel, now: WallClock): CellPlace | null {
  const column = model.columns.find(({ date }) => date >= now.date) ?? model.columns[0];
  const row = model.rows.find(({ time }) => column?.date !== now.date || time >= now.time) ?? model.rows[0];
  return row && column ? { columnId: column.id, time: row.time } : null;
}
