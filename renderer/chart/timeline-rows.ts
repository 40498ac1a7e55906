// A timeline as rows of known height: a year, then what happened in it. Draws nothing.
import type { TimelineEntry } from '../../domain/timeline.ts';

export const ROW_PX = 60;
export const YEAR_PX = 26;

export type TimelineRowOf =
  | { kind: 'year'; key: string; year: string }
  | { kind: 'entry'; key: string; entry: TimelineEntry; place: number };

/** `entries` are in order, so that a year comes once. */
export function rowsOf(entries: readonly TimelineEntry[]): TimelineRowOf[] {
  const rows: TimelineRowOf[] = [];
  let year = '';
  entries.forEach((entry, place) => {
    const itsYear = entry.date.slice(0, 4);
    if (itsYear !== year) rows.push({ kind: 'year', key: itsYear, year: itsYear });
    year = itsYear;
    rows.push({ kind: 'entry', key: `${entry.kind} ${entry.id}`, entry, place });
  });
  return rows;
}
