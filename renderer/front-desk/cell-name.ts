// What a screen reader says of a cell: "BS. An, 09:30, free". What can be read in the cell is part of it.
import type { TFunction } from 'i18next';
import { secondLine } from './day.ts';
import type { Cell } from './grid-model.ts';

/** The grid asks for its texts once and hands them to its cells: hundreds of subscriptions would cost more than the drawing. */
export type GridTexts = TFunction<'frontDesk'>;

export const cellName = (cell: Cell, doctor: string, t: GridTexts): string =>
  [doctor, cell.time, ...whatStands(cell, t)].join(', ');

function whatStands(cell: Cell, t: GridTexts): string[] {
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
