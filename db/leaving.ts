// A whole clinic going out and coming in: rows as they stand, table by table. It names no field; what a row must be is domain/synced.ts.
import type { Database } from 'better-sqlite3';
import { getTableName } from 'drizzle-orm';
import { assert } from '../domain/failure.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { syncedTables } from './schema/synced-tables.ts';
import { decodeRow, type Row } from './synced-rows.ts';
import type { Vault } from './vault/vault.ts';

type Connection = { sqlite: Database };

/** One snapshot for everything that is read until `work` ends: who goes on booking meanwhile changes nothing in it. */
export async function inSnapshot<Result>(sqlite: Database, work: () => Promise<Result>): Promise<Result> {
  assert(!sqlite.inTransaction, 'a snapshot has its own connection');
  sqlite.exec('BEGIN');
  try {
    return await work();
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  }
}

export const countRows = ({ sqlite }: Connection, name: SyncedTableName): number =>
  sqlite
    .prepare(`SELECT count(*) FROM "${getTableName(syncedTables[name])}"`)
    .pluck()
    .get() as number;

/** Every row of a table as its zod row is, by id. */
export function* rowsOfTable({ sqlite }: Connection, name: SyncedTableName): Generator<Row> {
  const rows = sqlite.prepare(`SELECT * FROM "${getTableName(syncedTables[name])}" ORDER BY id`).iterate();
  for (const row of rows) yield decodeRow(name, row as Row);
}

/** The trail as it stands, the oldest first. It is taken along to be read, never brought in: a chain belongs to its vault. */
export const auditRows = ({ sqlite }: Connection): IterableIterator<Row> =>
  sqlite.prepare('SELECT * FROM auditLog ORDER BY seq').iterate() as IterableIterator<Row>;

/** Numbers given from now on begin after those that came along. */
export function continueNumbers({ sqlite }: Pick<Vault, 'sqlite'>): void {
  const after = (table: string, column: string) =>
    `coalesce((SELECT max(CAST(substr("${column}", length(prefix) + 2) AS INTEGER)) FROM "${table}" WHERE "${column}" LIKE prefix || '-%'), 0) + 1`;
  sqlite
    .prepare(
      `UPDATE device SET nextRecordNumber = ${after('patients', 'recordNumber')}, nextReceiptNumber = ${after('receipts', 'receiptNumber')}`,
    )
    .run();
}
