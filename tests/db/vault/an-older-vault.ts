// A vault as an earlier version left it: the first migration only, made by the same migrator from the same files.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { schemaVersionOf } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/open-database.ts';
import { openMark } from '../../../db/vault/mark-file.ts';
import { setFact } from '../../../db/vault/meta-facts.ts';
import { vaultPaths } from '../../../db/vault/paths.ts';
import { aVault, open, type VaultFolder } from './a-vault.ts';

/** The audit log must be in it: that is as old as a vault can be. */
const MIGRATIONS_THEN = 2;

export type OlderVault = VaultFolder & { schemaVersion: number; schemaVersionIn(dataDir: string): number };

export async function anOlderVault(): Promise<OlderVault> {
  const at = await aVault();
  const vault = await open(at);
  const keys = { database: Buffer.from(vault.keys.database), mark: Buffer.from(vault.keys.mark) };
  const { vaultId, clinicId, deviceId } = vault;
  vault.close();
  rmSync(at.database);
  rmSync(at.mark);
  const sqlite = openDatabase(at.database, keys.database);
  const folder = firstMigrations();
  migrate(drizzle(sqlite), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
  setFact(sqlite, 'vaultId', vaultId);
  setFact(sqlite, 'clinicId', clinicId);
  setFact(sqlite, 'keysEpoch', 1);
  sqlite
    .prepare("INSERT INTO device (id, prefix, nextDeviceSeq, nextRecordNumber) VALUES (?, 'A', 1, 1)")
    .run(deviceId);
  sqlite.close();
  openMark(at.mark, keys.mark, { vaultId, head: { seq: 0, mac: '' } }).close();
  const schemaVersionIn = (dataDir: string) => {
    const copy = openDatabase(vaultPaths(dataDir).database, keys.database, {
      existing: true,
      readonly: true,
    });
    try {
      return schemaVersionOf(copy);
    } finally {
      copy.close();
    }
  };
  return { ...at, schemaVersion: MIGRATIONS_THEN, schemaVersionIn };
}

function firstMigrations(): string {
  const all = join(import.meta.dirname, '..', '..', '..', 'db', 'migrations');
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-migrations-'));
  mkdirSync(join(folder, 'meta'));
  const journal = JSON.parse(readFileSync(join(all, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  const entries = journal.entries.slice(0, MIGRATIONS_THEN);
  for (const { tag } of entries) cpSync(join(all, `${tag}.sql`), join(folder, `${tag}.sql`));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
  return folder;
}
