// The chart that is open, for any component on the consultation page: the visit of today, what stands in the timeline, what is folded away.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { measuredOf, type Measured, type TimelineEntry } from '../../domain/timeline.ts';
import type { Chart } from '../consultation/chart.ts';
import type { Folds } from './use-folds.ts';

export type OpenChart = {
  chart: Chart;
  /** Everything but today's visit, newest first; undefined until it is there. */
  entries: readonly TimelineEntry[] | undefined;
  folds: Folds;
  /** What is open beside today's record. */
  besideId: string | null;
  openBeside: (entry: TimelineEntry | null) => void;
};

const ChartContext = createContext<OpenChart | null>(null);

export function ChartProvider({ value, children }: { value: OpenChart; children: ReactNode }) {
  return <ChartContext value={value}>{children}</ChartContext>;
}

/** Throws outside the consultation page: nothing of a chart is drawn anywhere else. */
export function useOpenChart(): OpenChart {
  const open = useContext(ChartContext);
  if (!open) throw new Error('useOpenChart is for parts of the consultation page');
  return open;
}

/** Measurements of the visits before today's, the oldest first. */
export function useEarlierMeasured(): readonly Measured[] {
  const { chart, entries } = useOpenChart();
  const { appointmentDate } = chart.appointment;
  return useMemo(
    () => measuredOf(entries ?? []).filter(({ date }) => date <= appointmentDate),
    [entries, appointmentDate],
  );
}
