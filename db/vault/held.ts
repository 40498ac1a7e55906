// What an open vault holds besides its public face: the keyring, the lock, the mark. Only db/vault reads it; never a log or a screen.
import { assert } from '../../domain/failure.ts';
import type { VaultKeyring } from './key-derivation.ts';
import type { KeyFile } from './key-file.ts';
import type { FolderLock } from './lock-file.ts';
import type { MarkFile } from './mark-file.ts';
import type { VaultPaths } from './paths.ts';
import type { Vault } from './vault.ts';

export type Held = {
  readonly paths: VaultPaths;
  readonly keyring: VaultKeyring;
  /** A rotation hands it on to the vault that follows. */
  lock: FolderLock;
  readonly mark: MarkFile;
  /** As it lies on disk. */
  keyFile: KeyFile;
  /**
   * A handle for reading the database's pages while it is open. It stays open as long as the vault: closing any handle of the file
   * would drop SQLite's POSIX locks on it.
   */
  pagesFd?: number;
};

const heldByVault = new WeakMap<Vault, Held>();

export const hold = (vault: Vault, held: Held): void => void heldByVault.set(vault, held);

export function heldBy(vault: Vault): Held {
  const held = heldByVault.get(vault);
  assert(held, 'the vault was opened by open.ts or create.ts');
  assert(vault.sqlite.open, 'the vault is open');
  return held;
}
