// What doctors keep for themselves: texts used again, saved patients, notes; and calls about follow-ups.
import {
  civilDate,
  flag,
  index,
  instant,
  oneOf,
  ref,
  synced,
  syncedKey,
  table,
  text,
  uniqueIndex,
} from '#columns';
import { callOutcomes } from '../../domain/follow-ups.ts';
import { templateKinds } from '../../domain/templates.ts';

export const templates = table(
  'templates',
  {
    ...synced(),
    doctorId: ref(),
    kind: oneOf([...templateKinds]).notNull(),
    name: text().notNull(),
    shortcut: text().notNull(),
    content: text().notNull(),
    archivedAtMs: instant(),
  },
  (t) => [syncedKey(t), index('templates_kind').on(t.clinicId, t.kind, t.name)],
);

export const savedPatients = table(
  'savedPatients',
  {
    ...synced(),
    doctorId: ref().notNull(),
    patientId: ref().notNull(),
    consultationNotes: text().notNull(),
    lastConsultationAtMs: instant(),
    savedAtMs: instant().notNull(),
    removedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    uniqueIndex('saved_patients_once').on(t.clinicId, t.doctorId, t.patientId),
    index('saved_patients_saved').on(t.clinicId, t.doctorId, t.savedAtMs),
    index('saved_patients_patient').on(t.clinicId, t.patientId),
  ],
);

export const doctorNotes = table(
  'doctorNotes',
  {
    ...synced(),
    doctorId: ref().notNull(),
    patientId: ref().notNull(),
    noteText: text().notNull(),
    isAudioTranscript: flag().notNull(),
    isSharedWithPatient: flag().notNull(),
    archivedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    index('doctor_notes_of').on(t.clinicId, t.doctorId, t.patientId, t.createdAtMs),
    index('doctor_notes_patient').on(t.clinicId, t.patientId, t.createdAtMs),
  ],
);

export const followUpCalls = table(
  'followUpCalls',
  {
    ...synced(),
    recordId: ref().notNull(),
    patientId: ref().notNull(),
    calledAtMs: instant().notNull(),
    byUserId: ref().notNull(),
    outcome: oneOf([...callOutcomes]).notNull(),
    againOnDate: civilDate(),
    note: text().notNull(),
  },
  (t) => [
    syncedKey(t),
    index('follow_up_calls_record').on(t.clinicId, t.recordId, t.calledAtMs),
    index('follow_up_calls_patient').on(t.clinicId, t.patientId),
  ],
);
