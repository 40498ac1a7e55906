// Looks into the database before anything writes to it: is it ours, whole, not newer than the app, and as long as the mark says?
import { existsSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Refused } from '../../domain/failure.ts';
import { auditHead } from '../audit.ts';
import { schemaVersionOf, schemaVersionOfApp } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { type Damage, VaultDamaged } from './damage.ts';
import type { KeyFile } from './key-file.ts';
import { type MarkFound, readMark } from './mark-file.ts';
import { factOf, numberFact } from './meta-facts.ts';
import { isOurDatabase, PAGE_BYTES } from './page-hmac.ts';
import type { VaultPaths } from './paths.ts';
import { isDamage } from './storage-failure.ts';
import type { AuditHead, VaultKeys } from './vault.ts';

export type Probed = {
  head: AuditHead;
  schemaVersion: number;
  /** Of the newest key file the database has seen. */
  keysEpoch: number;
  /** What is wrong with its history; opening goes on only when the caller was told and says so. */
  historyDamage?: Omit<Damage, 'code'>;
};

/**
 * Read-only, so that the WAL stays as it is: closing a writing connection folds its readable part in and deletes the rest, and with
 * it what could still be saved.
 */
export function probeDatabase(paths: VaultPaths, keys: VaultKeys, keyFile: KeyFile): Probed {
  const { vaultId } = keyFile.body;
  const damaged = (damage: Omit<Damage, 'code'>) => new VaultDamaged(damage, paths.root);
  let sqlite: Database;
  try {
    sqlite = openDatabase(paths.database, keys.database, { existing: true, readonly: true });
  } catch (error) {
    if (!isDamage(error)) throw error;
    // A stump tells nothing about whose it was.
    const isStump = statSync(paths.database).size < PAGE_BYTES;
    throw damaged({
      what: isStump || isOurDatabase(paths.database, keys.database) ? 'database' : 'foreign_vault',
    });
  }
  try {
    if (factOf(sqlite, 'vaultId') !== vaultId) throw damaged({ what: 'foreign_vault' });
    const schemaVersion = schemaVersionOf(sqlite);
    if (schemaVersion > schemaVersionOfApp) {
      throw new Refused({
        code: 'vault_newer_than_app',
        vaultSchema: schemaVersion,
        appSchema: schemaVersionOfApp,
      });
    }
    if (isShort(sqlite, paths)) throw damaged({ what: 'database' });
    const historyDamage = compareWithMark(sqlite, readMark(paths.mark, keys.mark, vaultId));
    return {
      head: auditHead({ sqlite }),
      schemaVersion,
      keysEpoch: numberFact(sqlite, 'keysEpoch'),
      ...(historyDamage && { historyDamage }),
    };
  } catch (error) {
    throw isDamage(error) ? damaged({ what: 'database' }) : error;
  } finally {
    sqlite.close();
  }
}

/** A file cut short; with a WAL its pages may still be there, and SQLite looks itself. */
function isShort(sqlite: Database, { database, wal }: VaultPaths): boolean {
  const hasWal = existsSync(wal) && statSync(wal).size > 0;
  const pages = sqlite.pragma('page_count', { simple: true }) as number;
  return !hasWal && statSync(database).size !== pages * PAGE_BYTES;
}

/** The database may be ahead of the mark (a power cut), never behind it. */
function compareWithMark(sqlite: Database, mark: MarkFound): Omit<Damage, 'code'> | undefined {
  if (mark.state !== 'found') return { what: 'changes_missing' };
  const head = auditHead({ sqlite });
  if (head.seq < mark.head.seq) return { what: 'changes_missing', missingChanges: mark.head.seq - head.seq };
  if (mark.head.seq === 0) return undefined;
  const at = sqlite.prepare('SELECT mac FROM auditLog WHERE seq = ?').get(mark.head.seq) as
    | { mac: string }
    | undefined;
  return at?.mac === mark.head.mac ? undefined : { what: 'audit_chain' };
}
