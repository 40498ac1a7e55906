// The full check of a vault: every page, SQLite's own checks, the audit chain, the mark. Says what it found; repairs nothing.
import { openSync } from 'node:fs';
import { Refused } from '../../domain/failure.ts';
import { machineUptimeMs, type Uptime } from './backoff.ts';
import { checkpoint } from './checkpoint.ts';
import { type Damage, refuseVisibleDamage } from './damage.ts';
import { heldBy } from './held.ts';
import { inWorker } from './in-worker.ts';
import { keysOf, zeroKeyring, zeroKeys } from './key-derivation.ts';
import { lockFolder } from './lock-file.ts';
import { numberFact, setFact } from './meta-facts.ts';
import { vaultPaths } from './paths.ts';
import { probeDatabase } from './probe.ts';
import type { ProvenFile } from './prove-file.ts';
import { type Credentials, unlock } from './unlock.ts';
import type { Vault } from './vault.ts';

/**
 * Weekly, while people work. Empty `faults`: all is well. Refused `busy` when somebody writes without a pause or the vault was locked
 * meanwhile: try again later.
 */
export async function verifyOpenVault(vault: Vault, { nowMs }: { nowMs: number }): Promise<ProvenFile> {
  const held = heldBy(vault);
  const { database: path } = held.paths;
  if (!checkpoint(vault)) throw new Refused({ code: 'busy' });
  const fd = (held.pagesFd ??= openSync(path, 'r'));
  const { database: key, audit: auditKey } = vault.keys;
  const proven = await inWorker({ task: 'proveOpenFile', path, key, auditKey, fd });
  if (!vault.sqlite.open || proven.faults.includes('busy')) throw new Refused({ code: 'busy' });
  if (proven.faults.length === 0) setFact(vault.sqlite, 'lastFullCheckAtMs', nowMs);
  return proven;
}

/** For `isFullCheckDue` of backup-schedule.ts; 0 when there was none. */
export const lastFullCheckAtMs = (vault: Vault): number => numberFact(vault.sqlite, 'lastFullCheckAtMs');

export type ClosedVaultReport = ProvenFile & { historyDamage?: Omit<Damage, 'code'> };

/** From the command line, with nobody at the vault. Writes nothing but the count of tries. Refused as `openVault`. */
export async function verifyClosedVault(
  dataDir: string,
  credentials: Credentials,
  uptimeMs: Uptime = machineUptimeMs,
): Promise<ClosedVaultReport> {
  const paths = vaultPaths(dataDir);
  refuseVisibleDamage(dataDir);
  const lock = lockFolder(paths.lock, paths.root);
  try {
    const { keyring, keyFile } = await unlock({ dataDir }, credentials, uptimeMs);
    const keys = keysOf(keyring, keyFile.body.vaultId);
    try {
      const { historyDamage } = probeDatabase(paths, keys, keyFile);
      const proven = await inWorker({
        task: 'proveFile',
        path: paths.database,
        key: keys.database,
        auditKey: keys.audit,
      });
      return { ...proven, ...(historyDamage && { historyDamage }) };
    } finally {
      zeroKeys(keys);
      zeroKeyring(keyring);
    }
  } finally {
    lock.release();
  }
}
