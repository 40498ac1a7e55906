// Whether a new password is good enough. Only for new ones: an old one that has become too weak still opens the door.
import { newPassword } from '../../domain/accounts.ts';
import { Refused } from '../../domain/failure.ts';

/** zxcvbn: 3 is "safely unguessable: moderate protection from offline slow-hash attack". */
const ENOUGH = 3;

/**
 * Refused `weak_password`; `hint` is `tooShort`, `tooLong`, `tooGuessable`, or one of zxcvbn's warnings (`common`, `straightRow`,
 * `userInputs`, …). `mustNotBe`: what an attacker who knows the person tries first.
 */
export async function checkNewPassword(password: string, mustNotBe: readonly string[]): Promise<void> {
  const parsed = newPassword.safeParse(password);
  if (!parsed.success) throw weak(password.length > 256 ? 'tooLong' : 'tooShort');
  const { check } = await guesser();
  const words = mustNotBe
    .flatMap((text) => [text, ...text.split(/[\s@._-]+/)])
    .filter((word) => word.length > 2);
  const { score, feedback } = check(parsed.data, words);
  if (score < ENOUGH) throw weak(feedback.warning ?? 'tooGuessable');
}

const weak = (hint: string): Refused => new Refused({ code: 'weak_password', hint });

type Guesser = {
  check(password: string, words: string[]): { score: number; feedback: { warning: string | null } };
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
