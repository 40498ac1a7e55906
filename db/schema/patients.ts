// The registry of patients.
import { civilDate, instant, index, oneOf, ref, synced, syncedKey, table, text, uniqueIndex } from '#columns';
import { sql } from 'drizzle-orm';
import { genders } from '../../domain/patients.ts';

export const patients = table(
  'patients',
  {
    ...synced(),
    patientUuid: text().notNull(),
    recordNumber: text().notNull(),
    fullName: text().notNull(),
    searchName: text().notNull(),
    dateOfBirth: civilDate(),
    gender: oneOf([...genders]),
    phone: text(),
    email: text(),
    address: text(),
    bloodGroup: text(),
    allergies: text(),
    chronicConditions: text(),
    insuranceId: text(),
    emergencyContact: text(),
    emergencyContactPhone: text(),
    notes: text(),
    warnings: text(),
    mergedIntoId: ref(),
    archivedAtMs: instant(),
  },
  (t) => [
    syncedKey(t),
    uniqueIndex('patients_uuid').on(t.clinicId, t.patientUuid),
    uniqueIndex('patients_record_number').on(t.clinicId, t.recordNumber),
    index('patients_birth').on(t.clinicId, t.dateOfBirth),
    index('patients_phone').on(t.clinicId, t.phone),
    // The list page walks these from wherever it stands: a page costs the same at any depth.
    index('patients_by_name').on(t.clinicId, t.searchName, t.id).where(sql`${t.archivedAtMs} is null`),
    index('patients_by_registration')
      .on(t.clinicId, t.createdAtMs, t.id)
      .where(sql`${t.archivedAtMs} is null`),
    index('patients_archived').on(t.clinicId, t.searchName, t.id).where(sql`${t.archivedAtMs} is not null`),
  ],
);
