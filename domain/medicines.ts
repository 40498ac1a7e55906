// The clinic's own list of medicines. It records what the clinic says of each; it knows no pharmacology of its own.
import { z } from 'zod';
import { foldText } from './folded-text.ts';
import { requiredText, syncedRow, typedText } from './row.ts';

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
export type Medicine = z.infer<typeof medicineRow>;

export const medicineInput = z.object({
  name: requiredText(160),
  ingredients: typedText(300),
  strength: typedText(60),
  form: typedText(60),
  usualDose: typedText(120),
  usualRoute: typedText(60),
  usualFrequency: typedText(120),
  usualDuration: typedText(60),
  usualInstructions: typedText(300),
  isActive: z.boolean(),
});
export type MedicineInput = z.infer<typeof medicineInput>;

/** Two rows of one name, strength and form are one medicine. */
export const medicineKey = ({ name, strength, form }: Pick<Medicine, 'name' | 'strength' | 'form'>): string =>
  [name, strength, form].map(foldText).join('|');

/** `Paracetamol 500 mg`: as it stands on a prescription. A strength that the name already says is not said twice. */
export const medicineTitle = ({ name, strength }: Pick<Medicine, 'name' | 'strength'>): string =>
  strength === '' || foldText(name).includes(foldText(strength)) ? name : `${name} ${strength}`;

/** `Paracetamol; Codeine` or `Paracetamol + Codeine`: each substance, folded. */
export const ingredientsOf = (ingredients: string): string[] =>
  ingredients
    .split(/[;+,/\n]/)
    .map(foldText)
    .filter((name) => name !== '');
