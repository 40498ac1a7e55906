// The clinic's own list of medicines. It records what the clinic says of each; it knows no pharmacology of its own.
import { z } from 'zod';
import { syncedRow } from './row.ts';

export const medicineRow = syncedRow.extend({
  name: z.string(),
  /** Substances, separated by `;` or `+`, as the clinic writes them. Duplicates and allergies are found by these words. */
  ingredients: z.string(),
  strength: z.string(),
  form: z.string(),
  /** What a line begins with when nobody has prescribed it yet. */
  usualDose: z.string(),
  usualRoute: z.string(),
  usualFrequency: z.string(),
  usualDuration: z.string(),
  usualInstructions: z.string(),
  isActive: z.boolean(),
});
