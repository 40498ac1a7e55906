// Brings a database file to this app's schema. Backups before it and the decision to run it are the vault's.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate as runMigrations } from 'drizzle-orm/better-sqlite3/migrator';
import { assert } from '../domain/failure.ts';
import journal from './migrations/meta/_journal.json' with { type: 'json' };

/** How many migrations this app knows; a file with more was written by a newer app. */
export const schemaVersionOfApp: number = journal.entries.length;

/** How many migrations the file has seen; 0 for a new one. */
export function schemaVersionOf(sqlite: Database): number {
  const known = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!known) return 0;
  return (sqlite.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get() as { n: number }).n;
}

/** Runs what is missing, in one transaction: a killed migration leaves the old schema. */
export function migrate(sqlite: Database): void {
  runMigrations(drizzle(sqlite), { migrationsFolder: migrationsFolder() });
}

// Run from source this file lies beside the folder; bundled it lies in out/main and the folder is packed at db/migrations.
function migrationsFolder(): string {
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) {
    const candidate = join(dir, 'db', 'migrations');
    if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
    assert(dir !== dirname(dir), 'the migrations are shipped with the app');
  }
}
