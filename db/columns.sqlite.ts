// The column words of the schema for SQLite. The same words for Postgres are in columns.postgres.ts; `#columns` in
// package.json picks one, so that db/schema is written once. It knows storage, never what a value means.
import {
  type AnySQLiteColumn,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text as sqliteText,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

export { index, uniqueIndex };

/** Which engine these columns are for: migrations are refused when it is not the one expected. */
export const dialect = 'sqlite' as const;

export const table = sqliteTable;

/** UUIDv7 made by the application. */
export const id = () => sqliteText().notNull();
/** Reference to another row's id. Nullable; add `.notNull()`. */
export const ref = () => sqliteText();
export const text = () => sqliteText();
/** One of a closed list of words. */
export const oneOf = <const T extends [string, ...string[]]>(values: T) => sqliteText({ enum: values });
/** `YYYY-MM-DD`, the clinic's calendar. */
export const civilDate = () => sqliteText();
/** `HH:MM`, the clinic's wall clock. */
export const slotTime = () => sqliteText();
/** Milliseconds since 1970 UTC. */
export const instant = () => integer({ mode: 'number' });
export const count = () => integer({ mode: 'number' });
/** Integer in the currency's minor unit. */
export const money = () => integer({ mode: 'number' });
export const decimal = () => real();
export const flag = () => integer({ mode: 'boolean' });
export const json = <T>() => sqliteText({ mode: 'json' }).$type<T>();

/** Columns every synced row carries. `rowVersion` is the centre's, 0 until the centre has seen the row. */
export const synced = () => ({
  id: id(),
  clinicId: sqliteText().notNull(),
  createdAtMs: instant().notNull(),
  updatedAtMs: instant().notNull(),
  rowVersion: integer({ mode: 'number' }).notNull(),
});

type SyncedKey = AnySQLiteColumn;
/** Primary key of a synced table: here the id alone (one file is one clinic). */
export const syncedKey = (t: { id: SyncedKey; clinicId: SyncedKey }) => primaryKey({ columns: [t.id] });
