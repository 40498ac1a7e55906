// The clinic's own list of medicines: read, searched, changed. What a row may be is decided in domain/medicines.ts.
import { type EditOf, refuseChanged } from '../domain/clinic-setup-input.ts';
import { Refused } from '../domain/failure.ts';
import { type Medicine, type MedicineInput, medicineTitle } from '../domain/medicines.ts';
import { searchable } from '../domain/word-search.ts';
import { type FoldedList, searchList } from './folded-lists.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

type Stored = Omit<Medicine, 'isActive'> & { isActive: number };
const asMedicine = (row: Stored): Medicine => ({ ...row, isActive: row.isActive === 1 });

/** All, inactive ones too, by name. */
export const medicinesOf = (reader: Reader): Medicine[] =>
  (
    prepared(reader, 'SELECT * FROM medicines WHERE clinicId = ? ORDER BY name, strength').all(
      reader.clinicId,
    ) as Stored[]
  ).map(asMedicine);

/** By name first: what begins with the typed letters is the medicine that is meant; an ingredient comes after. */
const inMemory: FoldedList<Medicine> = {
  table: 'medicines',
  load: (reader) =>
    medicinesOf(reader).map((medicine) =>
      searchable(medicine, medicineTitle(medicine), medicine.form, medicine.ingredients),
    ),
};

/** `total` counts what `limit` cut off, too. */
export function findMedicines(
  reader: Reader,
  typed: string,
  limit: number,
): { rows: Medicine[]; total: number } {
  return searchList(reader, inMemory, { typed, limit });
}

/** A page of the list for the set-up: what was searched for, or the list's beginning. */
export function medicinePage(
  reader: Reader,
  typed: string,
  limit: number,
): { rows: Medicine[]; total: number } {
  if (typed.trim() !== '') return findMedicines(reader, typed, limit);
  const rows = prepared(
    reader,
    'SELECT * FROM medicines WHERE clinicId = ? ORDER BY name, strength LIMIT ?',
  ).all(reader.clinicId, limit) as Stored[];
  const total = prepared(reader, 'SELECT count(*) FROM medicines WHERE clinicId = ?')
    .pluck()
    .get(reader.clinicId) as number;
  return { rows: rows.map(asMedicine), total };
}

/** Two of one name, strength and form would be told apart by nobody. */
export function saveMedicine(tx: Tx, edit: EditOf, input: MedicineInput): Medicine {
  const twin = prepared(
    tx,
    'SELECT id FROM medicines WHERE clinicId = ? AND name = ? AND strength = ? AND form = ? AND id <> ?',
  ).get(tx.clinicId, input.name, input.strength, input.form, edit.id ?? '');
  if (twin) throw new Refused({ code: 'name_taken', subject: 'medicine', name: medicineTitle(input) });
  if (edit.id === null) return tx.insert('medicines', { id: tx.newId(), ...input });
  refuseChanged('medicine', tx.find('medicines', edit.id), edit);
  return tx.update('medicines', edit.id, input);
}
