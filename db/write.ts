// THE write door: rows, outbox and audit change together in one BEGIN IMMEDIATE, or nothing does. It names no field of any feature.
import type { InferInsertModel, InferSelectModel } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { assert } from '../domain/failure.ts';
import type { RowChange } from '../domain/outbox.ts';
import type { Stamped, SyncedRow } from '../domain/row.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { appendAudit, type AuditSubject } from './audit.ts';
import { schemaVersionOfApp } from './migrate.ts';
import { prepared } from './prepared.ts';
import type { SyncedTables } from './schema/synced-tables.ts';
import { findRow, insertRow, type Row, removeRow, updateRow, withNulls } from './synced-rows.ts';
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
  /** Stamps a row as changed now because rows that belong to it changed: whoever looked at it before is told. */
  touch<Name extends SyncedTableName>(table: Name, id: string): RowOf<Name>;
  /** Takes a row away (a tombstone in sync). Only for rows that hold no history, or whose history is kept elsewhere. */
  remove(table: SyncedTableName, id: string): void;
  find<Name extends SyncedTableName>(table: Name, id: string): RowOf<Name> | undefined;
  /**
   * Says what the audit entry is about. Without it, the first row changed is the subject. Each of `others` has an entry of its own beside
   * it, so that the trail of every patient concerned tells what happened.
   */
  about(subject: AuditSubject, ...others: AuditSubject[]): void;
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

/**
 * Brings in whole rows as they stood elsewhere, stamps and all, into a vault that nobody works in yet (the import of an export). Audited as
 * one entry with counts, as `fill`.
 */
export function bringIn(
  vault: Vault,
  context: WriteContext,
  rows: readonly { table: SyncedTableName; row: Row }[],
): void {
  const counts: Record<string, number> = {};
  inTransaction(
    vault,
    context,
    { push: () => assert(false, 'rows are brought in as they are') },
    () => {
      for (const { table, row } of rows) {
        assert(row.clinicId === vault.clinicId, 'a row that is brought in is of this clinic');
        insertRow(vault, table, withNulls(table, row));
        counts[table] = (counts[table] ?? 0) + 1;
      }
    },
    () => ({ changes: [], counts }),
  );
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
    let alsoAbout: AuditSubject[] = [];
    const tx = makeTx(vault, context, collector, (given, ...others) => {
      subject = given;
      alsoAbout = others;
    });
    const result = work(tx);
    assert(!(result instanceof Promise), 'a write is synchronous: await before it, never inside');
    let head = appendAudit(vault, context, { ...finish(), subject });
    for (const other of alsoAbout) head = appendAudit(vault, context, { changes: [], subject: other });
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
  const find = (name: SyncedTableName, id: string) => findRow(vault, name, id);
  const existing = (name: SyncedTableName, id: string): Row => {
    const row = find(name, id);
    assert(row, `${name} ${id} is changed, so it exists`);
    return row;
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
    insert(name: SyncedTableName, row: Row) {
      const full = withNulls(name, { ...row, ...stamped });
      insertRow(vault, name, full);
      // What is not said is null on the other side too.
      changes.push({ table: name, id: String(row.id), op: 'insert', baseRowVersion: 0, fields: said(row) });
      return full;
    },
    update(name: SyncedTableName, id: string, patch: Row) {
      const before = existing(name, id);
      const differs = ([key, value]: [string, unknown]) => value !== undefined && !same(before[key], value);
      const fields = Object.fromEntries(Object.entries(patch).filter(differs));
      if (Object.keys(fields).length === 0) return before;
      updateRow(vault, name, id, { ...fields, updatedAtMs: nowMs });
      const baseRowVersion = Number(before.rowVersion);
      changes.push({ table: name, id, op: 'update', baseRowVersion, fields: plain(fields) });
      return { ...before, ...fields, updatedAtMs: nowMs };
    },
    touch(name: SyncedTableName, id: string) {
      const before = existing(name, id);
      if (before['updatedAtMs'] === nowMs) return before;
      updateRow(vault, name, id, { updatedAtMs: nowMs });
      changes.push({
        table: name,
        id,
        op: 'update',
        baseRowVersion: Number(before['rowVersion']),
        fields: {},
      });
      return { ...before, updatedAtMs: nowMs };
    },
    remove(name: SyncedTableName, id: string) {
      const baseRowVersion = Number(existing(name, id).rowVersion);
      removeRow(vault, name, id);
      changes.push({ table: name, id, op: 'remove', baseRowVersion, fields: {} });
    },
  };
  // The one place where the generic rows above meet their types.
  return tx as unknown as Tx;
}

function appendOutbox(vault: Vault, context: WriteContext, changes: RowChange[]): void {
  const { deviceSeq } = prepared(vault, TAKE_DEVICE_SEQ).get() as { deviceSeq: number };
  const mutationId = (context.newId ?? uuidv7)();
  const row = [
    deviceSeq,
    mutationId,
    context.kind,
    schemaVersionOfApp,
    context.nowMs,
    JSON.stringify(changes),
  ];
  prepared(vault, APPEND_OUTBOX).run(row);
}
const TAKE_DEVICE_SEQ =
  'UPDATE device SET nextDeviceSeq = nextDeviceSeq + 1 RETURNING nextDeviceSeq - 1 AS deviceSeq';
const APPEND_OUTBOX =
  'INSERT INTO outbox (deviceSeq, mutationId, kind, schemaVersion, atMs, changes) VALUES (?, ?, ?, ?, ?, ?)';

const same = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
const plain = (fields: Row) => JSON.parse(JSON.stringify(fields)) as RowChange['fields'];
const said = (row: Row) =>
  plain(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
