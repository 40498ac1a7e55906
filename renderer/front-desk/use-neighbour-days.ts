// Reads the day before and the day after the one on the screen, once that stands: the keys that lead there find it ready.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { stepped, type View } from './use-view.ts';

/** After the screen was painted; a hand that holds the key down reads nothing on its way. */
const PAUSE_MS = 120;

export function useNeighbourDays({
  date,
  span,
  isThere,
}: {
  date: string;
  span: View['span'];
  isThere: boolean;
}): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  useEffect(() => {
    if (!isThere || span !== 'day') return;
    const timer = setTimeout(() => {
      for (const by of [1, -1] as const)
        void queries.prefetchQuery(trpc.appointments.day.queryOptions({ date: stepped(date, span, by) }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [queries, trpc, date, span, isThere]);
}
