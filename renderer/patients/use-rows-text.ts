// What belongs to a patient, counted in words: "2 visits, 1 receipt". Empty when there is nothing.
import { useTranslation } from 'react-i18next';
import { patientTables, type PatientTable } from '../../domain/patient-merges.ts';

export function useRowsText(): (counts: Record<PatientTable, number>) => string {
  const { t } = useTranslation('patients');
  return (counts) =>
    patientTables
      .filter((table) => counts[table] > 0)
      .map((table) => t(`rows.${table}`, { count: counts[table] }))
      .join(', ');
}
