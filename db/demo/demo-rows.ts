// A row on its way into the demo clinic: which table, and what. Rows are made lazily, so that whoever inserts them may pause.
import type { SyncedTableName } from '../../domain/synced.ts';
import type { syncedRows } from '../../domain/synced.ts';
import type { NewRow, SyncedRow } from '../../domain/row.ts';
import type { z } from 'zod';

type RowOf<Name extends SyncedTableName> = z.infer<(typeof syncedRows)[Name]> & SyncedRow;
export type DemoRow = {
  [Name in SyncedTableName]: { table: Name; row: NewRow<RowOf<Name>> };
}[SyncedTableName];
/** Makes rows one by one and returns what later parts build on. */
export type DemoRows<Result = void> = Generator<DemoRow, Result>;

/** A row of a table, typed by it. */
export const demoRow = <Name extends SyncedTableName>(table: Name, row: NewRow<RowOf<Name>>): DemoRow =>
  // Correlated by the parameter, which the compiler cannot follow through the union.
  ({ table, row }) as unknown as DemoRow;
