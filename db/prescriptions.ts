// What was prescribed before: a doctor's favourites and a patient's earlier prescriptions. Callers audit the reading of a patient's.
import { addDays } from '../domain/civil-date.ts';
import {
  LONGEST_COURSE_DAYS,
  lineOfMedicine,
  type PrescriptionLine,
  prescriptionLine,
  stillTaken,
  type TakenMedicine,
} from '../domain/prescriptions.ts';
import { foldText } from '../domain/folded-text.ts';
import { findByWords, searchable } from '../domain/word-search.ts';
import { findMedicines } from './medicines.ts';
import { prepared } from './prepared.ts';
import type { Reader } from './write.ts';

/** A medicine to choose: the line it begins with, and how often this doctor has prescribed it. */
export type MedicineChoice = { line: PrescriptionLine; form: string; times: number };

const FAVOURITES = 200;

/** What this doctor prescribes most, each as it was prescribed last: the values that stand in the row of the newest moment. */
export function favouritesOf(reader: Reader, doctorId: string): MedicineChoice[] {
  const rows = prepared(
    reader,
    `SELECT medicineId, medicineName, ingredients, dose, route, frequency, duration, instructions, '' AS overrideReason,
       count(*) AS times, max(updatedAtMs) AS lastAtMs
     FROM prescriptionItems WHERE clinicId = ? AND doctorId = ?
     GROUP BY medicineName ORDER BY times DESC, lastAtMs DESC LIMIT ${FAVOURITES}`,
  ).all(reader.clinicId, doctorId) as (PrescriptionLine & { times: number })[];
  return rows.map(({ times, ...line }) => ({ line: prescriptionLine.parse(line), form: '', times }));
}

/** What typing finds: the doctor's favourites as they were prescribed last, then the clinic's list. Nothing typed: the favourites alone. */
export function medicineChoices(
  reader: Reader,
  { doctorId, typed, limit }: { doctorId: string; typed: string; limit: number },
): MedicineChoice[] {
  const favourites = favouritesOf(reader, doctorId);
  if (typed.trim() === '') return favourites.slice(0, limit);
  const asList = favourites.map((one) => searchable(one, one.line.medicineName, one.line.ingredients));
  const own = findByWords(asList, typed, limit).rows;
  const ownNames = new Set(own.map(({ line }) => foldText(line.medicineName)));
  const listed = findMedicines(reader, typed, limit)
    .rows.filter(({ isActive }) => isActive)
    .map((medicine) => ({ line: lineOfMedicine(medicine), form: medicine.form, times: 0 }))
    .filter(({ line }) => !ownNames.has(foldText(line.medicineName)));
  return [...own, ...listed].slice(0, limit);
}

export type EarlierPrescription = {
  appointmentId: string;
  appointmentDate: string;
  doctorName: string;
  lines: PrescriptionLine[];
};

/** The patient's last prescriptions that have lines, the newest first, this visit's left out. */
export function earlierPrescriptions(
  reader: Reader,
  { patientId, appointmentId, limit }: { patientId: string; appointmentId: string; limit: number },
): EarlierPrescription[] {
  const visits = prepared(
    reader,
    `SELECT DISTINCT i.recordId, a.id AS appointmentId, a.appointmentDate, a.appointmentTime, u.fullName AS doctorName
     FROM prescriptionItems i JOIN appointments a ON a.id = i.appointmentId JOIN users u ON u.id = a.doctorId
     WHERE i.clinicId = ? AND i.patientId = ? AND i.appointmentId <> ?
     ORDER BY a.appointmentDate DESC, a.appointmentTime DESC LIMIT ?`,
  ).all(reader.clinicId, patientId, appointmentId, limit) as (Omit<EarlierPrescription, 'lines'> & {
    recordId: string;
  })[];
  const lines = prepared(
    reader,
    'SELECT * FROM prescriptionItems WHERE clinicId = ? AND recordId = ? ORDER BY lineNumber',
  );
  return visits.map(({ recordId, appointmentId: visitId, appointmentDate, doctorName }) => ({
    appointmentId: visitId,
    appointmentDate,
    doctorName,
    lines: lines.all(reader.clinicId, recordId).map((row) => prescriptionLine.parse(row)),
  }));
}

/**
 * What the patient still takes on the day of a visit, as other visits up to that day prescribed it, the newest first. Another visit of the same
 * day counts: two doctors may prescribe one substance.
 */
export function takenMedicines(
  reader: Reader,
  { id, patientId, appointmentDate }: { id: string; patientId: string; appointmentDate: string },
): TakenMedicine[] {
  const since = addDays(appointmentDate, -LONGEST_COURSE_DAYS);
  const lines = prepared(reader, prescriptionQueries.taken).all(
    reader.clinicId,
    patientId,
    since,
    appointmentDate,
    id,
  ) as TakenMedicine[];
  return stillTaken(lines, appointmentDate);
}

/** The hot query; its plan is asserted in the tests. Unasked, SQLite reads the clinic's whole year by day. */
export const prescriptionQueries = {
  taken: `SELECT a.appointmentDate AS visitDate, i.medicineName, i.ingredients, i.duration
     FROM appointments a INDEXED BY appointments_patient
     JOIN medicalRecords r ON r.clinicId = a.clinicId AND r.appointmentId = a.id
     JOIN prescriptionItems i ON i.clinicId = r.clinicId AND i.recordId = r.id
     WHERE a.clinicId = ? AND a.patientId = ? AND a.appointmentDate BETWEEN ? AND ? AND a.id <> ?
     ORDER BY a.appointmentDate DESC, a.appointmentTime DESC, i.lineNumber`,
} as const;

export type LastNote = {
  appointmentDate: string;
  diagnosis: string;
  treatmentPlan: string;
  notes: string;
};

/** What this doctor wrote about this patient last, another visit's. */
export function lastNoteOf(
  reader: Reader,
  { doctorId, patientId, appointmentId }: { doctorId: string; patientId: string; appointmentId: string },
): LastNote | null {
  const note = prepared(
    reader,
    `SELECT a.appointmentDate, r.diagnosis, r.treatmentPlan, r.notes
     FROM medicalRecords r JOIN appointments a ON a.id = r.appointmentId
     WHERE r.clinicId = ? AND r.patientId = ? AND a.doctorId = ? AND a.id <> ?
     ORDER BY a.appointmentDate DESC, a.appointmentTime DESC LIMIT 1`,
  ).get(reader.clinicId, patientId, doctorId, appointmentId);
  return (note as LastNote | undefined) ?? null;
}
