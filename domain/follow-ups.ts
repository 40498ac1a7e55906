// Who should come again and has no visit booked: the radar, and what was said on the phone. Pure.
import { z } from 'zod';
import { civilDate } from './civil-date.ts';
import { rowId, syncedRow } from './row.ts';

export const callOutcomes = ['reached', 'no_answer', 'declined', 'booked'] as const;

/** One call about the follow-up date of one record. */
export const followUpCallRow = syncedRow.extend({
  recordId: rowId,
  patientId: rowId,
  calledAtMs: z.number().int(),
  byUserId: rowId,
  outcome: z.enum(callOutcomes),
  /** When to try again; null: no more. */
  againOnDate: civilDate.nullable(),
  note: z.string(),
});
