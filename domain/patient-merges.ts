// Two records of one person made one, field by field, and taken apart again. Pure. It knows what becomes of fields and rows, never how
// they are found or stored; and it never decides that two people are one.
import { z } from 'zod';
import { Refused } from './failure.ts';
import { foldText } from './folded-text.ts';
import type { Patient } from './patients.ts';
import { type NewRow, rowId, syncedRow } from './row.ts';

const text = z.string().nullable();

export const patientMergeRow = syncedRow.extend({
  keptId: rowId,
  mergedId: rowId,
  mergedAtMs: z.number().int(),
  byUserId: rowId,
  /** The kept record's fields that the merge changed, by name: an undo writes `before` back where `after` still stands. */
  keptBefore: z.record(z.string(), z.object({ before: text, after: text })),
  /** What went over to the kept record: ids by table. An undo brings exactly these back. */
  moved: z.record(z.string(), z.array(rowId)),
  undoneAtMs: z.number().int().nullable(),
  undoneById: rowId.nullable(),
});
export type PatientMerge = z.infer<typeof patientMergeRow>;

/** Every table whose rows belong to a patient; a test holds this list against the schema. */
export const patientTables = [
  'appointments',
  'medicalRecords',
  'waitlist',
  'receipts',
  'prescriptionItems',
  'recordDiagnoses',
  'problems',
  'healthDocuments',
  'doctorNotes',
  'savedPatients',
  'followUpCalls',
  'chartRestrictions',
  'brokenGlass',
] as const;
export type PatientTable = (typeof patientTables)[number];
/** A row of such a table; `appointmentId` where it hangs on a visit. */
export type OwnedRow = { id: string; appointmentId: string | null };
export type OwnedRows = Record<PatientTable, OwnedRow[]>;

/** What a person chooses from; the record number and the patient's uuid stay each record's own. */
export const chosenFields = [
  'fullName',
  'dateOfBirth',
  'gender',
  'phone',
  'email',
  'address',
  'bloodGroup',
  'allergies',
  'chronicConditions',
  'warnings',
  'insuranceId',
  'emergencyContact',
  'emergencyContactPhone',
] as const;
export type ChosenField = (typeof chosenFields)[number];
/** Chosen, or, like the doctors' notes, never lost and so not chosen. */
export type MergedField = ChosenField | 'notes';

/** Fields of free text that can stand side by side, so that nobody's allergy ever disappears by choosing. */
const joinable: ReadonlySet<MergedField> = new Set(['allergies', 'chronicConditions', 'warnings', 'notes']);
export const isJoinable = (field: MergedField): boolean => joinable.has(field);

const sideChosen = z.enum(['kept', 'other', 'both']);
export type SideChosen = z.infer<typeof sideChosen>;
export const mergeChoices = z.partialRecord(z.enum(chosenFields), sideChosen);
export type MergeChoices = z.infer<typeof mergeChoices>;

export type Merging = Pick<Patient, MergedField>;
type Pair<Row extends Merging = Merging> = { kept: Row; other: Row };

/** What stands before anybody chooses: what the kept record says, what it does not say from the other, and text of both joined. */
export function usualChoice(field: MergedField, { kept, other }: Pair): SideChosen {
  // A name and the phone of another person would be a wrong contact: the two go together.
  if (field === 'emergencyContact' || field === 'emergencyContactPhone')
    return kept.emergencyContact === null && kept.emergencyContactPhone === null ? 'other' : 'kept';
  if (kept[field] === null) return 'other';
  return isJoinable(field) && other[field] !== null ? 'both' : 'kept';
}

/** The value of a field in the one record that is left. A joined text may grow longer than a form takes; nothing is cut off. */
export function mergedValue(field: MergedField, { kept, other }: Pair, choice: SideChosen): string | null {
  if (choice === 'other') return other[field];
  if (choice === 'kept' || !isJoinable(field)) return kept[field];
  return field === 'notes'
    ? joined(kept.notes, other.notes, { between: '\n', at: /\n/ })
    : joined(kept[field], other[field], { between: '; ', at: /[;,\n]/ });
}

/** One after the other; what one of them says already is not said twice. */
function joined(a: string | null, b: string | null, { between, at }: { between: string; at: RegExp }) {
  if (a === null || b === null) return a ?? b;
  const parts = (text: string) => text.split(at).map(foldText).filter(Boolean);
  const [saysA, saysB] = [parts(a), parts(b)];
  if (saysB.every((part) => saysA.includes(part))) return a;
  return saysA.every((part) => saysB.includes(part)) ? b : `${a}${between}${b}`;
}

type By = { userId: string; nowMs: number };
type MergeOf = {
  mergeId: string;
  kept: Patient;
  other: Patient;
  /** When each was read by whoever chose: who saved in between is not overwritten. */
  readAtMs: { kept: number; other: number };
  choices: MergeChoices;
  /** The rows of the record that goes. */
  rows: OwnedRows;
};

/** What the merge writes: the kept record's new fields, the other's end, and all that taking it apart needs. */
export function mergePatients(merge: MergeOf, { userId, nowMs }: By) {
  const { mergeId, kept, other, readAtMs, choices, rows } = merge;
  checkPair(kept, other);
  for (const side of ['kept', 'other'] as const)
    if (merge[side].updatedAtMs !== readAtMs[side])
      throw new Refused({ code: 'changed_meanwhile', subject: 'patient', id: merge[side].id });
  const keptBefore: PatientMerge['keptBefore'] = {};
  for (const field of [...chosenFields, 'notes'] as const) {
    const choice = field === 'notes' ? undefined : choices[field];
    const after = mergedValue(field, merge, choice ?? usualChoice(field, merge));
    if (after !== kept[field]) keptBefore[field] = { before: kept[field], after };
  }
  const row: NewRow<PatientMerge> = {
    id: mergeId,
    keptId: kept.id,
    mergedId: other.id,
    mergedAtMs: nowMs,
    byUserId: userId,
    keptBefore,
    moved: idsByTable(rows),
    undoneAtMs: null,
    undoneById: null,
  };
  return {
    merge: row,
    keptPatch: patchOf(Object.entries(keptBefore).map(([field, { after }]) => [field, after])),
    otherPatch: { mergedIntoId: kept.id, archivedAtMs: nowMs },
  };
}

/** Two different records, both in use: what was archived is brought back first, so that taking apart has one state to return to. */
export function checkPair(kept: Patient, other: Patient): void {
  if (kept.id === other.id) throw new Refused({ code: 'merge_same_patient' });
  for (const { id, archivedAtMs } of [kept, other])
    if (archivedAtMs !== null) throw new Refused({ code: 'patient_archived', patientId: id });
}

type TakeApartOf = {
  merge: PatientMerge;
  /** The kept record now, and the rows it has now. */
  kept: Patient;
  rows: OwnedRows;
  /** Every merge into the kept record that stands, in the order they were made. */
  standing: PatientMerge[];
};

/**
 * What taking a merge apart writes. Rows that came over go back; what was written since for a visit that goes back goes with its visit;
 * everything else that was added since stays. A field returns to what it was unless it was changed since: then it is left, and told.
 */
export function takeApart({ merge, kept, rows, standing }: TakeApartOf, { userId, nowMs }: By) {
  if (merge.undoneAtMs !== null) throw new Refused({ code: 'merge_undone' });
  if (kept.mergedIntoId !== null) throw new Refused({ code: 'merged_further', patientId: kept.mergedIntoId });
  const later = standing.slice(standing.findIndex(({ id }) => id === merge.id) + 1);
  const back: [string, string | null][] = [];
  const left: MergedField[] = [];
  const laterPatches = new Map<string, PatientMerge['keptBefore']>();
  for (const [name, { before, after }] of Object.entries(merge.keptBefore)) {
    const field = name as MergedField;
    // A merge made on top of this one found what this one wrote; it shall give back what was there before both.
    const onTop = later.find(({ keptBefore }) => field in keptBefore);
    const found = onTop?.keptBefore[field];
    if (onTop && found?.before === after) {
      const patch = laterPatches.get(onTop.id) ?? onTop.keptBefore;
      laterPatches.set(onTop.id, { ...patch, [field]: { ...found, before } });
    }
    if (!onTop && kept[field] === after) back.push([field, before]);
    else left.push(field);
  }
  return {
    keptPatch: patchOf(back),
    otherPatch: { mergedIntoId: null, archivedAtMs: null },
    mergePatch: { undoneAtMs: nowMs, undoneById: userId },
    laterPatches,
    /** Ids by table that go back. */
    back: rowsBack(merge, rows),
    /** What an undo returns to, and the fields that it leaves as they are now. */
    fieldsBack: back.map(([field, before]) => ({ field: field as MergedField, before })),
    fieldsLeft: left,
  };
}

function rowsBack({ moved }: PatientMerge, rows: OwnedRows): Record<PatientTable, string[]> {
  const visits = new Set(moved.appointments);
  const goes = (table: PatientTable, { id, appointmentId }: OwnedRow) =>
    moved[table]?.includes(id) || (appointmentId !== null && visits.has(appointmentId));
  return byTable((table) => rows[table].filter((row) => goes(table, row)).map(({ id }) => id));
}

const idsByTable = (rows: OwnedRows) => byTable((table) => rows[table].map(({ id }) => id));

const byTable = <Value>(valueOf: (table: PatientTable) => Value) =>
  Object.fromEntries(patientTables.map((table) => [table, valueOf(table)])) as Record<PatientTable, Value>;

/** How many rows of each table, for people to read. */
export const countsOf = (ids: Record<PatientTable, unknown[]>) => byTable((table) => ids[table].length);

// Names of fields and their text travel as data between the two decisions; here they are a patient's again.
function patchOf(fields: [string, string | null][]): Partial<Pick<Patient, MergedField | 'searchName'>> {
  const name = fields.find(([field]) => field === 'fullName')?.[1];
  return { ...Object.fromEntries(fields), ...(name ? { searchName: foldText(name) } : {}) };
}
