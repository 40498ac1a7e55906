// `vault.keys` and its copy: all slots of the vault, and who may be let in by which. Reads and writes; never opens a slot.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { foldEmail } from '../../domain/accounts.ts';
import { writeDurably } from './durable-file.ts';
import { keyslot } from './keyslots.ts';

/** HMAC-SHA256, or SHA-256, in base64url. Letters of one byte, so that what compares it byte by byte never meets two lengths. */
export const digestText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const box = z.string().regex(/^[A-Za-z0-9+/]{80}$/);

const keyFileBody = z.strictObject({
  format: z.literal('clinic-desk-keys'),
  version: z.literal(1),
  vaultId: z.string().min(1).max(64),
  /** Goes up with every change: of two copies the higher is the newer, and the database knows the last. */
  epoch: z.number().int().min(1),
  /** Which vault key is in use. */
  generation: z.number().int().min(1).max(1000),
  emailSalt: z.string().regex(/^[0-9a-f]{32}$/),
  slots: z.array(keyslot).min(1).max(500),
  /** Earlier vault keys under the one in use: older backups and the audit chain need them. */
  retired: z.array(z.strictObject({ generation: z.number().int().min(1), box })).max(1000),
});
export type KeyFileBody = z.infer<typeof keyFileBody>;

const keyFileText = keyFileBody.extend({
  /** Of the body: tells a torn or flipped file before any password is asked. */
  checksum: digestText,
  /** Of the body under the header key: tells a changed file once it is open. */
  mac: digestText,
});
export type KeyFile = { body: KeyFileBody; mac: string };

const MAX_BYTES = 1024 * 1024;

export type KeyFileCopy = { path: string } & (
  | { state: 'good'; file: KeyFile }
  | { state: 'missing' }
  | { state: 'damaged' }
);

/** Every copy as it lies there. */
export const readKeyFiles = (paths: readonly string[]): KeyFileCopy[] => paths.map(readKeyFile);

/** The different good ones, newest first. More than one means a write was cut between the copies. */
export function goodKeyFiles(copies: readonly KeyFileCopy[]): KeyFile[] {
  const byContent = new Map(
    copies.flatMap((copy) => (copy.state === 'good' ? [[contentOf(copy.file), copy.file] as const] : [])),
  );
  return [...byContent.values()].toSorted((a, b) => b.body.epoch - a.body.epoch);
}

function readKeyFile(path: string): KeyFileCopy {
  if (!existsSync(path)) return { path, state: 'missing' };
  try {
    if (statSync(path).size > MAX_BYTES) return { path, state: 'damaged' };
    const { checksum, mac, ...body } = keyFileText.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (checksum !== checksumOf(body)) return { path, state: 'damaged' };
    return { path, state: 'good', file: { body, mac } };
  } catch (error) {
    // Unreadable is not damaged: a disk that answers EIO must not look like a file to be replaced.
    if (isSystemError(error)) throw error;
    return { path, state: 'damaged' };
  }
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Writes both copies, one after the other: at every moment one of them is whole. */
export function writeKeyFiles(paths: readonly string[], body: KeyFileBody, headerKey: Buffer): KeyFile {
  const file = { body: keyFileBody.parse(body), mac: macOf(body, headerKey) };
  for (const path of paths) writeKeyFile(path, file);
  return file;
}

export function writeKeyFile(path: string, { body, mac }: KeyFile): void {
  writeDurably(path, `${JSON.stringify({ ...body, checksum: checksumOf(body), mac }, null, 1)}\n`);
}

export function isAuthentic(file: KeyFile, headerKey: Buffer): boolean {
  return timingSafeEqual(Buffer.from(file.mac), Buffer.from(macOf(file.body, headerKey)));
}

/** The MAC alone is no sign: in a forged copy it was left as it was. */
export const isSameKeyFile = (a: KeyFile, b: KeyFile): boolean => contentOf(a) === contentOf(b);

export const newEmailSalt = (): string => randomBytes(16).toString('hex');

/**
 * Finds the slot of a typed e-mail. The file names nobody: whoever has it can test a guessed address, as at the sign-in screen,
 * but cannot list the staff.
 */
export const emailTag = (emailSalt: string, email: string): string =>
  createHmac('sha256', Buffer.from(emailSalt, 'hex'))
    .update(foldEmail(email))
    .digest()
    .subarray(0, 16)
    .toString('base64');

// The order of keys is the schema's, so that the same content always has the same text.
const canonical = (body: KeyFileBody): string => JSON.stringify(keyFileBody.parse(body));
const contentOf = ({ body, mac }: KeyFile): string => `${checksumOf(body)} ${mac}`;
const checksumOf = (body: KeyFileBody): string =>
  createHash('sha256').update(canonical(body)).digest('base64url');
const macOf = (body: KeyFileBody, headerKey: Buffer): string =>
  createHmac('sha256', headerKey).update('vault.keys 1\n').update(canonical(body)).digest('base64url');
