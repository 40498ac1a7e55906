// How well something fits what was typed: every word begins a word of it, without accents. Knows texts, never what they stand for.
import { foldText } from '../../domain/folded-text.ts';

/** 0: it does not fit. More is better: the whole text, then its beginning, then words in the order typed, then in any order. */
export function fitOf(typed: string, text: string): number {
  const wanted = foldText(typed);
  if (wanted === '') return 1;
  const folded = foldText(text);
  if (folded === wanted) return 4;
  if (folded.startsWith(wanted)) return 3;
  if (` ${folded}`.includes(` ${wanted}`)) return 2;
  const words = folded.split(' ');
  return wanted.split(' ').every((part) => words.some((word) => word.startsWith(part))) ? 1 : 0;
}

type Matchable = { id: string; title: string; words?: string };

/** Those that fit, the best first; of equals the one used more often; else as they stood. */
export function bestOf<Item extends Matchable>(
  typed: string,
  items: readonly Item[],
  timesUsed: (id: string) => number,
): Item[] {
  return items
    .map((item) => ({
      item,
      fit: Math.max(fitOf(typed, item.title), fitOf(typed, `${item.title} ${item.words ?? ''}`) / 2),
    }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit || timesUsed(b.item.id) - timesUsed(a.item.id))
    .map(({ item }) => item);
}
