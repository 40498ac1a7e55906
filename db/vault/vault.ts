// What an open vault is: the keyed connection and the keys derived from the vault key. How it is opened is open.ts.
import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { Refused } from '../../domain/failure.ts';

/** 32 bytes each, HKDF-SHA256 of the vault key. Zeroed on close. */
export type VaultKeys = { database: Buffer; audit: Buffer; header: Buffer; mark: Buffer };

/** The newest entry of the audit chain: the high-water mark, backup manifests and day-close prints carry it. */
export type AuditHead = { seq: number; mac: string };

export type Vault = {
  readonly dataDir: string;
  readonly vaultId: string;
  readonly clinicId: string;
  readonly deviceId: string;
  readonly keys: VaultKeys;
  /** Keyed connection, pragmas asserted. Only db/ touches it. */
  readonly sqlite: Database;
  readonly db: BetterSQLite3Database;
  /** Puts the head into the high-water-mark file. Called by the write door after each commit. */
  recordHead(head: AuditHead): void;
  /** Checkpoints, zeroes the keys, closes. Idempotent. */
  close(): void;
};

/**
 * What a call that awaited something ends with when the clinic was closed meanwhile (sign-out, deep lock): a closed connection and zeroed
 * keys refuse in many words, and none of them is a bug.
 */
export const endedByClosing = ({ sqlite }: Vault, error: unknown): unknown =>
  sqlite.open || error instanceof Refused ? error : new Refused({ code: 'locked' });
