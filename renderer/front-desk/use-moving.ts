// Visits on the move: the one in hand, and those on the pinboard until a day is found for them. Each stands where it stood until it is
// moved: what is lost with the window is only that somebody meant to move it.
import { useCallback, useMemo, useState } from 'react';
import type { DeskNow } from '../app/desk-context.tsx';
import { type DayOfClinic, isChangeable, type Place, placeOf, type Visit } from './day.ts';
import type { Cell, GridModel } from './grid-model.ts';
import type { RefusedMove, VisitChanges } from './use-visit-changes.ts';
import { whyNoMove, whyNot } from './why-not.ts';

/** Since this window opened, for each person apart. */
const boards = new Map<string, readonly Visit[]>();

type Moving = {
  user: DeskNow['user'];
  changes: VisitChanges;
  model: GridModel | null;
  day: DayOfClinic | undefined;
  today: string;
  refuse: (refused: RefusedMove | null) => void;
  refused: RefusedMove | null;
  openVisit: (visit: Visit) => void;
  backTo: (place: Place | Visit) => void;
  nameOfPlace: (to: Place, from: Visit) => string | null;
};

export function useMoving(desk: Moving) {
  const { user, changes, model, day, today, refuse, refused, openVisit, backTo, nameOfPlace } = desk;
  const [inHand, setInHand] = useState<Visit | null>(null);
  const [pinned, setPinned] = useState(boards.get(user.userId) ?? []);
  const keep = useCallback(
    (change: (before: readonly Visit[]) => readonly Visit[]) =>
      setPinned((before) => {
        const next = change(before);
        boards.set(user.userId, next);
        return next;
      }),
    [user.userId],
  );
  // A colleague may have changed one meanwhile: as the day shows it, so it is on the board.
  const pins = useMemo(() => {
    const known = new Map(day?.visits.map((visit) => [visit.id, visit]));
    return pinned.map((visit) => known.get(visit.id) ?? visit).filter(isChangeable);
  }, [pinned, day]);

  const unpin = useCallback((id: string) => keep((before) => before.filter((pin) => pin.id !== id)), [keep]);
  /** False, and said why, when it may not be moved at all: taking it up in vain would be unkind. */
  const mayMove = useCallback(
    (visit: Visit): boolean => {
      const wrong = whyNoMove(visit, user);
      if (wrong) refuse({ visit, to: placeOf(visit), wrong });
      return wrong === null;
    },
    [refuse, user],
  );
  const pickUp = useCallback(
    (visit: Visit) => {
      openVisit(visit);
      if (!mayMove(visit)) return;
      setInHand(visit);
      backTo(visit);
    },
    [backTo, mayMove, openVisit],
  );
  const pin = useCallback(
    (visits: readonly Visit[]) => {
      const movable = visits.filter(mayMove);
      const ids = new Set(movable.map(({ id }) => id));
      keep((before) => [...before.filter(({ id }) => !ids.has(id)), ...movable]);
      setInHand(movable.at(-1) ?? null);
    },
    [keep, mayMove],
  );
  const move = useCallback(
    async (visit: Visit, to: Place) => {
      setInHand(null);
      refuse(null);
      backTo(to);
      if (await changes.move(visit, to, nameOfPlace(to, visit))) unpin(visit.id);
      else if (visit.date === to.date) backTo(visit);
    },
    [backTo, changes, nameOfPlace, refuse, unpin],
  );
  const drop = useCallback(
    (visit: Visit, cell: Cell) => {
      if (!model || !day) return;
      const to: Place = {
        date: cell.date,
        time: cell.time,
        doctorId: cell.doctorId ?? visit.doctorId,
        ...(cell.roomId === null ? {} : { roomId: cell.roomId }),
      };
      if (cell.visits.some(({ id }) => id === visit.id)) return setInHand(null);
      const wrong = whyNot(cell, { model, horizonDays: day.horizonDays, today });
      if (wrong) refuse({ visit, to, wrong });
      else void move(visit, to);
    },
    [day, model, move, refuse, today],
  );
  return {
    inHand,
    pins,
    pickUp,
    pin,
    unpin,
    drop,
    /** Takes a pinned visit into the hand. */
    take: (visit: Visit) => {
      setInHand(visit);
      backTo(visit);
    },
    /** Ctrl+V: what is in hand, else what was pinned last. */
    paste: (cell: Cell) => {
      const visit = inHand ?? pins.at(-1);
      if (visit) drop(visit, cell);
    },
    putDown: () => {
      if (inHand) backTo(inHand);
      setInHand(null);
    },
    /** Alt+arrow: straight to the cell beside it, or the reason why not. */
    nudge: (visit: Visit, cell: Cell) => {
      openVisit(visit);
      if (mayMove(visit)) drop(visit, cell);
    },
    takeInstead: (time: string) => refused && void move(refused.visit, { ...refused.to, time }),
  };
}
