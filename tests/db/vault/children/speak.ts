// How a child process of the tests tells its parent something at once, whatever happens to it next.
import { writeSync } from 'node:fs';
import { Refused } from '../../../../domain/failure.ts';
import { openVault } from '../../../../db/vault/open.ts';
import type { Vault } from '../../../../db/vault/vault.ts';

/** A line on standard output, written before this returns: an acknowledged change is one the parent has been told of. */
export const say = (text: string | number): void => void writeSync(1, `${text}\n`);

/** The vault of the folder given as the first argument, opened as the test's admin. */
export async function openFromArguments(): Promise<{ vault: Vault; userId: string | null }> {
  const dataDir = process.argv[2] ?? '';
  const credentials = { email: process.env.TEST_EMAIL ?? '', password: process.env.TEST_PASSWORD ?? '' };
  return openVault({ dataDir, credentials, nowMs: Date.now() });
}

/** The refusal's code on a line of its own; a bug ends the process. */
export async function sayRefusal(work: () => unknown): Promise<void> {
  try {
    await work();
    say('not refused');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.failure.code);
  }
}
