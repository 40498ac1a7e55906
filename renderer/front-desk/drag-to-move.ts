// Dragging a visit with the mouse. Nothing of React moves while dragging: ghost and marker go straight to the screen, once a frame.
import { type RefObject, useEffect, useRef } from 'react';
import classes from './day-grid.module.css';
import type { Visit } from './day.ts';
import { cellAt, type CellPlace, placeOfCell } from './grid-focus.ts';
import type { Cell, GridModel } from './grid-model.ts';

/** A hand that trembles less than this is clicking. */
const THRESHOLD_PX = 4;

export type DragWords = { cannot: string };
type Drag = {
  visit: Visit;
  start: { x: number; y: number };
  ghost: HTMLElement | null;
  over: HTMLElement | null;
  frame: number;
};
type DragOptions = { model: GridModel; words: DragWords; onDrop: (visit: Visit, cell: Cell) => void };

export function useDragToMove(grid: RefObject<HTMLElement | null>, options: DragOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const element = grid.current;
    return element ? listen(element, latest) : undefined;
  }, [grid]);
}

function listen(grid: HTMLElement, latest: RefObject<DragOptions>): () => void {
  let drag: Drag | null = null;

  const down = (event: PointerEvent) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]') : null;
    const place = placeOfCell(event.target);
    if (event.button !== 0 || !card || !place) return;
    const visit = cellAt(latest.current.model, place)?.visits.find(({ id }) => id === card.dataset['visit']);
    if (!visit || (visit.status !== 'booked' && visit.status !== 'confirmed')) return;
    drag = { visit, start: { x: event.clientX, y: event.clientY }, ghost: null, over: null, frame: 0 };
  };
  const move = (event: PointerEvent) => {
    if (!drag) return;
    const { clientX: x, clientY: y } = event;
    if (!drag.ghost && Math.hypot(x - drag.start.x, y - drag.start.y) < THRESHOLD_PX) return;
    drag.ghost ??= makeGhost(drag.visit);
    cancelAnimationFrame(drag.frame);
    const dragged = drag;
    drag.frame = requestAnimationFrame(() => follow(dragged, { x, y }, latest.current));
  };
  const end = (): Drag | null => {
    const ended = drag;
    drag = null;
    if (!ended) return null;
    cancelAnimationFrame(ended.frame);
    ended.ghost?.remove();
    ended.over?.removeAttribute('data-drop');
    return ended.ghost ? ended : null;
  };
  const up = (event: PointerEvent) => {
    const ended = end();
    if (!ended) return;
    // The click that follows a drag must not open what was dropped on.
    addEventListener('click', stopOnce, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', stopOnce, { capture: true }));
    const place = placeOfCell(document.elementFromPoint(event.clientX, event.clientY));
    const cell = place && cellAt(latest.current.model, place);
    if (cell && !isWhereItStands(ended.visit, place)) latest.current.onDrop(ended.visit, cell);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && end()) event.stopPropagation();
  };

  grid.addEventListener('pointerdown', down);
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', end);
  addEventListener('keydown', key, { capture: true });
  return () => {
    end();
    grid.removeEventListener('pointerdown', down);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', end);
    removeEventListener('keydown', key, { capture: true });
  };
}

const stopOnce = (event: MouseEvent) => event.stopPropagation();
const isWhereItStands = (visit: Visit, place: CellPlace) =>
  visit.doctorId === place.doctorId && visit.time === place.time;

function makeGhost({ patientName }: Visit): HTMLElement {
  const ghost = document.createElement('div');
  ghost.className = classes.ghost ?? '';
  ghost.textContent = patientName;
  document.body.append(ghost);
  return ghost;
}

function follow(drag: Drag, { x, y }: { x: number; y: number }, { model, words }: DragOptions): void {
  if (!drag.ghost) return;
  drag.ghost.style.translate = `${x + 12}px ${y + 8}px`;
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('[role="gridcell"]') ?? null;
  if (under === drag.over) return;
  drag.over?.removeAttribute('data-drop');
  drag.over = under;
  const place = placeOfCell(under);
  const isFree =
    place !== null && (cellAt(model, place)?.state === 'free' || isWhereItStands(drag.visit, place));
  under?.setAttribute('data-drop', isFree ? 'free' : 'no');
  drag.ghost.textContent =
    isFree && place
      ? `${drag.visit.patientName} · ${place.time}`
      : `${drag.visit.patientName} · ${words.cannot}`;
}
