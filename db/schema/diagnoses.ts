// Coded diagnoses of visits, problem lists, the clinic's own codes.
import {
  civilDate,
  count,
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
import { problemStatuses } from '../../domain/diagnoses.ts';

export const recordDiagnoses = table(
  'recordDiagnoses',
  {
    ...synced(),
    recordId: ref().notNull(),
    appointmentId: ref().notNull(),
    patientId: ref().notNull(),
    lineNumber: count().notNull(),
    codeSystem: text().notNull(),
    code: text().notNull(),
    text: text().notNull(),
  },
  (t) => [
    syncedKey(t),
    index('record_diagnoses_record').on(t.clinicId, t.recordId, t.lineNumber),
    index('record_diagnoses_patient').on(t.clinicId, t.patientId),
    index('record_diagnoses_code').on(t.clinicId, t.codeSystem, t.code),
  ],
);

export const problems = table(
  'problems',
  {
    ...synced(),
    patientId: ref().notNull(),
    codeSystem: text().notNull(),
    code: text().notNull(),
    text: text().notNull(),
    status: oneOf([...problemStatuses]).notNull(),
    onsetDate: civilDate(),
    resolvedDate: civilDate(),
    notes: text().notNull(),
    notedById: ref().notNull(),
    archivedAtMs: instant(),
  },
  (t) => [syncedKey(t), index('problems_patient').on(t.clinicId, t.patientId)],
);

export const diagnosisCodes = table(
  'diagnosisCodes',
  {
    ...synced(),
    code: text().notNull(),
    text: text().notNull(),
    isActive: flag().notNull(),
  },
  (t) => [syncedKey(t), uniqueIndex('diagnosis_codes_code').on(t.clinicId, t.code)],
);
