// Finds what a merge moves and what taking it apart brings back, and moves it. Which rows belong to a patient is read from the schema:
// every synced table with a patientId. What becomes of fields is decided in domain/.
import { and, eq, getTableColumns, getTableName } from 'drizzle-orm';
import { Refused } from '../domain/failure.ts';
import {
  type OwnedRow,
  type OwnedRows,
  type PatientMerge,
  type PatientTable,
} from '../domain/patient-merges.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { prepared } from './prepared.ts';
import { savedPatients } from './schema/doctors-desk.ts';
import { syncedTables } from './schema/synced-tables.ts';
import type { Reader, Tx } from './write.ts';

/** The one answer to "what carries a patientId". A table that is added to the schema is moved from that day on. */
export const tablesOfPatients = (Object.keys(syncedTables) as SyncedTableName[]).filter(
  (name) => 'patientId' in getTableColumns(syncedTables[name]),
) as PatientTable[];

/** Every row that belongs to the patient, by table. */
export function rowsOfPatient(reader: Reader, patientId: string): OwnedRows {
  const rows = tablesOfPatients.map((table) => [
    table,
    prepared(reader, ownedRowsQuery(table)).all(reader.clinicId, patientId) as OwnedRow[],
  ]);
  return Object.fromEntries(rows) as OwnedRows;
}

/** The hot queries; their plans are asserted in the tests. */
export const ownedRowsQuery = (table: PatientTable): string => {
  const hangsOnVisit = 'appointmentId' in getTableColumns(syncedTables[table]);
  const visit = hangsOnVisit ? 'appointmentId' : 'NULL AS appointmentId';
  return `SELECT id, ${visit} FROM "${getTableName(syncedTables[table])}" WHERE clinicId = ? AND patientId = ?`;
};

/** Gives rows another patient. Each goes through the write door, so that the other PCs hear of it. */
export function giveRowsTo(tx: Tx, patientId: string, ids: Record<string, string[]>): void {
  for (const table of tablesOfPatients)
    for (const id of ids[table] ?? []) {
      if (table === 'savedPatients' && joinSaved(tx, patientId, id)) continue;
      if (tx.find(table, id)) tx.update(table, id, { patientId });
    }
}

/** A doctor saves a patient once: who had saved both keeps the one, with the notes of the other under its own. */
function joinSaved(tx: Tx, patientId: string, id: string): boolean {
  const going = tx.find('savedPatients', id);
  if (!going) return false;
  const kept = tx.db
    .select()
    .from(savedPatients)
    .where(
      and(
        eq(savedPatients.clinicId, tx.clinicId),
        eq(savedPatients.doctorId, going.doctorId),
        eq(savedPatients.patientId, patientId),
      ),
    )
    .get();
  if (!kept) return false;
  const notes = [kept.consultationNotes, going.consultationNotes].filter(Boolean);
  tx.update('savedPatients', kept.id, { consultationNotes: [...new Set(notes)].join('\n') });
  return true;
}

export type Clash = { appointmentDate: string; appointmentTime: string; keptWith: string; otherWith: string };

/** Times at which both are booked. One person cannot be at two places: perhaps they are two after all, or one visit was booked twice. */
export function visitClashes(reader: Reader, keptId: string, otherId: string): Clash[] {
  return prepared(reader, clashQuery).all(otherId, reader.clinicId, keptId) as Clash[];
}

export const clashQuery =
  'SELECT a.appointmentDate, a.appointmentTime, u.fullName AS keptWith, v.fullName AS otherWith FROM appointments a ' +
  'JOIN appointments b ON b.clinicId = a.clinicId AND b.patientId = ? AND b.appointmentDate = a.appointmentDate ' +
  "AND b.appointmentTime = a.appointmentTime AND b.status <> 'cancelled' " +
  'JOIN users u ON u.id = a.doctorId JOIN users v ON v.id = b.doctorId ' +
  "WHERE a.clinicId = ? AND a.patientId = ? AND a.status <> 'cancelled' ORDER BY a.appointmentDate, a.appointmentTime";

/** Refuses with `not_found`. */
export function mergeOf(tx: Tx, mergeId: string): PatientMerge {
  const merge = tx.find('patientMerges', mergeId);
  if (!merge) throw new Refused({ code: 'not_found', subject: 'merge' });
  return merge;
}

/** The merges into a record that stand, in the order they were made. */
export function standingMerges(tx: Tx, keptId: string): PatientMerge[] {
  const ids = prepared(tx, standingQuery).pluck().all(tx.clinicId, keptId) as string[];
  return ids.map((id) => mergeOf(tx, id));
}

// Ids are made in order too: two merges of one millisecond stay in the order they happened.
export const standingQuery =
  'SELECT id FROM patientMerges WHERE clinicId = ? AND keptId = ? AND undoneAtMs IS NULL ORDER BY mergedAtMs, id';

export type MergeLine = {
  id: string;
  mergedAtMs: number;
  mergedId: string;
  fullName: string;
  recordNumber: string;
  byName: string | null;
  /** The record number it went into first, when that one has gone into this patient's since; it cannot be taken apart before that. */
  under: string | null;
};

/** Everything that lives on in this patient's record, the newest first, with what had been merged into those before. */
export function mergesInto(reader: Reader, patientId: string): MergeLine[] {
  const linesOf = (keptId: string, under: string | null): MergeLine[] => {
    const lines = prepared(reader, mergeLinesQuery).all(reader.clinicId, keptId) as Omit<
      MergeLine,
      'under'
    >[];
    return lines.flatMap((line) => [{ ...line, under }, ...linesOf(line.mergedId, line.recordNumber)]);
  };
  return linesOf(patientId, null);
}

export const mergeLinesQuery =
  'SELECT m.id, m.mergedAtMs, m.mergedId, p.fullName, p.recordNumber, u.fullName AS byName FROM patientMerges m ' +
  'JOIN patients p ON p.id = m.mergedId LEFT JOIN users u ON u.id = m.byUserId ' +
  'WHERE m.clinicId = ? AND m.keptId = ? AND m.undoneAtMs IS NULL ORDER BY m.mergedAtMs DESC';
