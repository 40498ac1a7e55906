// Where bugs are written down: a reference people can read out, never a value of the clinic. No name, no diagnosis, no key gets here.
import { randomBytes } from 'node:crypto';

export type LogLine = { atMs: number; reference: string; where: string; kind: string; stack: string };
type Sink = (line: LogLine) => void;

let sink: Sink = (line) => process.stderr.write(`${JSON.stringify(line)}\n`);

/** Tests and the main process choose where lines go (a rotating file beside the vault). */
export const logTo = (next: Sink): void => void (sink = next);

/**
 * Notes a bug and returns its reference (8 letters and digits). The message is left out, because it may quote data; the error's
 * name and the places in our own code stay.
 */
export function logBug(where: string, error: unknown): string {
  const reference = randomBytes(5).toString('base64url').replace(/[-_]/g, 'x').toUpperCase().slice(0, 6);
  const kind = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? framesOf(error) : '';
  sink({ atMs: Date.now(), reference, where, kind, stack });
  return reference;
}

/** Where in the code: `at save (file:///…/records.ts:12:3)`. A message may hold lines that begin like one; none has such an address. */
const FRAME = /^\s+at (?:.+ \()?(?:async )?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^()]*:\d+:\d+\)?$/;

const framesOf = ({ message, stack = '' }: Error) =>
  stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/[^\s)]*\/(?=[^/]+:\d+)/, '('))
    .join(' | ');
