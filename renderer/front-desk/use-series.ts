// The days of a series as they would be booked now, and what was decided about those that clash.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';
import { useTRPC } from '../app/trpc.ts';
import type { BookingDraft } from './booking-draft.ts';
import { plannedOf } from './booking-order.ts';

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
