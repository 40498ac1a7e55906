// Everything in a patient's chart in the order of time, read whole: four queries, each on an index of the patient. Every caller has opened
// the chart (db/chart-access.ts) and audits the reading.
import { wallClock } from '../domain/civil-date.ts';
import {
  type DocumentEntry,
  newestFirst,
  type NoteEntry,
  type TimelineEntry,
  type VisitEntry,
} from '../domain/timeline.ts';
import type { VitalSigns } from '../domain/vital-signs.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

export type TimelineOf = { patientId: string; userId: string; timeZone: string };

/** Newest first. Notes are the person's own, and those of colleagues that were shared with the patient. */
export const timelineOf = (reader: Reader, of: TimelineOf): TimelineEntry[] =>
  [...visitsOf(reader, of), ...documentsOf(reader, of), ...notesOf(reader, of)].toSorted(newestFirst);

type VisitRow = Omit<VisitEntry, 'kind' | 'vitalSigns' | 'coded' | 'medicines' | 'hasPrescription'> & {
  recordId: string;
  vitalSigns: string;
  hasPrescription: number;
};

function visitsOf(reader: Reader, { patientId }: TimelineOf): VisitEntry[] {
  const all = <Row>(sql: string) => prepared(reader, sql).all(reader.clinicId, patientId) as Row[];
  const coded = linesByRecord(all<Line>(timelineQueries.coded));
  const medicines = linesByRecord(all<Line>(timelineQueries.medicines));
  const rows = all<VisitRow>(timelineQueries.visits);
  // Parsed in one go: a thousand small parses take twice as long.
  const signs = JSON.parse(`[${rows.map(({ vitalSigns }) => vitalSigns).join(',')}]`) as VitalSigns[];
  return rows.map((row, at) => ({
    kind: 'visit',
    id: row.id,
    date: row.date,
    time: row.time,
    doctorName: row.doctorName,
    departmentName: row.departmentName,
    diagnosis: row.diagnosis,
    hasPrescription: row.hasPrescription === 1,
    vitalSigns: signs[at] ?? {},
    signedAtMs: row.signedAtMs,
    coded: coded.get(row.recordId) ?? [],
    medicines: medicines.get(row.recordId) ?? [],
  }));
}

/** The texts of every visit, for a search: a pair of the appointment’s id and what was written, a line a part. */
export const timelineTextsOf = (reader: Reader, patientId: string): [id: string, text: string][] =>
  prepared(reader, timelineQueries.texts).raw().all(reader.clinicId, patientId) as [string, string][];

/** A row that hangs on a record, as one line of words. */
type Line = { recordId: string; words: string };
function linesByRecord(rows: Line[]): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const { recordId, words } of rows) {
    const known = lines.get(recordId);
    if (known) known.push(words);
    else lines.set(recordId, [words]);
  }
  return lines;
}

function documentsOf(reader: Reader, { patientId, timeZone }: TimelineOf): DocumentEntry[] {
  const rows = prepared(reader, timelineQueries.documents).all(reader.clinicId, patientId) as (Omit<
    DocumentEntry,
    'kind' | 'date' | 'time' | 'isArchived'
  > & { dateOfRecord: string | null; createdAtMs: number; isArchived: number })[];
  return rows.map(({ dateOfRecord, createdAtMs, isArchived, ...document }) => ({
    kind: 'document',
    ...document,
    isArchived: isArchived === 1,
    // A paper stands under the day that is written on it; the hour is known only of the day it was brought.
    ...(dateOfRecord === null ? wallClock(createdAtMs, timeZone) : { date: dateOfRecord, time: '' }),
  }));
}

function notesOf(reader: Reader, { patientId, userId, timeZone }: TimelineOf): NoteEntry[] {
  const rows = prepared(reader, timelineQueries.notes).all(reader.clinicId, patientId, userId) as (Omit<
    NoteEntry,
    'kind' | 'date' | 'time' | 'isSharedWithPatient'
  > & { createdAtMs: number; isSharedWithPatient: number })[];
  return rows.map(({ createdAtMs, isSharedWithPatient, ...note }) => ({
    kind: 'note',
    ...note,
    isSharedWithPatient: isSharedWithPatient === 1,
    ...wallClock(createdAtMs, timeZone),
  }));
}

/** The queries, by name; their plans are asserted in the tests, and the bench measures them bare. */
export const timelineQueries = {
  visits:
    'SELECT m.id AS recordId, a.id, a.appointmentDate AS date, a.appointmentTime AS time, u.fullName AS doctorName, ' +
    "d.name AS departmentName, m.diagnosis, m.prescription <> '' AS hasPrescription, m.vitalSigns, m.signedAtMs " +
    'FROM medicalRecords m JOIN appointments a ON a.id = m.appointmentId JOIN users u ON u.id = a.doctorId ' +
    'JOIN departments d ON d.id = a.departmentId WHERE m.clinicId = ? AND m.patientId = ?',
  texts:
    'SELECT appointmentId, prescription || char(10) || treatmentPlan || char(10) || notes FROM medicalRecords ' +
    'WHERE clinicId = ? AND patientId = ?',
  coded:
    "SELECT recordId, trim(code || ' ' || text) AS words FROM recordDiagnoses WHERE clinicId = ? AND patientId = ? ORDER BY lineNumber",
  medicines:
    "SELECT recordId, concat_ws(', ', nullif(medicineName, ''), nullif(dose, ''), nullif(route, ''), nullif(frequency, ''), " +
    "nullif(duration, ''), nullif(instructions, '')) AS words FROM prescriptionItems " +
    'WHERE clinicId = ? AND patientId = ? ORDER BY lineNumber',
  documents:
    'SELECT id, title, fileName, documentType, sourceDoctor, notes, isArchived, dateOfRecord, createdAtMs FROM healthDocuments ' +
    'WHERE clinicId = ? AND patientId = ? AND deletedAtMs IS NULL',
  notes:
    'SELECT n.id, u.fullName AS doctorName, n.noteText, n.isSharedWithPatient, n.createdAtMs FROM doctorNotes n ' +
    'JOIN users u ON u.id = n.doctorId WHERE n.clinicId = ? AND n.patientId = ? AND n.archivedAtMs IS NULL ' +
    'AND (n.doctorId = ? OR n.isSharedWithPatient)',
} as const;
