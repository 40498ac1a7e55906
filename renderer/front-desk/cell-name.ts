// What a screen reader says of a cell: "BS. An, 09:30, free". What can be read in the cell is part of it.
import type { TFunction } from 'i18next';
import { lookOf, secondLine, type Visit } from './day.ts';
import { weekday } from './day-text.ts';
import { type Cell, type Column, type GridKind, NO_ROOM } from './grid-model.ts';

/** The grid asks for its texts once and hands them to its cells: hundreds of subscriptions would cost more than the drawing. */
export type GridTexts = TFunction<'frontDesk'>;

/** What stands over a column: a doctor, a room, or a day. */
export function columnName(column: Column, kind: GridKind, t: GridTexts): string {
  if (kind === 'doctors') return column.name ?? '';
  if (kind !== 'rooms') return weekday(column.date);
  return column.id === NO_ROOM ? t('grid.noRoom') : t('grid.room', { roomNumber: column.roomNumber });
}

export const cellName = (cell: Cell, column: string, t: GridTexts): string =>
  [column, cell.time, ...whatStands(cell, t)].join(', ');

function whatStands(cell: Cell, t: GridTexts): string[] {
  const free =
    cell.freeDoctorIds.length > 0 ? [t('grid.freeCount', { count: cell.freeDoctorIds.length })] : [];
  if (cell.visits.length > 0) return [...cell.visits.flatMap((visit) => wordsOf(visit, t)), ...free];
  if (cell.off) return [t(`off.${cell.off.kind}`), ...(cell.off.reason === '' ? [] : [cell.off.reason])];
  return free.length > 0 ? free : [t(`slot.${cell.state}`)];
}

const wordsOf = (visit: Visit, t: GridTexts): string[] => [
  t(`status.${lookOf(visit)}`),
  visit.patientName,
  secondLine(visit),
  ...marksOf(visit, t),
  ...(visit.hasAllergies ? [t('grid.hasAllergies')] : []),
];

/** What is out of the ordinary about a visit, in words. */
export const marksOf = (visit: Visit, t: GridTexts): string[] => [
  ...(visit.kind === 'booked' ? [] : [t(`mark.${visit.kind}`)]),
  ...(visit.isPriority ? [t('mark.priority')] : []),
  ...(visit.ticket === null ? [] : [t('mark.ticket', { ticket: visit.ticket })]),
  ...(visit.noShows > 0 ? [t('mark.noShows', { count: visit.noShows })] : []),
];
