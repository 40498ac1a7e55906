// Paints a visit as it is now into every day that is on a screen or was lately, before anything is read again.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { type DayOfClinic, type Visit, withVisit } from './day.ts';

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
