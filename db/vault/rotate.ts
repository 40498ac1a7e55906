// Gives the vault a new key when there is cause (somebody left who may have kept a copy): copy → rekey the copy → verify → swap.
import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { assert } from '../../domain/failure.ts';
import { auditHead } from '../audit.ts';
import { write } from '../write.ts';
import { backUpNow } from './backup.ts';
import { checkpoint } from './checkpoint.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import { heldBy } from './held.ts';
import { inWorker } from './in-worker.ts';
import {
  deriveKey,
  keysOf,
  unprintable,
  type VaultKeyring,
  zeroKeyring,
  zeroKeys,
} from './key-derivation.ts';
import { type KeyFile, type KeyFileBody, writeKeyFiles } from './key-file.ts';
import { sealVaultKeyInto } from './keyslots.ts';
import { openUnlocked } from './open.ts';
import type { VaultPaths } from './paths.ts';
import { storageFailure } from './storage-failure.ts';
import { sealRetired, type Unlocked } from './unlock.ts';
import type { AuditHead, Vault } from './vault.ts';

/**
 * Closes the given vault and returns a new one. Nobody types a password: the slots' public keys take the new key. A kill at any moment
 * leaves the old vault or the new one; when it throws, the vault is closed and opens as before.
 *
 * Backups made before stay readable to whoever could read them: their keys are kept sealed, not destroyed.
 */
export async function rotateVaultKey(
  vault: Vault,
  { nowMs, userId }: { nowMs: number; userId: string | null },
): Promise<Vault> {
  await backUpNow(vault, { kind: 'before-rotation', nowMs, userId });
  const held = heldBy(vault);
  const { paths, keyFile, lock } = held;
  const vaultId = vault.vaultId;
  assert(checkpoint(vault), 'nothing else reads the database during a rotation');
  const keyring = nextKeyring(held.keyring);
  const head = auditHead(vault);
  // The new vault goes on under the same lock: nobody gets in between.
  held.lock = { release: () => undefined };
  vault.close();
  try {
    await writeNextDatabase(paths, { keyring, vaultId, head });
    const body = nextBody(keyFile.body, keyring);
    const next: Unlocked = { keyring, keyFile: writeSigned(paths, body, keyring), userId };
    // From here on the new key is the vault's; opening swaps the database, now or after a kill.
    const opened = await openUnlocked({ dataDir: paths.root, nowMs }, { paths, lock, unlocked: next });
    const note = { generation: keyring.generation };
    write(opened.vault, { userId, kind: 'vault.rotateKey', nowMs }, (tx) =>
      tx.about({ entity: 'vault', note }),
    );
    return opened.vault;
  } catch (error) {
    zeroKeyring(keyring);
    lock.release();
    throw storageFailure(error, paths.root);
  }
}

function nextKeyring({ vaultKey, generation, retired }: VaultKeyring): VaultKeyring {
  const kept = [...retired].map(([of, key]): [number, Buffer] => [of, Buffer.from(key)]);
  return unprintable({
    vaultKey: randomBytes(32),
    generation: generation + 1,
    retired: new Map([...kept, [generation, Buffer.from(vaultKey)]]),
  });
}

function nextBody(body: KeyFileBody, keyring: VaultKeyring): KeyFileBody {
  const home = { vaultId: body.vaultId, generation: keyring.generation };
  return {
    ...body,
    ...home,
    epoch: body.epoch + 1,
    slots: body.slots.map((slot) => sealVaultKeyInto(slot, home, keyring.vaultKey)),
    retired: sealRetired(keyring, body.vaultId),
  };
}

function writeSigned(paths: VaultPaths, body: KeyFileBody, { vaultKey }: VaultKeyring): KeyFile {
  const headerKey = deriveKey(vaultKey, body.vaultId, 'header');
  try {
    return writeKeyFiles(paths.keyFiles, body, headerKey);
  } finally {
    headerKey.fill(0);
  }
}

type Rotation = { keyring: VaultKeyring; vaultId: string; head: AuditHead };

async function writeNextDatabase(paths: VaultPaths, { keyring, vaultId, head }: Rotation): Promise<void> {
  const oldVaultKey = keyring.retired.get(keyring.generation - 1);
  assert(oldVaultKey, 'the key in use until now is kept');
  const oldKey = deriveKey(oldVaultKey, vaultId, 'database');
  const keys = keysOf(keyring, vaultId);
  const path = paths.nextDatabase;
  try {
    copyFileSync(paths.database, path);
    await inWorker({ task: 'rekeyCopy', path, oldKey, newKey: keys.database });
    const { faults, content } = await inWorker({
      task: 'proveFile',
      path,
      key: keys.database,
      auditKey: keys.audit,
    });
    assert(faults.length === 0 && content, `the rekeyed copy is whole: ${faults.join('; ')}`);
    assert(content.auditHead.mac === head.mac, 'the rekeyed copy has the whole history');
    syncFile(path);
    syncFolder(paths.folder);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    oldKey.fill(0);
    zeroKeys(keys);
  }
}
