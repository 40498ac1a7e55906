// What a doctor has in hand beside the day: visits not signed yet, saved patients, everyone seen, notes. Reads and rows; it decides nothing.
import { and, eq } from 'drizzle-orm';
import { foldText } from '../domain/folded-text.ts';
import type { SavedPatient } from '../domain/doctors-patients.ts';
import { prepared } from './prepared.ts';
import { savedPatients } from './schema/doctors-desk.ts';
import type { Reader, Tx } from './write.ts';

export type UnsignedVisit = {
  appointmentId: string;
  appointmentDate: string;
  appointmentTime: string;
  reason: string;
  patientName: string;
  recordNumber: string;
  /** False: completed with nothing written. */
  isWritten: boolean;
};

/** Visits of a doctor that wait for a signature, the oldest first, of whichever day. */
export function unsignedVisits(reader: Reader, doctorId: string): UnsignedVisit[] {
  const rows = prepared(reader, deskQueries.unsigned).all({ clinicId: reader.clinicId, doctorId });
  return (rows as (Omit<UnsignedVisit, 'isWritten'> & { isWritten: 0 | 1 })[]).map((row) => ({
    ...row,
    isWritten: row.isWritten === 1,
  }));
}

type Who = { patientId: string; patientName: string; recordNumber: string; dateOfBirth: string | null };
export type SavedLine = Who & {
  phone: string | null;
  savedAtMs: number;
  lastConsultationAtMs: number | null;
  /** What they say is read one patient at a time, and each reading is audited. */
  hasNotes: boolean;
};

/** The doctor's saved patients, the latest saved first. */
export function savedPatientsOf(reader: Reader, doctorId: string): SavedLine[] {
  const rows = prepared(reader, deskQueries.saved).all(reader.clinicId, doctorId);
  return (rows as (Omit<SavedLine, 'hasNotes'> & { hasNotes: 0 | 1 })[]).map((row) => ({
    ...row,
    hasNotes: row.hasNotes === 1,
  }));
}

/** The one row of a doctor and a patient, removed or not. */
export const savedPatientOf = (
  reader: Reader,
  { doctorId, patientId }: { doctorId: string; patientId: string },
): SavedPatient | undefined =>
  reader.db
    .select()
    .from(savedPatients)
    .where(
      and(
        eq(savedPatients.clinicId, reader.clinicId),
        eq(savedPatients.doctorId, doctorId),
        eq(savedPatients.patientId, patientId),
      ),
    )
    .get();

/** Saving again brings the removed row back, with its notes. */
export function keepSaved(
  tx: Tx,
  { doctorId, patientId, isSaved }: { doctorId: string; patientId: string; isSaved: boolean },
): SavedPatient | null {
  const before = savedPatientOf(tx, { doctorId, patientId });
  if (before) {
    if ((before.removedAtMs === null) === isSaved) return before;
    const patch = isSaved ? { removedAtMs: null, savedAtMs: tx.nowMs } : { removedAtMs: tx.nowMs };
    return tx.update('savedPatients', before.id, patch);
  }
  if (!isSaved) return null;
  return tx.insert('savedPatients', {
    id: tx.newId(),
    doctorId,
    patientId,
    consultationNotes: '',
    lastConsultationAtMs: lastSignedAtMs(tx, { doctorId, patientId }),
    savedAtMs: tx.nowMs,
    removedAtMs: null,
  });
}

/** A record was signed: who had saved the patient sees when. */
export function noteConsultation(tx: Tx, of: { doctorId: string; patientId: string }): void {
  const saved = savedPatientOf(tx, of);
  if (saved) tx.update('savedPatients', saved.id, { lastConsultationAtMs: tx.nowMs });
}

const lastSignedAtMs = (reader: Reader, { doctorId, patientId }: { doctorId: string; patientId: string }) =>
  prepared(reader, deskQueries.lastSigned).pluck().get(reader.clinicId, patientId, doctorId) as number | null;

export type MyPatient = Who & { visits: number; lastVisitDate: string; isSaved: boolean };
export type MyPatients = { patients: MyPatient[]; count: number; hasMore: boolean };
const AT_ONCE = 100;

/** Everyone the doctor has seen, who was seen last first. `text` is looked for in name, record number and phone. */
export function patientsOfDoctor(
  reader: Reader,
  { doctorId, text, skip }: { doctorId: string; text: string; skip: number },
): MyPatients {
  const typed = text.trim();
  const folded = foldText(typed);
  const rows = prepared(reader, deskQueries.seen).all({
    clinicId: reader.clinicId,
    doctorId,
    // Signs alone fold to nothing, and nothing is in every name.
    name: folded === '' ? null : `%${likeText(folded)}%`,
    number: `%${likeText(typed)}%`,
    isAll: typed === '' ? 1 : 0,
    limit: AT_ONCE,
    skip,
  }) as (Omit<MyPatient, 'isSaved'> & { isSaved: 0 | 1; count: number })[];
  const count = rows[0]?.count ?? 0;
  return {
    patients: rows.map((row): MyPatient => ({ ...row, isSaved: row.isSaved === 1 })),
    count,
    hasMore: count > skip + AT_ONCE,
  };
}
/** What a person types is never a pattern. */
const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

export type NoteLine = {
  id: string;
  patientId: string;
  patientName: string;
  doctorId: string;
  doctorName: string;
  noteText: string;
  isAudioTranscript: boolean;
  isSharedWithPatient: boolean;
  createdAtMs: number;
  updatedAtMs: number;
};
type NoteRow = Omit<NoteLine, 'isAudioTranscript' | 'isSharedWithPatient'> & {
  isAudioTranscript: 0 | 1;
  isSharedWithPatient: 0 | 1;
};
const noteLine = (row: NoteRow): NoteLine => ({
  ...row,
  isAudioTranscript: row.isAudioTranscript === 1,
  isSharedWithPatient: row.isSharedWithPatient === 1,
});

/** What doctors noted about a patient, the newest first, archived ones left out. */
export const notesOfPatient = (reader: Reader, patientId: string): NoteLine[] =>
  (prepared(reader, deskQueries.notesOfPatient).all(reader.clinicId, patientId) as NoteRow[]).map(noteLine);

const NOTES_AT_ONCE = 30;
/** A doctor's own notes about everybody, the newest first. */
export function notesOfDoctor(
  reader: Reader,
  { doctorId, skip }: { doctorId: string; skip: number },
): { notes: NoteLine[]; hasMore: boolean } {
  const rows = prepared(reader, deskQueries.notesOfDoctor).all(
    reader.clinicId,
    doctorId,
    NOTES_AT_ONCE + 1,
    skip,
  ) as NoteRow[];
  return { notes: rows.slice(0, NOTES_AT_ONCE).map(noteLine), hasMore: rows.length > NOTES_AT_ONCE };
}

const NOTE = `SELECT n.id, n.patientId, p.fullName AS patientName, n.doctorId, u.fullName AS doctorName, n.noteText, n.isAudioTranscript,
  n.isSharedWithPatient, n.createdAtMs, n.updatedAtMs`;
const NOTE_PEOPLE = 'JOIN patients p ON p.id = n.patientId JOIN users u ON u.id = n.doctorId';

/** The hot queries; their plans are asserted in the tests. */
export const deskQueries = {
  // Begun and not signed, of any state that may be written in; or completed with nothing written. Patients are looked up last, for those few.
  unsigned: `SELECT a.id AS appointmentId, a.appointmentDate, a.appointmentTime, a.reason, p.fullName AS patientName, p.recordNumber,
      r.id IS NOT NULL AS isWritten
    FROM appointments a INDEXED BY appointments_doctor_day
      LEFT JOIN medicalRecords r INDEXED BY medical_records_appointment ON r.clinicId = a.clinicId AND r.appointmentId = a.id
      CROSS JOIN patients p ON p.id = a.patientId
    WHERE a.clinicId = @clinicId AND a.doctorId = @doctorId AND a.status IN ('confirmed', 'completed') AND r.signedAtMs IS NULL
      AND (r.id IS NOT NULL OR a.status = 'completed')
    ORDER BY a.appointmentDate, a.appointmentTime`,
  saved: `SELECT s.patientId, p.fullName AS patientName, p.recordNumber, p.dateOfBirth, p.phone, s.savedAtMs, s.lastConsultationAtMs,
      s.consultationNotes <> '' AS hasNotes
    FROM savedPatients s INDEXED BY saved_patients_saved JOIN patients p ON p.id = s.patientId
    WHERE s.clinicId = ? AND s.doctorId = ? AND s.removedAtMs IS NULL ORDER BY s.savedAtMs DESC`,
  lastSigned: `SELECT max(r.signedAtMs) FROM medicalRecords r INDEXED BY medical_records_patient JOIN appointments a ON a.id = r.appointmentId
    WHERE r.clinicId = ? AND r.patientId = ? AND a.doctorId = ?`,
  seen: `WITH seen AS MATERIALIZED (SELECT patientId, count(*) AS visits, max(appointmentDate) AS lastVisitDate
      FROM appointments INDEXED BY appointments_doctor_day
      WHERE clinicId = @clinicId AND doctorId = @doctorId AND (status = 'completed' OR status = 'confirmed' AND inRoomAtMs IS NOT NULL)
      GROUP BY patientId)
    SELECT s.patientId, p.fullName AS patientName, p.recordNumber, p.dateOfBirth, s.visits, s.lastVisitDate,
      EXISTS (SELECT 1 FROM savedPatients k WHERE k.clinicId = @clinicId AND k.doctorId = @doctorId AND k.patientId = s.patientId
        AND k.removedAtMs IS NULL) AS isSaved,
      count(*) OVER () AS count
    FROM seen s CROSS JOIN patients p ON p.id = s.patientId
    WHERE p.archivedAtMs IS NULL AND (@isAll OR p.searchName LIKE @name ESCAPE '\\' OR p.recordNumber LIKE @number ESCAPE '\\'
      OR p.phone LIKE @number ESCAPE '\\')
    ORDER BY s.lastVisitDate DESC, p.fullName, p.id LIMIT @limit OFFSET @skip`,
  notesOfPatient: `${NOTE} FROM doctorNotes n INDEXED BY doctor_notes_patient ${NOTE_PEOPLE}
    WHERE n.clinicId = ? AND n.patientId = ? AND n.archivedAtMs IS NULL ORDER BY n.createdAtMs DESC, n.id DESC`,
  notesOfDoctor: `${NOTE} FROM doctorNotes n INDEXED BY doctor_notes_of ${NOTE_PEOPLE}
    WHERE n.clinicId = ? AND n.doctorId = ? AND n.archivedAtMs IS NULL ORDER BY n.createdAtMs DESC, n.id DESC LIMIT ? OFFSET ?`,
} as const;
