// What changed from one text to another, word by word, as a reader of an amended record wants to see it. Pure; it knows no record.

export type TextPart = { kind: 'same' | 'removed' | 'added'; text: string };

/** Above this the table of the longest common run would be felt on a slow PC: such texts are shown whole, old then new. */
const MOST_CELLS = 4_000_000;

/** The parts of both texts in reading order. `same` and `removed` together are `before`; `same` and `added` together are `after`. */
export function textDifference(before: string, after: string): TextPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

/** Words and the spaces between them, each a part of its own: nothing of the text is lost. */
const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

function between(a: string[], b: string[]): TextPart[] {
  const width = b.length + 1;
  if (a.length * b.length > MOST_CELLS) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  }
  // longest[i, j]: how many words `a` from i and `b` from j have in common, in order.
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: TextPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old = '', fresh = ''] = [a[i], b[j]];
    if (i < a.length && j < b.length && old === fresh) {
      parts.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'removed', text: old });
      i++;
    } else {
      parts.push({ kind: 'added', text: fresh });
      j++;
    }
  }
  return parts;
}

function joined(parts: TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else if (part.text !== '') result.push({ ...part });
  }
  return result;
}
