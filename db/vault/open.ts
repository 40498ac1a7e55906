// Opens the clinic's vault with a password or the recovery code: look first, touch after. A wrong password is never called damage, nor the reverse.
import { closeSync, openSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Refused } from '../../domain/failure.ts';
import { sweepUnfinishedFiles } from '../document-files.ts';
import { migrate, schemaVersionOfApp } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { write } from '../write.ts';
import { assembleVault, closeParts } from './assemble.ts';
import { machineUptimeMs, type Uptime } from './backoff.ts';
import { backUpBeforeMigration } from './backup.ts';
import { refuseVisibleDamage, VaultDamaged } from './damage.ts';
import { syncFolder } from './durable-file.ts';
import type { Held } from './held.ts';
import { keysOf, zeroKeyring, zeroKeys } from './key-derivation.ts';
import { isSameKeyFile, readKeyFiles, writeKeyFile } from './key-file.ts';
import { type FolderLock, lockFolder } from './lock-file.ts';
import { openMark } from './mark-file.ts';
import { numberFact, setFact } from './meta-facts.ts';
import { type VaultPaths, vaultPaths } from './paths.ts';
import { probeDatabase, type Probed } from './probe.ts';
import { finishRotation } from './rotate-swap.ts';
import { setAside } from './set-aside.ts';
import { storageFailure } from './storage-failure.ts';
import { copiesAgree, type Credentials, unlock, type Unlocked } from './unlock.ts';
import type { Vault, VaultKeys } from './vault.ts';

export type OpenVaultInput = {
  dataDir: string;
  credentials: Credentials;
  nowMs: number;
  /** Go on with what is there although changes are missing: only after the person was told how many and chose it. */
  goOnWithout?: 'missing_changes';
  uptimeMs?: Uptime;
};
export type HowToOpen = Pick<OpenVaultInput, 'dataDir' | 'nowMs' | 'goOnWithout'>;
export type OpenedVault = { vault: Vault; userId: string | null };

/**
 * Refused: `wrong_password`, `wrong_recovery_code`, `too_many_tries`, `vault_missing`, `vault_in_use`, `folder_read_only`, `disk_full`,
 * `vault_newer_than_app`, and `vault_damaged` as a `VaultDamaged` with a report. Until everything is proven, nothing is written but
 * the count of tries.
 */
export async function openVault(input: OpenVaultInput): Promise<OpenedVault> {
  const paths = vaultPaths(input.dataDir);
  refuseVisibleDamage(input.dataDir);
  refuseReadOnly(paths);
  const lock = lockFolder(paths.lock, paths.root);
  try {
    const unlocked = await unlock(
      { dataDir: input.dataDir },
      input.credentials,
      input.uptimeMs ?? machineUptimeMs,
    );
    return await openUnlocked(input, { paths, lock, unlocked });
  } catch (error) {
    lock.release();
    throw storageFailure(error, paths.root);
  }
}

export type Opening = { paths: VaultPaths; lock: FolderLock; unlocked: Unlocked };

/** From an opened key file on. The lock stays the caller's when it throws; the keyring is zeroed then. */
export async function openUnlocked(
  input: HowToOpen,
  { paths, lock, unlocked }: Opening,
): Promise<OpenedVault> {
  const { keyring, keyFile, userId } = unlocked;
  const keys = keysOf(keyring, keyFile.body.vaultId);
  try {
    finishRotation(paths, unlocked);
    const probed = probeDatabase(paths, keys, keyFile);
    refuseWrongHistory(input, probed, unlocked);
    if (probed.schemaVersion < schemaVersionOfApp) {
      await backUpBeforeMigration({ paths, keys, keyFile }, input.nowMs);
    }
    if (probed.historyDamage) setAside(paths, [paths.mark], input.nowMs);
    const vault = connect(probed, keys, { paths, lock, keyring, keyFile });
    try {
      afterOpening(vault, probed, { input, unlocked, paths });
    } catch (error) {
      vault.close();
      throw error;
    }
    return { vault, userId };
  } catch (error) {
    zeroKeys(keys);
    zeroKeyring(keyring);
    throw error;
  }
}

function refuseWrongHistory(
  { dataDir, goOnWithout }: HowToOpen,
  probed: Probed,
  { keyFile, userId }: Unlocked,
): void {
  // Somebody put an older key file back, in which a removed colleague may still have a slot. The recovery code may.
  if (keyFile.body.epoch < probed.keysEpoch && userId !== null)
    throw new VaultDamaged({ what: 'key_file' }, dataDir);
  if (probed.historyDamage && !goOnWithout) throw new VaultDamaged(probed.historyDamage, dataDir);
}

function connect(probed: Probed, keys: VaultKeys, parts: Omit<Held, 'mark'>): Vault {
  const sqlite: Database = openDatabase(parts.paths.database, keys.database, { existing: true });
  try {
    // The look before made the WAL's file; SQLite makes the name durable only of one it makes itself.
    syncFolder(parts.paths.folder);
    if (probed.schemaVersion < schemaVersionOfApp) migrate(sqlite);
    const { vaultId } = parts.keyFile.body;
    const mark = openMark(parts.paths.mark, keys.mark, { vaultId, head: probed.head });
    const held = { ...parts, mark };
    try {
      return assembleVault(sqlite, keys, held);
    } catch (error) {
      closeParts(sqlite, keys, held);
      throw error;
    }
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function afterOpening(
  vault: Vault,
  probed: Probed,
  opening: { input: HowToOpen; unlocked: Unlocked; paths: VaultPaths },
): void {
  const { input, unlocked, paths } = opening;
  const { keyFile, userId } = unlocked;
  if (!copiesAgree(paths, keyFile)) repairKeyFiles(paths, unlocked, input.nowMs);
  if (numberFact(vault.sqlite, 'keysEpoch') !== keyFile.body.epoch)
    setFact(vault.sqlite, 'keysEpoch', keyFile.body.epoch);
  sweepUnfinishedFiles(vault);
  if (!probed.historyDamage) return;
  const { what, missingChanges } = probed.historyDamage;
  const note = { what, missingChanges: missingChanges ?? 'unknown' };
  write(vault, { userId, kind: 'vault.goOnWithout', nowMs: input.nowMs }, (tx) =>
    tx.about({ entity: 'vault', note }),
  );
}

function repairKeyFiles(paths: VaultPaths, { keyFile }: Unlocked, nowMs: number): void {
  for (const copy of readKeyFiles(paths.keyFiles)) {
    if (copy.state === 'good' && isSameKeyFile(copy.file, keyFile)) continue;
    if (copy.state !== 'missing') setAside(paths, [copy.path], nowMs);
    writeKeyFile(copy.path, keyFile);
  }
}

/** Says so before a password is asked; SQLite would open a read-only folder half-way. */
function refuseReadOnly(paths: VaultPaths): void {
  for (const path of [paths.tries, ...paths.keyFiles.slice(0, 1), paths.database]) {
    try {
      closeSync(openSync(path, path === paths.tries ? 'a' : 'r+'));
    } catch (error) {
      const failure = storageFailure(error, paths.root);
      if (failure instanceof Refused) throw failure;
    }
  }
}
