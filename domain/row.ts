// What every synced row carries, whatever it is about.
import { z } from 'zod';

export const rowId = z.string().min(1).max(64);

export const syncedRow = z.object({
  id: rowId,
  clinicId: rowId,
  createdAtMs: z.number().int(),
  updatedAtMs: z.number().int(),
  /** The centre's version; 0 until the centre has seen the row. */
  rowVersion: z.number().int(),
});
export type SyncedRow = z.infer<typeof syncedRow>;

/** What the write door fills by itself. */
export type Stamped = keyof Omit<SyncedRow, 'id'>;
/** A row as a decision makes it: everything but what the write door stamps. */
export type NewRow<Row extends SyncedRow> = Omit<Row, Stamped>;

/** Text a person types: trimmed, NFC, with a limit. Empty is allowed. */
export const typedText = (max: number) =>
  z
    .string()
    .max(max, 'validation.tooLong')
    .transform((text) => text.normalize('NFC').trim());
/** As `typedText`, and not empty. */
export const requiredText = (max: number) => typedText(max).pipe(z.string().min(1, 'validation.required'));
/** As `typedText`; empty reads as null. */
export const optionalText = (max: number) =>
  typedText(max)
    .transform((text) => (text === '' ? null : text))
    .nullable();
