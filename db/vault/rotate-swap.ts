// The last step of a key rotation, also after a kill: which of two database files belongs to the key file. Holds no way to make one.
import { existsSync, rmSync } from 'node:fs';
import { renameDurably } from './durable-file.ts';
import { deriveKey } from './key-derivation.ts';
import { isOurDatabase } from './page-hmac.ts';
import type { VaultPaths } from './paths.ts';
import type { Unlocked } from './unlock.ts';

/**
 * The key file is the commit point of a rotation. A copy under its vault key takes the old database's place; a copy under a key that
 * never came into the key file is nothing but a copy and goes.
 */
export function finishRotation(paths: VaultPaths, { keyring, keyFile }: Unlocked): void {
  if (!existsSync(paths.nextDatabase)) return;
  const key = deriveKey(keyring.vaultKey, keyFile.body.vaultId, 'database');
  try {
    const swap = isOurDatabase(paths.nextDatabase, key) && !isOurDatabase(paths.database, key);
    if (swap) renameDurably(paths.nextDatabase, paths.database);
    else rmSync(paths.nextDatabase, { force: true });
  } finally {
    key.fill(0);
  }
}
