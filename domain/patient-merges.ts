// Two records of one person made one, field by field, and taken apart again. Pure.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

export const patientMergeRow = syncedRow.extend({
  keptId: rowId,
  mergedId: rowId,
  mergedAtMs: z.number().int(),
  byUserId: rowId,
  /** The kept record's fields as they were before, by name: what an undo writes back. */
  keptBefore: z.record(z.string(), z.json()),
  /** What went over to the kept record: ids by table. An undo brings exactly these back. */
  moved: z.record(z.string(), z.array(rowId)),
  undoneAtMs: z.number().int().nullable(),
  undoneById: rowId.nullable(),
});
export type PatientMerge = z.infer<typeof patientMergeRow>;
