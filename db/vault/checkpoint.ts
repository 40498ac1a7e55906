// Folds the WAL into the database, so that a lost or damaged WAL has little to take. When, is the session's: idle 30 s, lock, backup, close.
import { heldBy } from './held.ts';
import type { Vault } from './vault.ts';

/** How long nothing may have been written before the session asks for a checkpoint. */
export const CHECKPOINT_IDLE_MS = 30_000;

/** True when the WAL is empty now; false when a reader (a backup running) kept some of it back: ask again later. */
export function checkpoint(vault: Vault): boolean {
  const { mark } = heldBy(vault);
  const result = vault.sqlite.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
  mark.sync();
  return result[0].busy === 0;
}
