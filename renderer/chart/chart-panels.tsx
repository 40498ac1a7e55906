// What stands in the right column of a consultation, from top to bottom. A new panel is a new line here.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartAccessPanel } from './ChartAccessPanel.tsx';
import { Trends } from './Trends.tsx';

export type ChartPanel = {
  /** Its name in what is remembered of folded panels; never changed. */
  id: string;
  title: string;
  content: ReactNode;
};

/** Panels find the chart with `useOpenChart`. */
export function useChartPanels(): ChartPanel[] {
  const { t } = useTranslation('chart');
  return [
    { id: 'trends', title: t('trends.title'), content: <Trends /> },
    { id: 'access', title: t('access.title'), content: <ChartAccessPanel /> },
  ];
}
