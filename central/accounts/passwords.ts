// Passwords of the centre: Argon2id, a few at a time, and as slow for an e-mail that nobody has.
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { normalizePassword } from '../../domain/accounts.ts';

/** 19 MiB each and two passes (the OWASP minimum for Argon2id); more than four at once would take the memory of the requests. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const inTurn = pLimit(4);

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalizePassword(password), COST));

let nobodys: Promise<string> | undefined;

/** Whether it is the password. Without a hash it is not, after the same time. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody');
  const compared = passwordHash ?? (await nobodys);
  const same = await inTurn(() => verify(compared, normalizePassword(password)));
  return same && passwordHash !== undefined;
}
