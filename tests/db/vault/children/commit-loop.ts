// Commits without end through the write door and says each change once it is acknowledged. Lives until it is killed, or --commits N.
import { openSync, writeSync } from 'node:fs';
import { registerOne } from './register-one.ts';
import { openFromArguments, say } from './speak.ts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const { vault } = await openFromArguments();
// Only to show that the check can fail: with NORMAL a commit is acknowledged before it is on the disk.
const synchronous = option('--synchronous');
if (synchronous) vault.sqlite.pragma(`synchronous = ${synchronous}`);
const commits = Number(option('--commits') ?? Number.POSITIVE_INFINITY);
// For a recorded run the acknowledgements go into a file, so that they stand in the record in their order.
const acksPath = option('--acks');
const acks = acksPath === undefined ? undefined : openSync(acksPath, 'a');
for (let i = 0; i < commits; i++) {
  const seq = registerOne(vault);
  if (acks === undefined) say(seq);
  else writeSync(acks, `${seq}\n`);
}
vault.close();
