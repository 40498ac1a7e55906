// What stands in the right column of a consultation, from top to bottom. A new panel is a new line here.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemList } from '../diagnoses/ProblemList.tsx';
import { DoctorNotes } from '../doctors-desk/DoctorNotes.tsx';
import { ChartAccessPanel } from './ChartAccessPanel.tsx';
import { ChartDocuments } from './ChartDocuments.tsx';
import { useOpenChart } from './chart-context.tsx';
import { Trends } from './Trends.tsx';

export type ChartPanel = {
  /** Its name in what is remembered of folded panels; never changed. */
  id: string;
  title: string;
  content: ReactNode;
};

/** Panels find the chart with `useOpenChart`. */
export function useChartPanels(): ChartPanel[] {
  const { t } = useTranslation(['chart', 'prescribing', 'doctorsDesk', 'documents']);
  const { patientId } = useOpenChart().chart.appointment;
  return [
    {
      id: 'problems',
      title: t('prescribing:problems.title'),
      content: <ProblemList patientId={patientId} />,
    },
    { id: 'trends', title: t('trends.title'), content: <Trends /> },
    { id: 'notes', title: t('doctorsDesk:notes.title'), content: <DoctorNotes patientId={patientId} /> },
    { id: 'documents', title: t('documents:title'), content: <ChartDocuments /> },
    { id: 'access', title: t('access.title'), content: <ChartAccessPanel /> },
  ];
}
