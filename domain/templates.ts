// Texts that doctors use again: snippets, whole records, prescriptions and letters, one's own or everybody's. Pure.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

/** `snippet` goes in at `/`; `record` fills a record; `prescription` holds lines; letters are printed. */
export const templateKinds = ['snippet', 'record', 'prescription', 'referral', 'sickNote'] as const;

export const templateRow = syncedRow.extend({
  /** Null: the whole clinic's. */
  doctorId: rowId.nullable(),
  kind: z.enum(templateKinds),
  name: z.string(),
  /** What is typed after `/`; empty: its name only. */
  shortcut: z.string(),
  /** Text with placeholders, or the JSON of a record's texts or of prescription lines, by kind. */
  content: z.string(),
  archivedAtMs: z.number().int().nullable(),
});
