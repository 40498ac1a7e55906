// Dragging a visit with the mouse, from the grid or from the pinboard. Nothing of React moves while dragging: ghost and marker go
// straight to the screen, once a frame.
import { type RefObject, useEffect, useRef } from 'react';
import classes from './day-grid.module.css';
import { isChangeable, type Visit } from './day.ts';
import { cellAt, placeOfCell } from './grid-focus.ts';
import type { Cell, GridModel } from './grid-model.ts';

/** A hand that trembles less than this is clicking. */
const THRESHOLD_PX = 4;

type Drag = {
  visit: Visit;
  start: { x: number; y: number };
  ghost: HTMLElement | null;
  over: HTMLElement | null;
  frame: number;
};
type DragOptions = {
  model: GridModel | null;
  /** On the board, and not on the grid. */
  pins: readonly Visit[];
  words: { cannot: string; pin: string };
  onDrop: (visit: Visit, cell: Cell) => void;
  onPin: (visits: readonly Visit[]) => void;
};

/** `desk` holds the grid and the pinboard. */
export function useDragToMove(desk: RefObject<HTMLElement | null>, options: DragOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const element = desk.current;
    return element ? listen(element, latest) : undefined;
  }, [desk]);
}

const cellUnder = (model: GridModel | null, element: Element | null): Cell | undefined => {
  const place = placeOfCell(element);
  return (model && place && cellAt(model, place)) ?? undefined;
};

function listen(desk: HTMLElement, latest: RefObject<DragOptions>): () => void {
  let drag: Drag | null = null;

  const down = (event: PointerEvent) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]') : null;
    if (event.button !== 0 || !card || event.ctrlKey) return;
    const { model, pins } = latest.current;
    const known = cellUnder(model, card)?.visits ?? pins;
    const visit = known.find(({ id }) => id === card.dataset['visit']);
    if (!visit || !isChangeable(visit)) return;
    drag = { visit, start: { x: event.clientX, y: event.clientY }, ghost: null, over: null, frame: 0 };
  };
  const move = (event: PointerEvent) => {
    if (!drag) return;
    const { clientX: x, clientY: y } = event;
    if (!drag.ghost) {
      if (Math.hypot(x - drag.start.x, y - drag.start.y) < THRESHOLD_PX) return;
      drag.ghost = makeGhost(drag.visit);
      desk.dataset['dragging'] = 'true';
    }
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
    delete desk.dataset['dragging'];
    return ended.ghost ? ended : null;
  };
  const up = (event: PointerEvent) => {
    // The board is there only while something is dragged: it is looked for first.
    const under = drag?.ghost ? document.elementFromPoint(event.clientX, event.clientY) : null;
    const ended = end();
    if (!ended) return;
    // The click that follows a drag must not open what was dropped on.
    addEventListener('click', stopOnce, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', stopOnce, { capture: true }));
    const { model, onDrop, onPin } = latest.current;
    const cell = cellUnder(model, under);
    if (under?.closest('[data-pinboard]')) onPin([ended.visit]);
    else if (cell && !cell.visits.includes(ended.visit)) onDrop(ended.visit, cell);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && end()) event.stopPropagation();
  };

  desk.addEventListener('pointerdown', down);
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', end);
  addEventListener('keydown', key, { capture: true });
  return () => {
    end();
    desk.removeEventListener('pointerdown', down);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', end);
    removeEventListener('keydown', key, { capture: true });
  };
}

const stopOnce = (event: MouseEvent) => event.stopPropagation();

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
  const target = document.elementFromPoint(x, y);
  const under = target?.closest<HTMLElement>('[role="gridcell"], [data-pinboard]') ?? null;
  if (under === drag.over) return;
  drag.over?.removeAttribute('data-drop');
  drag.over = under;
  const isBoard = under?.hasAttribute('data-pinboard') ?? false;
  const cell = cellUnder(model, under);
  const isFree = cell !== undefined && (cell.state === 'free' || cell.visits.includes(drag.visit));
  under?.setAttribute('data-drop', isFree || isBoard ? 'free' : 'no');
  const where = isBoard ? words.pin : isFree ? cell.time : words.cannot;
  drag.ghost.textContent = `${drag.visit.patientName} · ${where}`;
}
