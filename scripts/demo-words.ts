// What the demo and seed scripts say on a terminal: how far they are, who may sign in, why they refuse.
import type { DemoSignIn } from '../db/demo/create-demo.ts';
import { Refused } from '../domain/failure.ts';
import { describeFailure } from './vault-words.ts';

const say = (text: string) => process.stdout.write(text);

/** One line that grows; on a terminal that is no terminal, a line every tenth. */
export function sayProgress(what: string): (done: number, total: number) => void {
  let said = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / Math.max(1, total));
    const step = process.stdout.isTTY ? percent : Math.floor(percent / 10) * 10;
    if (step === said) return;
    said = step;
    say(process.stdout.isTTY ? `\r${what}: ${step} %${step >= 100 ? '\n' : ''}` : `${what}: ${step} %\n`);
  };
}

export function printSignIns(dataDir: string, signIns: DemoSignIn[], recoveryCode: string): void {
  const width = Math.max(...signIns.map(({ email }) => email.length));
  say(
    `\nReady in ${dataDir}\nEverybody's password: ${signIns[0]?.password}\nRecovery code: ${recoveryCode}\n\n`,
  );
  for (const { email, role, fullName } of signIns)
    say(`  ${email.padEnd(width)}  ${role.padEnd(12)}  ${fullName}\n`);
}

/** The exit code: 2 for a refusal, 3 for wrong usage. */
export function tellRefusal(error: unknown): number {
  if (error instanceof Refused) {
    process.stderr.write(`${describeFailure(error.failure)}\n`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS') ? 3 : 1;
}
