// Puts an open vault together from its parts and takes it apart again. Knows the order of closing.
import { closeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { assert } from '../../domain/failure.ts';
import { checkpoint } from './checkpoint.ts';
import { type Held, hold } from './held.ts';
import { zeroKeyring, zeroKeys } from './key-derivation.ts';
import type { MarkFile } from './mark-file.ts';
import { deviceIdOf, factOf } from './meta-facts.ts';
import type { AuditHead, Vault, VaultKeys } from './vault.ts';

export function assembleVault(sqlite: Database, keys: VaultKeys, held: Held): Vault {
  const clinicId = factOf(sqlite, 'clinicId');
  const deviceId = deviceIdOf(sqlite);
  assert(clinicId && deviceId, 'create.ts writes the clinic and this PC before the vault is anywhere');
  const vault: Vault = {
    dataDir: held.paths.root,
    vaultId: held.keyFile.body.vaultId,
    clinicId,
    deviceId,
    keys,
    sqlite,
    db: drizzle(sqlite),
    recordHead: (head) => recordHead(held.mark, head),
    close() {
      if (!sqlite.open) return;
      try {
        checkpoint(vault);
      } finally {
        closeParts(sqlite, keys, held);
      }
    },
  };
  hold(vault, held);
  return vault;
}

/**
 * The change is committed and stays so whatever happens here: a mark that cannot be written is behind, and behind is no alarm. A disk
 * that goes on failing shows at the next checkpoint, which syncs the mark.
 */
function recordHead(mark: MarkFile, head: AuditHead): void {
  try {
    mark.record(head);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

/** Without a checkpoint: for a vault that could not be opened after all. The lock goes last. */
export function closeParts(sqlite: Database, keys: VaultKeys, held: Held): void {
  sqlite.close();
  if (held.pagesFd !== undefined) closeSync(held.pagesFd);
  held.mark.close();
  zeroKeys(keys);
  zeroKeyring(held.keyring);
  held.lock.release();
}
