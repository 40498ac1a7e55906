// Medical records of visits and the versions that amendments replaced.
import {
  civilDate,
  count,
  index,
  instant,
  json,
  ref,
  synced,
  syncedKey,
  table,
  text,
  uniqueIndex,
} from '#columns';
import { sql } from 'drizzle-orm';
import type { CodedDiagnosis } from '../../domain/diagnoses.ts';
import type { PrescriptionLine } from '../../domain/prescriptions.ts';
import type { VitalSigns } from '../../domain/vital-signs.ts';

export const medicalRecords = table(
  'medicalRecords',
  {
    ...synced(),
    appointmentId: ref().notNull(),
    patientId: ref().notNull(),
    diagnosis: text().notNull(),
    prescription: text().notNull(),
    treatmentPlan: text().notNull(),
    notes: text().notNull(),
    followUpDate: civilDate(),
    vitalSigns: json<VitalSigns>().notNull(),
    createdById: ref(),
    signedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    uniqueIndex('medical_records_appointment').on(t.clinicId, t.appointmentId),
    index('medical_records_patient').on(t.clinicId, t.patientId),
    index('medical_records_author').on(t.clinicId, t.createdById, t.createdAtMs),
    // The radar asks for a span of days; most records say none.
    index('medical_records_follow_up')
      .on(t.clinicId, t.followUpDate)
      .where(sql`${t.followUpDate} is not null`),
  ],
);

export const recordVersions = table(
  'recordVersions',
  {
    ...synced(),
    recordId: ref().notNull(),
    versionNumber: count().notNull(),
    diagnosis: text().notNull(),
    prescription: text().notNull(),
    treatmentPlan: text().notNull(),
    notes: text().notNull(),
    followUpDate: civilDate(),
    vitalSigns: json<VitalSigns>().notNull(),
    signedAtMs: instant(),
    /** The companions of the texts as they stood; null in versions older than these. */
    prescriptionLines: json<PrescriptionLine[]>(),
    codedDiagnoses: json<CodedDiagnosis[]>(),
    replacedAtMs: instant().notNull(),
    replacedById: ref().notNull(),
    reason: text().notNull(),
  },
  (t) => [syncedKey(t), uniqueIndex('record_versions_number').on(t.clinicId, t.recordId, t.versionNumber)],
);
