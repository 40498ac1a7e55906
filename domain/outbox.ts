// What one write tells the centre later: the mutation and the rows it touched, changed fields only.
import { z } from 'zod';
import type { SyncedTableName } from './synced.ts';
import { syncedRows } from './synced.ts';

export const rowChange = z.object({
  table: z.enum(Object.keys(syncedRows) as [SyncedTableName, ...SyncedTableName[]]),
  id: z.string(),
  op: z.enum(['insert', 'update', 'remove']),
  /** The centre's version this change was made on; 0 for a row the centre has not seen. */
  baseRowVersion: z.number().int(),
  fields: z.record(z.string(), z.json()),
});
export type RowChange = z.infer<typeof rowChange>;
