// Makes keys out of secrets: Argon2id for what people type, HKDF-SHA256 for what the vault key opens. Keeps none of them.
import { hkdfSync } from 'node:crypto';
import { inspect } from 'node:util';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { normalizePassword } from '../../domain/accounts.ts';
import { assert } from '../../domain/failure.ts';
import type { VaultKeys } from './vault.ts';

/**
 * Bounds of what is read from a file, checked before a byte of memory is taken: below, a changed file would make guessing cheap;
 * above, it would take the machine's memory.
 */
export const stretchCost = z.strictObject({
  memoryKiB: z
    .number()
    .int()
    .min(19 * 1024)
    .max(1024 * 1024),
  passes: z.number().int().min(1).max(10),
  lanes: z.number().int().min(1).max(4),
});
export type StretchCost = z.infer<typeof stretchCost>;
export const usualCost: StretchCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

/** Longer is no password anybody types; without a limit it is a way to keep the machine busy. */
export const PASSWORD_MAX_LENGTH = 256;

/** Argon2id of a typed secret, NFKC, off this thread: 32 bytes, to be zeroed by the caller. */
export async function stretch(secret: string, salt: Buffer, cost: StretchCost): Promise<Buffer> {
  const { memoryKiB, passes, lanes } = stretchCost.parse(cost);
  assert(secret.length <= PASSWORD_MAX_LENGTH, 'an overlong secret is refused before');
  const bytes = Buffer.from(normalizePassword(secret), 'utf8');
  try {
    return await hashRaw(bytes, {
      memoryCost: memoryKiB,
      timeCost: passes,
      parallelism: lanes,
      salt,
      outputLen: 32,
    });
  } finally {
    bytes.fill(0);
  }
}

/** A key for one purpose. `purpose` is part of the format: changing a word makes every vault unreadable. */
export const deriveKey = (from: Buffer, vaultId: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', from, Buffer.from(vaultId, 'utf8'), `clinic-desk 1 ${purpose}`, 32));

export type VaultKeyring = {
  /** The vault key in use, 32 random bytes. */
  vaultKey: Buffer;
  /** 1 for a new vault, one more after each rotation. */
  generation: number;
  /** Vault keys before it, by generation: older backups are under them. */
  retired: Map<number, Buffer>;
};

/**
 * The audit chain and the mark stay under the first generation for ever, so that a rotation need not rewrite history (the centre
 * and printed day-closes hold its MACs). Database, key file and manifests go with the generation in use.
 */
export function keysOf({ vaultKey, generation, retired }: VaultKeyring, vaultId: string): VaultKeys {
  const first = generation === 1 ? vaultKey : retired.get(1);
  assert(first, 'the first vault key is kept sealed in the key file');
  return unprintable({
    database: deriveKey(vaultKey, vaultId, 'database'),
    header: deriveKey(vaultKey, vaultId, 'header'),
    audit: deriveKey(first, vaultId, 'audit'),
    mark: deriveKey(first, vaultId, 'mark'),
  });
}

/** A vault that is logged or sent somewhere by mistake takes no key with it. */
export function unprintable<Keys extends object>(keys: Keys): Keys {
  const hidden = { value: () => '[keys]', enumerable: false };
  return Object.defineProperties(keys, { toJSON: hidden, [inspect.custom]: hidden });
}

/** The keys of an earlier (or this) generation, for a file written under it; undefined when it is not known. */
export function keysOfGeneration(
  keyring: VaultKeyring,
  vaultId: string,
  generation: number,
): VaultKeys | undefined {
  const vaultKey = generation === keyring.generation ? keyring.vaultKey : keyring.retired.get(generation);
  if (!vaultKey) return undefined;
  const keys = keysOf(keyring, vaultId);
  deriveKey(vaultKey, vaultId, 'database').copy(keys.database);
  deriveKey(vaultKey, vaultId, 'header').copy(keys.header);
  return keys;
}

export function zeroKeys(keys: VaultKeys): void {
  for (const key of Object.values(keys)) key.fill(0);
}

export function zeroKeyring(keyring: VaultKeyring): void {
  keyring.vaultKey.fill(0);
  for (const key of keyring.retired.values()) key.fill(0);
}
