// Finds, adds, changes and takes away one row of a synced table by its name, with statements prepared once for a connection. It names no
// field, begins no transaction and writes no outbox: only the write door writes through it.
import type { Statement } from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { AnySQLiteTable } from 'drizzle-orm/sqlite-core';
import { assert } from '../domain/failure.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { syncedTables } from './schema/synced-tables.ts';
import type { Vault } from './vault/vault.ts';

export type Row = Record<string, unknown>;
type Connection = Pick<Vault, 'sqlite'>;

export function findRow(vault: Connection, name: SyncedTableName, id: string): Row | undefined {
  const row = statementsOf(vault, name).find.get(id) as Row | undefined;
  return row && decode(syncedTables[name], row);
}

/** A row of the file as its zod row is. */
export const decodeRow = (name: SyncedTableName, row: Row): Row => decode(syncedTables[name], row);

/** `row` has every column. */
export function insertRow(vault: Connection, name: SyncedTableName, row: Row): void {
  statementsOf(vault, name).insert.run(encode(syncedTables[name], row));
}

/** `fields` are the columns to set. */
export function updateRow(vault: Connection, name: SyncedTableName, id: string, fields: Row): void {
  updateOf(vault, name, Object.keys(fields)).run(encode(syncedTables[name], { ...fields, id }));
}

export function removeRow(vault: Connection, name: SyncedTableName, id: string): void {
  statementsOf(vault, name).remove.run(id);
}

/** The row with null in every column it does not say. */
export const withNulls = (name: SyncedTableName, row: Row): Row =>
  Object.fromEntries(Object.keys(columnsOf(syncedTables[name])).map((key) => [key, row[key] ?? null]));

type TableStatements = Record<'find' | 'insert' | 'remove', Statement> & { updates: Map<string, Statement> };
const statementsFor = new WeakMap<object, Map<SyncedTableName, TableStatements>>();

function statementsOf({ sqlite }: Connection, name: SyncedTableName): TableStatements {
  let tables = statementsFor.get(sqlite);
  if (!tables) statementsFor.set(sqlite, (tables = new Map()));
  let statements = tables.get(name);
  if (!statements) {
    const table = getTableName(syncedTables[name]);
    const columns = Object.keys(columnsOf(syncedTables[name]));
    const names = columns.map((column) => `"${column}"`).join(', ');
    const values = columns.map((column) => `@${column}`).join(', ');
    statements = {
      find: sqlite.prepare(`SELECT * FROM "${table}" WHERE id = ?`),
      insert: sqlite.prepare(`INSERT INTO "${table}" (${names}) VALUES (${values})`),
      remove: sqlite.prepare(`DELETE FROM "${table}" WHERE id = ?`),
      updates: new Map(),
    };
    tables.set(name, statements);
  }
  return statements;
}

function updateOf(vault: Connection, name: SyncedTableName, fields: string[]): Statement {
  const { updates } = statementsOf(vault, name);
  const key = fields.join();
  let statement = updates.get(key);
  if (!statement) {
    const columns = columnsOf(syncedTables[name]);
    for (const field of fields) assert(field in columns, `${field} is a column of ${name}`);
    const sets = fields.map((field) => `"${field}" = @${field}`).join(', ');
    statement = vault.sqlite.prepare(
      `UPDATE "${getTableName(syncedTables[name])}" SET ${sets} WHERE id = @id`,
    );
    updates.set(key, statement);
  }
  return statement;
}

type Column = { mapToDriverValue(value: unknown): unknown; mapFromDriverValue(value: unknown): unknown };
const columnsOf = (table: AnySQLiteTable) => getTableColumns(table) as Record<string, Column>;

const encode = (table: AnySQLiteTable, row: Row): Row =>
  mapped(table, row, (column, value) => column.mapToDriverValue(value));
const decode = (table: AnySQLiteTable, row: Row): Row =>
  mapped(table, row, (column, value) => column.mapFromDriverValue(value));

function mapped(table: AnySQLiteTable, row: Row, map: (column: Column, value: unknown) => unknown): Row {
  const columns = columnsOf(table);
  const result: Row = {};
  for (const [key, value] of Object.entries(row)) {
    const column = columns[key];
    assert(column, `${key} is a column of ${getTableName(table)}`);
    result[key] = value === null ? null : map(column, value);
  }
  return result;
}
