// The column words of the schema for Postgres (`postgres` condition of `#columns`). Same words as columns.sqlite.ts.
// It knows storage, never what a value means.
import {
  type AnyPgColumn,
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text as pgText,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

export { index, uniqueIndex };

/** Which engine these columns are for: migrations are refused when it is not the one expected. */
export const dialect = 'postgresql' as const;

export const table = pgTable;

/** UUIDv7 made by the application. */
export const id = () => pgText().notNull();
/** Reference to another row's id. Nullable; add `.notNull()`. */
export const ref = () => pgText();
export const text = () => pgText();
/** One of a closed list of words. */
export const oneOf = <const T extends [string, ...string[]]>(values: T) => pgText({ enum: values });
/** `YYYY-MM-DD`, the clinic's calendar. */
export const civilDate = () => pgText();
/** `HH:MM`, the clinic's wall clock. */
export const slotTime = () => pgText();
/** Milliseconds since 1970 UTC. */
export const instant = () => bigint({ mode: 'number' });
export const count = () => integer();
/** Integer in the currency's minor unit. */
export const money = () => bigint({ mode: 'number' });
export const decimal = () => doublePrecision();
export const flag = () => boolean();
export const json = <T>() => jsonb().$type<T>();

/**
 * Columns every synced row carries. `rowVersion` is this server's dense counter of the clinic. `restId` is the number the REST API
 * speaks: given here, never synced; one number for a person in users, patients and doctors (a trigger sees to it).
 */
export const synced = () => ({
  id: id(),
  restId: bigint({ mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
  clinicId: pgText().notNull(),
  createdAtMs: instant().notNull(),
  updatedAtMs: instant().notNull(),
  rowVersion: bigint({ mode: 'number' }).notNull(),
});

type SyncedKey = AnyPgColumn;
/** Primary key of a synced table: the clinic leads, so that the table can be sharded by it. */
export const syncedKey = (t: { id: SyncedKey; clinicId: SyncedKey }) =>
  primaryKey({ columns: [t.clinicId, t.id] });
