// How soon a password would be guessed, in words a screen can say. The password is looked at and forgotten.
import { normalizePassword } from '../../domain/accounts.ts';
import { foldText } from '../../domain/folded-text.ts';

/** zxcvbn: 3 is "safely unguessable: moderate protection from offline slow-hash attack". */
const ENOUGH = 3;
export const PASSWORD_MIN_LENGTH = 12;

export type StrengthHint =
  | 'short'
  | 'common'
  | 'names'
  | 'keyboard'
  | 'repeats'
  | 'dates'
  | 'longer'
  | 'good';
/** `score` is zxcvbn's: 0 (guessed at once) to 4 (not in a lifetime). */
export type Strength = { score: number; enough: boolean; hint: StrengthHint };

/** Words of the trade that everybody here would try first. */
const trade = 'clinic desk phong kham bac benh vien doctor hospital mat khau vietnam saigon hanoi'.split(' ');

/** `mustNotBe`: what an attacker who knows the person tries first: name, e-mail, clinic. */
export async function passwordStrength(typed: string, mustNotBe: readonly string[]): Promise<Strength> {
  const password = normalizePassword(typed).slice(0, 256);
  if (password.length < PASSWORD_MIN_LENGTH)
    return { score: Math.min(1, password.length), enough: false, hint: 'short' };
  const words = [...trade, ...mustNotBe.flatMap((text) => foldText(text).split(' '))].filter(
    (word) => word.length > 2,
  );
  const folded = foldText(password);
  // A name and a year is what the neighbour tries first, however long the name: only the rest of it counts.
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), folded).replace(/[\s\d]/g, '');
  if (rest.length < 4 && words.some((word) => folded.includes(word)))
    return { score: 1, enough: false, hint: 'names' };
  const { check } = await guesser();
  // Accents make a common word look like noise to the dictionaries: the weaker of both spellings counts.
  const [plain, spelt] = [check(folded, words), check(password, words)];
  const { score, feedback } = plain.score < spelt.score && folded.length > 0 ? plain : spelt;
  return { score, enough: score >= ENOUGH, hint: score >= ENOUGH ? 'good' : hintOf(feedback.warning) };
}

/** zxcvbn's warnings, gathered into the few that a person can act on. */
const hints: Record<string, StrengthHint> = {
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  simpleRepeat: 'repeats',
  extendedRepeat: 'repeats',
  sequences: 'repeats',
  recentYears: 'dates',
  dates: 'dates',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  wordByItself: 'common',
  namesByThemselves: 'names',
  commonNames: 'names',
  userInputs: 'names',
};
const hintOf = (warning: string | null): StrengthHint => hints[warning ?? ''] ?? 'longer';

type Guesser = {
  check: (password: string, words: string[]) => { score: number; feedback: { warning: string | null } };
};
let made: Promise<Guesser> | undefined;

/** The word lists take 50 ms and some memory: loaded when the first password is chosen, not at every start. */
function guesser(): Promise<Guesser> {
  made ??= loadGuesser();
  return made;
}

async function loadGuesser(): Promise<Guesser> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const factory = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return { check: (password, words) => factory.check(password, words) };
}
