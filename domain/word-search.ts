// Finds rows of a long list by the beginnings of words, whatever the accents: medicines, diagnosis codes. Pure; it holds no list.
import { foldText } from './folded-text.ts';

/** A row as it is searched: its text folded once, with a space before each word. */
export type Searchable<Row> = { row: Row; folded: string };

export const searchable = <Row>(row: Row, ...texts: string[]): Searchable<Row> => ({
  row,
  folded: texts.map((text) => ` ${foldText(text)}`).join(' '),
});

/**
 * The best `limit` rows: every word typed begins a word of the row. Rows that begin with all that was typed come first, then those whose first
 * word is begun, then the others, each in the order of the list. Nothing typed finds nothing.
 */
export function findByWords<Row>(
  list: readonly Searchable<Row>[],
  typed: string,
  limit: number,
): { rows: Row[]; total: number } {
  const wanted = foldText(typed);
  if (wanted === '') return { rows: [], total: 0 };
  const words = wanted.split(' ').map((word) => ` ${word}`);
  const whole = ` ${wanted}`;
  const ranks: [whole: Row[], first: Row[], others: Row[]] = [[], [], []];
  let total = 0;
  for (const { row, folded } of list) {
    if (!words.every((word) => folded.includes(word))) continue;
    total++;
    const rank = folded.startsWith(whole) ? 0 : words.some((word) => folded.startsWith(word)) ? 1 : 2;
    if (ranks[rank].length < limit) ranks[rank].push(row);
  }
  return { rows: ranks.flat().slice(0, limit), total };
}
