// Reads days before they are asked for: the neighbours of what is on the screen, and the date that is being typed. Whoever goes there finds
// them ready.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { stepped, type View, weekOf, whoseWeek } from './use-view.ts';

/** After the screen was painted; a hand that holds the key down reads nothing on its way. A week is many days, and waits longer. */
const PAUSE_MS = { day: 120, week: 500 };
/** Between two letters of a date, which on the way may read as other days. */
const TYPING_MS = 30;

/** Reads what the view shows at a date, once the hand rests. */
export function useReadAhead(view: View): (date: string) => void {
  const read = useRead(view);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (date) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => read(date), TYPING_MS);
    },
    [read],
  );
}

export function useNeighbours({ date, view, isThere }: { date: string; view: View; isThere: boolean }): void {
  const read = useRead(view);
  const { span } = view;
  useEffect(() => {
    if (!isThere || span === 'month') return;
    const timer = setTimeout(() => {
      for (const by of [1, -1] as const) read(stepped(date, span, by));
    }, PAUSE_MS[span]);
    return () => clearTimeout(timer);
  }, [read, date, span, isThere]);
}

function useRead(view: View): (date: string) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(
    (date) => {
      const { day, days } = trpc.appointments;
      if (view.span === 'day') void queries.prefetchQuery(day.queryOptions({ date }));
      if (view.span === 'week')
        void queries.prefetchQuery(days.queryOptions({ ...weekOf(date), ...whoseWeek(view) }));
    },
    [queries, trpc, view],
  );
}
