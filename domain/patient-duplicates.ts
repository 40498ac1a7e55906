// How likely two entries of the registry are one person, and who shares a household. Names are compared folded, because one clerk types
// accents and another does not. It never merges anybody: it gives hints.
import { digitsOf, foldText } from './folded-text.ts';
import { nationalDigits } from './patient-search.ts';

export type Described = { fullName: string; dateOfBirth: string | null; phone: string | null };

/** `likely`: look before you register. `possible`: the same name, nothing that speaks against it. */
export type Likeness = 'likely' | 'possible' | 'none';

/** 0 to 1. A name alone is never enough: every clinic has many a Nguyễn Văn An. */
export function duplicateScore(a: Described, b: Described): number {
  const name = nameLikeness(a.fullName, b.fullName);
  if (name < 0.6) return 0;
  const birth = birthLikeness(a.dateOfBirth, b.dateOfBirth);
  const phone = phoneLikeness(a.phone, b.phone);
  return Math.max(0, Math.min(1, name * 0.5 + birth * 0.35 + phone * 0.3));
}

export function likenessOf(score: number): Likeness {
  if (score >= 0.7) return 'likely';
  return score >= 0.5 ? 'possible' : 'none';
}

/** 1 for the same words in any order, less for letters that differ. */
export function nameLikeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length === 0 || right.length === 0) return 0;
  if (left.join(' ') === right.join(' ')) return 1;
  // Words that are the same find each other first, so that An is not taken for a slip of Văn.
  const [onlyLeft, onlyRight] = [without(left, right), without(right, left)];
  const [few, many] = onlyLeft.length <= onlyRight.length ? [onlyLeft, onlyRight] : [onlyRight, onlyLeft];
  const shared = left.length - onlyLeft.length + bestPairs(few, many);
  return (2 * shared) / (left.length + right.length);
}

/** `words` less those in `others`, each counted once. */
function without(words: string[], others: string[]): string[] {
  const left = [...others];
  return words.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function bestPairs(few: string[], many: string[]): number {
  const free = [...many];
  let shared = 0;
  for (const word of few) {
    const best = free.reduce(
      (at, other, i) => (likeness(word, other) > likeness(word, free[at] ?? '') ? i : at),
      0,
    );
    shared += likeness(word, free[best] ?? '');
    free.splice(best, 1);
  }
  return shared;
}

const wordsOf = (name: string) => foldText(name).split(' ').filter(Boolean).toSorted();

/** Two slips of the finger in a word at most, one in a short word. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const distance = editDistance(a, b);
  const length = Math.max(a.length, b.length);
  return distance <= (length >= 6 ? 2 : 1) && length >= 3 ? 1 - distance / length : 0;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Day and month change places easily, and one digit is easily mistyped. Two different days speak against. */
function birthLikeness(a: string | null, b: string | null): number {
  if (!a || !b) return 0;
  if (a === b) return 1;
  const swapped = `${b.slice(0, 4)}-${b.slice(8)}-${b.slice(5, 7)}`;
  if (a === swapped) return 0.7;
  return Array.from(a).filter((char, i) => char !== b[i]).length === 1 ? 0.6 : -0.6;
}

function phoneLikeness(a: string | null, b: string | null): number {
  if (!a || !b) return 0;
  return samePhone(a, b) ? 1 : -0.1;
}

/** Written with 0, with +84 or with neither, it is one phone. */
export const samePhone = (a: string, b: string): boolean =>
  nationalDigits(digitsOf(a)) === nationalDigits(digitsOf(b));

/** Every way the same phone may be stored: with 0, with 84, with +84, with neither. */
export function sameNumberForms(phone: string): string[] {
  const national = nationalDigits(digitsOf(phone));
  return [...new Set([phone, national, `0${national}`, `84${national}`, `+84${national}`])];
}
