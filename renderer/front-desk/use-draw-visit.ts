// Paints a visit as it is now into every day that is on a screen or was lately, before anything is read again.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { type DayOfClinic, type Visit, withVisit } from './day.ts';

/** As it is drawn now; undefined when its day was not on a screen lately. */
export function useDrawnVisit(): (id: string) => Visit | undefined {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return useCallback(
    (id: string) =>
      queries
        .getQueriesData<DayOfClinic>(trpc.appointments.day.queryFilter())
        .flatMap(([, day]) => day?.visits ?? [])
        .find((visit) => visit.id === id),
    [queries, trpc],
  );
}

export function useDrawVisit(): (visit: Visit) => void {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return useCallback(
    (visit: Visit) => {
      queries.setQueriesData<DayOfClinic>(
        trpc.appointments.day.queryFilter(),
        (day) => day && withVisit(day, visit),
      );
      queries.setQueriesData<DayOfClinic[]>(trpc.appointments.days.queryFilter(), (days) =>
        days?.map((day) => withVisit(day, visit)),
      );
    },
    [queries, trpc],
  );
}
