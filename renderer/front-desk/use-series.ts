// The days of a series as they would be booked now, and what was decided about those that clash.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';
import { useTRPC } from '../app/trpc.ts';
import type { BookingDraft, SeriesDraft } from './booking-draft.ts';
import type { PlannedVisit } from './use-book-it.ts';

export type SeriesLine = inferRouterOutputs<AppRouter>['bookings']['seriesPreview'][number];

export function useSeries({ patientId, doctorId, time, series, way }: BookingDraft, firstDate: string) {
  const trpc = useTRPC();
  const isReady =
    way === 'booked' && series !== null && patientId !== null && doctorId !== null && time !== null;
  const { data } = useQuery(
    trpc.bookings.seriesPreview.queryOptions(
      {
        patientId: patientId ?? '',
        doctorId: doctorId ?? '',
        firstDate,
        time: time ?? '00:00',
        everyWeeks: series?.everyWeeks ?? 1,
        times: series?.times ?? 2,
      },
      { enabled: isReady, placeholderData: keepPreviousData },
    ),
  );
  const lines = isReady && data ? data : null;
  return { lines, planned: lines && series && time !== null ? plannedOf(lines, { series, time }) : null };
}

/** The visits to send; null while a day clashes and nobody has decided. A day that is not open yet is left out by itself. */
export function plannedOf(
  lines: readonly Pick<SeriesLine, 'date' | 'wrong'>[],
  { series, time }: { series: SeriesDraft; time: string },
): PlannedVisit[] | null {
  const planned: PlannedVisit[] = [];
  for (const { date, wrong } of lines) {
    if (wrong?.code === 'outside_horizon') continue;
    const chosen = wrong === null ? time : series.chosen[date];
    if (chosen === undefined) return null;
    if (chosen !== null) planned.push({ date, time: chosen });
  }
  return planned;
}
