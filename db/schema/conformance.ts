// Fails to compile when a synced table and its zod row in domain/ drift apart. Holds no code that runs.
import type { z } from 'zod';
import type { SyncedTableName, syncedRows } from '../../domain/synced.ts';
import type { syncedTables } from './synced-tables.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [K in keyof T]: Plain<T[K]> }
    : T;

type Conforms = {
  [Name in SyncedTableName]: Equal<
    Plain<Omit<(typeof syncedTables)[Name]['$inferSelect'], 'restId'>>,
    Plain<z.infer<(typeof syncedRows)[Name]>>
  >;
};

/** A table that drifts shows here as `false`. */
export type EveryTableConforms = Conforms extends Record<SyncedTableName, true> ? true : Conforms;
export const everyTableConforms: EveryTableConforms = true;
