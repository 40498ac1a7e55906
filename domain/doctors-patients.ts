// What a doctor keeps about a patient beside the visits: a place among the saved patients, and notes. Pure.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

/** One for a doctor and a patient. */
export const savedPatientRow = syncedRow.extend({
  doctorId: rowId,
  patientId: rowId,
  consultationNotes: z.string(),
  lastConsultationAtMs: z.number().int().nullable(),
  savedAtMs: z.number().int(),
  removedAtMs: z.number().int().nullable(),
});

export const doctorNoteRow = syncedRow.extend({
  doctorId: rowId,
  patientId: rowId,
  noteText: z.string(),
  /** Dictated, and turned into text by the system. */
  isAudioTranscript: z.boolean(),
  isSharedWithPatient: z.boolean(),
  archivedAtMs: z.number().int().nullable(),
});
