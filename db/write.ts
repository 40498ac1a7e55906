// THE write door: rows, outbox and audit change together in one BEGIN IMMEDIATE, or nothing does. It names no field of any feature.
import type { Statement } from 'better-sqlite3';
import { getTableColumns, getTableName, type InferInsertModel, type InferSelectModel } from 'drizzle-orm';
import type { AnySQLiteTable } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import { assert } from '../domain/failure.ts';
import type { RowChange } from '../domain/outbox.ts';
import type { Stamped, SyncedRow } from '../domain/row.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { appendAudit, type AuditSubject } from './audit.ts';
import { schemaVersionOfApp } from './migrate.ts';
import { type SyncedTables, syncedTables } from './schema/synced-tables.ts';
import { storageFailure } from './vault/storage-failure.ts';
import type { Vault } from './vault/vault.ts';

/** Who does what, when. `kind` is the use case (`appointments.book`): the mutation's kind and the audit's action. */
export type WriteContext = {
  userId: string | null;
  kind: string;
  nowMs: number;
  /** Defaults to UUIDv7; tests pass their own. */
  newId?: () => string;
};

type TableOf<Name extends SyncedTableName> = SyncedTables[Name];
type RowOf<Name extends SyncedTableName> = InferSelectModel<TableOf<Name>>;
type NewRowOf<Name extends SyncedTableName> = Omit<InferInsertModel<TableOf<Name>>, Stamped>;
type PatchOf<Name extends SyncedTableName> = Partial<Omit<RowOf<Name>, keyof SyncedRow>>;

/** What may be read with. A `Tx` is one too: reads that a decision depends on happen inside the write. */
export type Reader = Pick<Vault, 'db' | 'sqlite' | 'clinicId'>;

declare const inWrite: unique symbol;
/** Only the write door makes one: a function that takes a `Tx` cannot be called outside a transaction. */
export type Tx = Reader & {
  readonly [inWrite]: true;
  readonly userId: string | null;
  readonly deviceId: string;
  readonly nowMs: number;
  readonly newId: () => string;
  /** Adds a row and returns it stamped. */
  insert<Name extends SyncedTableName>(table: Name, row: NewRowOf<Name>): RowOf<Name>;
  /** Changes the fields of `patch` that really differ and returns the row as it is now. The row must exist. */
  update<Name extends SyncedTableName>(table: Name, id: string, patch: PatchOf<Name>): RowOf<Name>;
  /** Takes a row away (a tombstone in sync). Only for set-up rows that hold no history. */
  remove(table: SyncedTableName, id: string): void;
  find<Name extends SyncedTableName>(table: Name, id: string): RowOf<Name> | undefined;
  /** Says what the audit entry is about. Without it, the first row changed is the subject. */
  about(subject: AuditSubject): void;
};

/**
 * Runs `work` in one transaction and commits it, its outbox entry and its audit entry together.
 * Whatever `work` throws rolls everything back. A write that changed no row leaves no outbox entry, but is audited.
 */
export function write<Result>(vault: Vault, context: WriteContext, work: (tx: Tx) => Result): Result {
  const changes: RowChange[] = [];
  return inTransaction(vault, context, changes, work, () => {
    if (changes.length > 0) appendOutbox(vault, context, changes);
    return { changes };
  });
}

/**
 * Fills a clinic with many rows at once (demo clinic, CSV of thousands, seed). Audited as one entry with counts and without an
 * outbox entry each: a PC that is enrolled later sends its first snapshot whole.
 */
export function fill<Result>(vault: Vault, context: WriteContext, work: (tx: Tx) => Result): Result {
  const counts: Record<string, number> = {};
  const counter = { push: (change: RowChange) => (counts[change.table] = (counts[change.table] ?? 0) + 1) };
  return inTransaction(vault, context, counter, work, () => ({ changes: [], counts }));
}

declare const inLocalWrite: unique symbol;
/** A write to tables of this PC alone. Only `writeLocal` makes one. */
export type LocalTx = Pick<Reader, 'sqlite'> & { readonly [inLocalWrite]: true };

/**
 * A small durable write to a table of db/schema/local.ts (drafts): no outbox and no audit, because nothing of the clinic has changed
 * yet, and an entry for every pause in typing would drown the chain. Never for a table that travels.
 */
export function writeLocal<Result>({ sqlite, dataDir }: Vault, work: (tx: LocalTx) => Result): Result {
  assert(!sqlite.inTransaction, 'a write never runs inside another: pass the Tx on');
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = work({ sqlite } as LocalTx);
    assert(!(result instanceof Promise), 'a write is synchronous: await before it, never inside');
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    throw storageFailure(error, dataDir);
  }
}

type Collector = { push(change: RowChange): unknown };
type AuditDetail = { changes: RowChange[]; counts?: Record<string, number> };

function inTransaction<Result>(
  vault: Vault,
  context: WriteContext,
  collector: Collector,
  work: (tx: Tx) => Result,
  finish: () => AuditDetail,
): Result {
  const { sqlite } = vault;
  assert(!sqlite.inTransaction, 'a write never runs inside another: pass the Tx on');
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    let subject: AuditSubject | undefined;
    const tx = makeTx(vault, context, collector, (given) => (subject = given));
    const result = work(tx);
    assert(!(result instanceof Promise), 'a write is synchronous: await before it, never inside');
    const head = appendAudit(vault, context, { ...finish(), subject });
    sqlite.exec('COMMIT');
    vault.recordHead(head);
    return result;
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    throw storageFailure(error, vault.dataDir);
  }
}

function makeTx(vault: Vault, context: WriteContext, changes: Collector, about: Tx['about']): Tx {
  const { nowMs, newId = uuidv7 } = context;
  const stamped = { clinicId: vault.clinicId, createdAtMs: nowMs, updatedAtMs: nowMs, rowVersion: 0 };
  const find = (name: SyncedTableName, id: string) => {
    const row = statementsOf(vault, name).find.get(id) as Record<string, unknown> | undefined;
    return row && decode(syncedTables[name], row);
  };
  const tx = {
    db: vault.db,
    sqlite: vault.sqlite,
    clinicId: vault.clinicId,
    deviceId: vault.deviceId,
    userId: context.userId,
    nowMs,
    newId,
    about,
    find,
    insert(name: SyncedTableName, row: Record<string, unknown>) {
      const full = withNulls(name, { ...row, ...stamped });
      statementsOf(vault, name).insert.run(encode(syncedTables[name], full));
      changes.push({ table: name, id: String(row.id), op: 'insert', baseRowVersion: 0, fields: plain(row) });
      return full;
    },
    update(name: SyncedTableName, id: string, patch: Record<string, unknown>) {
      const before = find(name, id);
      assert(before, `${name} ${id} is changed, so it exists`);
      const fields = Object.fromEntries(
        Object.entries(patch).filter(([key, value]) => value !== undefined && !same(before[key], value)),
      );
      if (Object.keys(fields).length === 0) return before;
      const after: Record<string, unknown> = { ...before, ...fields, updatedAtMs: nowMs };
      updateStatement(vault, name, Object.keys(fields)).run(
        encode(syncedTables[name], { ...fields, updatedAtMs: nowMs, id }),
      );
      changes.push({
        table: name,
        id,
        op: 'update',
        baseRowVersion: Number(before.rowVersion),
        fields: plain(fields),
      });
      return after;
    },
    remove(name: SyncedTableName, id: string) {
      const before = find(name, id);
      assert(before, `${name} ${id} is taken away, so it exists`);
      statementsOf(vault, name).remove.run(id);
      changes.push({ table: name, id, op: 'remove', baseRowVersion: Number(before.rowVersion), fields: {} });
    },
  };
  // The one place where the generic rows above meet their types.
  return tx as unknown as Tx;
}

function appendOutbox(vault: Vault, context: WriteContext, changes: RowChange[]): void {
  const { take, append } = outboxStatements(vault);
  const { deviceSeq } = take.get() as { deviceSeq: number };
  const mutationId = (context.newId ?? uuidv7)();
  append.run(deviceSeq, mutationId, context.kind, schemaVersionOfApp, context.nowMs, JSON.stringify(changes));
}

// Statements are prepared once for a connection: an ad-hoc drizzle query costs about 145 µs, a prepared one 3.
type TableStatements = { find: Statement; insert: Statement; remove: Statement };
type Prepared = {
  tables: Map<string, TableStatements>;
  updates: Map<string, Statement>;
  outbox?: { take: Statement; append: Statement };
};
const preparedFor = new WeakMap<object, Prepared>();

function prepared(vault: Vault): Prepared {
  let statements = preparedFor.get(vault.sqlite);
  if (!statements) preparedFor.set(vault.sqlite, (statements = { tables: new Map(), updates: new Map() }));
  return statements;
}

function outboxStatements(vault: Vault) {
  return (prepared(vault).outbox ??= {
    take: vault.sqlite.prepare(
      'UPDATE device SET nextDeviceSeq = nextDeviceSeq + 1 RETURNING nextDeviceSeq - 1 AS deviceSeq',
    ),
    append: vault.sqlite.prepare(
      'INSERT INTO outbox (deviceSeq, mutationId, kind, schemaVersion, atMs, changes) VALUES (?, ?, ?, ?, ?, ?)',
    ),
  });
}

function statementsOf(vault: Vault, name: SyncedTableName): TableStatements {
  const { tables } = prepared(vault);
  let statements = tables.get(name);
  if (!statements) {
    const table = getTableName(syncedTables[name]);
    const columns = Object.keys(getTableColumns(syncedTables[name]));
    statements = {
      find: vault.sqlite.prepare(`SELECT * FROM "${table}" WHERE id = ?`),
      insert: vault.sqlite.prepare(
        `INSERT INTO "${table}" (${columns.map((c) => `"${c}"`).join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`,
      ),
      remove: vault.sqlite.prepare(`DELETE FROM "${table}" WHERE id = ?`),
    };
    tables.set(name, statements);
  }
  return statements;
}

function updateStatement(vault: Vault, name: SyncedTableName, fields: string[]): Statement {
  const { updates } = prepared(vault);
  const key = `${name}:${fields.join()}`;
  let statement = updates.get(key);
  if (!statement) {
    const columns = getTableColumns(syncedTables[name]);
    for (const field of fields) assert(field in columns, `${field} is a column of ${name}`);
    const sets = [...fields, 'updatedAtMs'].map((field) => `"${field}" = @${field}`).join(', ');
    statement = vault.sqlite.prepare(
      `UPDATE "${getTableName(syncedTables[name])}" SET ${sets} WHERE id = @id`,
    );
    updates.set(key, statement);
  }
  return statement;
}

type Column = { mapToDriverValue(value: unknown): unknown; mapFromDriverValue(value: unknown): unknown };
const columnsOf = (table: AnySQLiteTable) => getTableColumns(table) as Record<string, Column>;

function encode(table: AnySQLiteTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = columnsOf(table);
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      value === null ? null : (columns[key]?.mapToDriverValue(value) ?? null),
    ]),
  );
}

function decode(table: AnySQLiteTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = columnsOf(table);
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      value === null ? null : columns[key]?.mapFromDriverValue(value),
    ]),
  );
}

function withNulls(name: SyncedTableName, row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(getTableColumns(syncedTables[name])).map((key) => [key, row[key] ?? null]),
  );
}

const same = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
const plain = (fields: Record<string, unknown>) => JSON.parse(JSON.stringify(fields)) as RowChange['fields'];
