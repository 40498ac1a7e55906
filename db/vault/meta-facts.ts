// Single facts the vault keeps inside its database: whose it is and the newest key file it has seen.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

type Fact = 'vaultId' | 'clinicId' | 'keysEpoch' | 'lastDrillAtMs' | 'lastFullCheckAtMs';

export function factOf(sqlite: Database, fact: Fact): string | undefined {
  const row = sqlite.prepare('SELECT value FROM meta WHERE key = ?').get(fact) as
    | { value: string }
    | undefined;
  return row?.value;
}

/** One statement, its own transaction: facts of this PC are no clinic data and leave no outbox entry. */
export function setFact(sqlite: Database, fact: Fact, value: string | number): void {
  sqlite
    .prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(fact, String(value));
}

export const numberFact = (sqlite: Database, fact: Fact): number =>
  z.coerce.number().int().catch(0).parse(factOf(sqlite, fact));

/** This PC's id, from its one device row. */
export const deviceIdOf = (sqlite: Database): string | undefined =>
  (sqlite.prepare('SELECT id FROM device LIMIT 1').get() as { id: string } | undefined)?.id;
