// Tries a restore out, by itself, in a folder of its own: a backup nobody ever restored is a hope. Touches neither vault nor backup.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '../../domain/failure.ts';
import { auditHead } from '../audit.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { write } from '../write.ts';
import { type BackupFile, readManifest } from './backup-files.ts';
import { lastProvenBackup } from './backup.ts';
import { heldBy } from './held.ts';
import { numberFact, setFact } from './meta-facts.ts';
import { faultsOfBackup } from './prove-backup.ts';
import { storageFailure } from './storage-failure.ts';
import type { Vault, VaultKeys } from './vault.ts';

export type DrillResult = { backup: BackupFile; faults: string[] };

/** Refused `not_found {backup}` when there is none, `disk_full`. With faults the backup is bad: make a new one at once. */
export async function runRestoreDrill(
  vault: Vault,
  by: { nowMs: number; userId: string | null },
): Promise<DrillResult> {
  const { root } = heldBy(vault).paths;
  const backup = lastProvenBackup(vault);
  if (!backup) throw new Refused({ code: 'not_found', subject: 'backup' });
  const folder = join(root, 'drill');
  const keys = {
    ...vault.keys,
    database: Buffer.from(vault.keys.database),
    audit: Buffer.from(vault.keys.audit),
  };
  let faults: string[];
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const copy = join(folder, 'clinic.db');
    copyFileSync(backup.path, copy);
    faults = await faultsOfCopy(copy, backup, keys);
  } catch (error) {
    throw storageFailure(error, root);
  } finally {
    keys.database.fill(0);
    keys.audit.fill(0);
    rmSync(folder, { recursive: true, force: true });
  }
  if (vault.sqlite.open) noteResult(vault, faults, by);
  return { backup, faults };
}

async function faultsOfCopy(copy: string, backup: BackupFile, keys: VaultKeys): Promise<string[]> {
  const manifest = readManifest(backup.path);
  if (!manifest) return ['its manifest is gone'];
  const faults = await faultsOfBackup(copy, manifest, keys);
  if (faults.length > 0) return faults;
  // As a restore would: into WAL mode, under this app's schema, with its history.
  const sqlite = openDatabase(copy, keys.database, { existing: true });
  try {
    migrate(sqlite);
    return auditHead({ sqlite }).mac === manifest.auditHead.mac
      ? []
      : ['its history changed while it was opened'];
  } finally {
    sqlite.close();
  }
}

function noteResult(
  vault: Vault,
  faults: string[],
  { nowMs, userId }: { nowMs: number; userId: string | null },
): void {
  if (faults.length === 0) setFact(vault.sqlite, 'lastDrillAtMs', nowMs);
  const note = { isGood: faults.length === 0 };
  write(vault, { userId, kind: 'vault.restoreDrill', nowMs }, (tx) => tx.about({ entity: 'vault', note }));
}

/** For `isDrillDue` of backup-schedule.ts; 0 when there was none. */
export const lastDrillAtMs = (vault: Vault): number => numberFact(vault.sqlite, 'lastDrillAtMs');
