// What a doctor keeps about a patient beside the visits: a place among the saved patients, and notes. Pure.
import { z } from 'zod';
import { Refused } from './failure.ts';
import { requiredText, rowId, syncedRow, typedText } from './row.ts';

/** One for a doctor and a patient. */
export const savedPatientRow = syncedRow.extend({
  doctorId: rowId,
  patientId: rowId,
  consultationNotes: z.string(),
  lastConsultationAtMs: z.number().int().nullable(),
  savedAtMs: z.number().int(),
  removedAtMs: z.number().int().nullable(),
});
export type SavedPatient = z.infer<typeof savedPatientRow>;

export const doctorNoteRow = syncedRow.extend({
  doctorId: rowId,
  patientId: rowId,
  noteText: z.string(),
  /** Dictated, and turned into text by the system. */
  isAudioTranscript: z.boolean(),
  isSharedWithPatient: z.boolean(),
  archivedAtMs: z.number().int().nullable(),
});
export type DoctorNote = z.infer<typeof doctorNoteRow>;

export const savePatientInput = z.object({ patientId: rowId, isSaved: z.boolean() });
/** `seenMs`: `updatedAtMs` of the row the doctor was looking at. */
export const savedNotesInput = z.object({
  patientId: rowId,
  seenMs: z.number().int(),
  consultationNotes: typedText(5_000),
});

const noteContent = z.object({
  noteText: requiredText(10_000),
  isAudioTranscript: z.boolean(),
  isSharedWithPatient: z.boolean(),
});
export const addNoteInput = noteContent.extend({ patientId: rowId });
const ofNote = z.object({ noteId: rowId, seenMs: z.number().int() });
export const editNoteInput = noteContent.extend(ofNote.shape);
export const archiveNoteInput = ofNote.extend({ isArchived: z.boolean() });

/** The note as its writer saw it. Colleagues read a note and leave it as it is. */
export function ownNote(
  note: DoctorNote | undefined,
  { userId, seenMs }: { userId: string; seenMs: number },
): DoctorNote {
  if (!note) throw new Refused({ code: 'not_found', subject: 'note' });
  if (note.doctorId !== userId) throw new Refused({ code: 'not_your_note' });
  if (note.updatedAtMs !== seenMs)
    throw new Refused({ code: 'changed_meanwhile', subject: 'note', id: note.id });
  return note;
}
