// Everything the clinic knows about one patient, gathered to be taken along. Pure shape: who gathers it and how it is packed lies elsewhere.
import type { z } from 'zod';
import type { Appointment } from './appointments.ts';
import type { Clinic } from './clinic-setup.ts';
import type { MedicalRecord, RecordVersion } from './consultations.ts';
import type { problemRow, recordDiagnosisRow } from './diagnoses.ts';
import type { doctorNoteRow } from './doctors-patients.ts';
import type { healthDocumentRow } from './documents.ts';
import type { Patient } from './patients.ts';
import type { prescriptionItemRow } from './prescriptions.ts';

export type FileDoctor = {
  id: string;
  /** With the title. */
  name: string;
  specialization: string;
  licenseNumber: string | null;
};
export type FileDocument = z.infer<typeof healthDocumentRow>;
export type FilePrescriptionItem = z.infer<typeof prescriptionItemRow>;
export type FileDiagnosis = z.infer<typeof recordDiagnosisRow>;
export type FileProblem = z.infer<typeof problemRow>;
export type FileNote = z.infer<typeof doctorNoteRow>;

/** One visit with what was written about it, and what that said before it was amended. */
export type FileVisit = {
  appointment: Appointment;
  departmentName: string;
  record: MedicalRecord | null;
  versions: RecordVersion[];
  items: FilePrescriptionItem[];
  diagnoses: FileDiagnosis[];
};

export type PatientFile = {
  clinic: Clinic;
  patient: Patient;
  doctors: FileDoctor[];
  /** The oldest first. */
  visits: FileVisit[];
  problems: FileProblem[];
  /** Notes that a doctor shares with the patient; a doctor's own stay with the doctor. */
  sharedNotes: FileNote[];
  /** Without the deleted and the erased. */
  documents: FileDocument[];
  madeAtMs: number;
};

const EXTENSIONS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

export const mediaTypeOf = ({ fileType }: Pick<FileDocument, 'fileType'>): keyof typeof EXTENSIONS =>
  fileType === 'pdf' ? 'application/pdf' : fileType === 'png' ? 'image/png' : 'image/jpeg';

/** The name of a document in the file: a number and a day, never what a person once called it. */
export function documentPath(document: FileDocument, at: number): string {
  const number = String(at + 1).padStart(3, '0');
  const day = document.dateOfRecord ?? new Date(document.createdAtMs).toISOString().slice(0, 10);
  return `documents/${number}-${day}.${EXTENSIONS[mediaTypeOf(document)]}`;
}
