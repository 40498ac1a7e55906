// What a screen reader says of a cell: "BS. An, 09:30, free". What can be read in the cell is part of it.
import { useTranslation } from 'react-i18next';
import { secondLine } from './day.ts';
import type { Cell } from './grid-model.ts';

export function useCellName(cell: Cell, doctor: string): string {
  const { t } = useTranslation('frontDesk');
  return [doctor, cell.time, ...what()].join(', ');

  function what(): string[] {
    if (cell.visits.length > 0) {
      return cell.visits.flatMap((visit) => [
        t(`status.${visit.status}`),
        visit.patientName,
        secondLine(visit),
        ...(visit.hasAllergies ? [t('grid.hasAllergies')] : []),
      ]);
    }
    if (cell.off) return [t(`off.${cell.off.kind}`), ...(cell.off.reason === '' ? [] : [cell.off.reason])];
    return [t(`slot.${cell.state}`)];
  }
}
