// Six-digit PINs that switch people while the vault is open. They wrap no key: with the vault closed a PIN opens nothing.
import { hash, verify } from '@node-rs/argon2';
import { pin as pinShape } from '../../domain/accounts.ts';
import { Refused } from '../../domain/failure.ts';
import {
  chargeTry,
  clearTries,
  freeTriesLeft,
  machineUptimeMs,
  type TriedDoor,
  type Uptime,
} from './backoff.ts';
import { heldBy } from './held.ts';
import { type StretchCost, usualCost } from './key-derivation.ts';
import type { Vault } from './vault.ts';

export type PersonsPin = { userId: string; pin: string };

/** Refused `pin_weak`: not six digits, one digit repeated, a run, a pair or a triple repeated, or among the first anyone tries. */
export async function setPin(
  vault: Vault,
  { userId, pin }: PersonsPin,
  cost: StretchCost = usualCost,
): Promise<void> {
  if (isWeakPin(pin)) throw new Refused({ code: 'pin_weak' });
  const { memoryKiB, passes, lanes } = cost;
  const verifier = await hash(bound({ userId, pin }), {
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
  });
  vault.sqlite
    .prepare(
      'INSERT INTO staffPins (userId, verifier) VALUES (?, ?) ON CONFLICT (userId) DO UPDATE SET verifier = excluded.verifier',
    )
    .run(userId, verifier);
}

/**
 * Refused `wrong_pin {triesLeft}`, `pin_missing`, `too_many_tries`. At no tries left the session closes the vault, and a password
 * frees the PIN again.
 */
export async function checkPin(
  vault: Vault,
  { userId, pin }: PersonsPin,
  uptimeMs: Uptime = machineUptimeMs,
): Promise<void> {
  const { tries } = heldBy(vault).paths;
  const doors: TriedDoor[] = [`pin:${userId}`];
  const verifier = vault.sqlite
    .prepare('SELECT verifier FROM staffPins WHERE userId = ?')
    .pluck()
    .get(userId);
  if (typeof verifier !== 'string') throw new Refused({ code: 'pin_missing' });
  chargeTry(tries, doors, uptimeMs);
  const isRight = pinShape.safeParse(pin).success && (await verify(verifier, bound({ userId, pin })));
  if (!isRight) throw new Refused({ code: 'wrong_pin', triesLeft: freeTriesLeft(tries, `pin:${userId}`) });
  clearTries(tries, doors);
}

export const hasPin = (vault: Vault, userId: string): boolean =>
  vault.sqlite.prepare('SELECT 1 FROM staffPins WHERE userId = ?').get(userId) !== undefined;

export function removePin(vault: Vault, userId: string): void {
  vault.sqlite.prepare('DELETE FROM staffPins WHERE userId = ?').run(userId);
}

/** A verifier copied to another person's row does not fit there. */
const bound = ({ userId, pin }: PersonsPin): string => `${userId}:${pin}`;

// After repeats and runs, what people choose most (D. Amitay 2011; Markert et al., "This PIN Can Be Easily Guessed", 2020).
const common = new Set([
  '159753',
  '147258',
  '258369',
  '789456',
  '456789',
  '112358',
  '520131',
  '131452',
  '696969',
  '142536',
  '102030',
]);

export function isWeakPin(pin: string): boolean {
  if (!pinShape.safeParse(pin).success) return true;
  const digits = pin.split('');
  const repeats =
    /^(\d{1,3})\1+$/.test(pin) || /^(\d)\1\1(\d)\2\2$/.test(pin) || /^(\d)\1(\d)\2(\d)\3$/.test(pin);
  const steps = digits.slice(1).map((digit, i) => (Number(digit) - Number(digits[i]) + 10) % 10);
  const isRun = steps.every((step) => step === steps[0]);
  const isMirrored = pin === digits.toReversed().join('') && new Set(pin).size < 3;
  return repeats || isRun || isMirrored || common.has(pin);
}
