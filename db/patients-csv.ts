// The registry for CSV: who is known, and how a row becomes a patient by the registry's own rules.
import { wallClock } from '../domain/civil-date.ts';
import type { Existing } from '../domain/csv-lists.ts';
import { Refused } from '../domain/failure.ts';
import { editPatient, registerPatient } from '../domain/patients.ts';
import { looksLikeOwnNumber, type PatientCsvValues } from '../domain/patients-csv.ts';
import { clinicOf } from './clinic-setup.ts';
import { takeRecordNumber } from './patients.ts';
import { prepared } from './prepared.ts';
import type { Reader, Tx } from './write.ts';

const columns =
  'id, updatedAtMs, recordNumber, fullName, dateOfBirth, gender, phone, email, address, bloodGroup, allergies, chronicConditions, ' +
  'warnings, insuranceId, emergencyContact, emergencyContactPhone';

/** Patients in use, by record number. Archived and merged ones stay out. */
export function allPatients(reader: Reader): Existing[] {
  const sql = `SELECT ${columns} FROM patients WHERE clinicId = ? AND archivedAtMs IS NULL AND mergedIntoId IS NULL ORDER BY recordNumber`;
  const rows = prepared(reader, sql).all(reader.clinicId) as (Record<string, unknown> & {
    id: string;
    updatedAtMs: number;
  })[];
  return rows.map((row) => ({ id: row.id, updatedAtMs: row.updatedAtMs, fields: row }));
}

/** Registers or edits. A number from an older system is kept; one of our own kind is given by this PC's counter only. */
export function savePatientRow(
  tx: Tx,
  edit: { id: string | null; updatedAtMs: number | null },
  values: PatientCsvValues,
): void {
  const { recordNumber, ...input } = values;
  // What a file says is an admin's or reception's edit: the doctors' notes are not among its columns.
  const by = { role: 'receptionist', today: wallClock(tx.nowMs, clinicOf(tx).timeZone).date } as const;
  const before = edit.id === null ? undefined : tx.find('patients', edit.id);
  if (before) {
    tx.update(
      'patients',
      before.id,
      editPatient(before, { patch: input, readAtMs: edit.updatedAtMs ?? 0 }, by),
    );
    return;
  }
  if (recordNumber && (looksLikeOwnNumber(recordNumber) || isGiven(tx, recordNumber))) {
    throw new Refused({ code: 'invalid_input', fields: { recordNumber: ['validation.recordNumber'] } });
  }
  const ids = { id: tx.newId(), patientUuid: tx.newId(), recordNumber: recordNumber ?? '' };
  const row = registerPatient(input, ids, by);
  tx.insert('patients', recordNumber ? row : { ...row, recordNumber: takeRecordNumber(tx) });
}

/** Archived patients keep their numbers. */
const isGiven = (tx: Tx, recordNumber: string): boolean =>
  prepared(tx, 'SELECT 1 FROM patients WHERE clinicId = ? AND recordNumber = ?').get(
    tx.clinicId,
    recordNumber,
  ) !== undefined;
