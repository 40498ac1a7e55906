// The clinic's medicines and the lines of prescriptions.
import { count, flag, index, ref, synced, syncedKey, table, text } from '#columns';

export const medicines = table(
  'medicines',
  {
    ...synced(),
    name: text().notNull(),
    ingredients: text().notNull(),
    strength: text().notNull(),
    form: text().notNull(),
    usualDose: text().notNull(),
    usualRoute: text().notNull(),
    usualFrequency: text().notNull(),
    usualDuration: text().notNull(),
    usualInstructions: text().notNull(),
    isActive: flag().notNull(),
  },
  (t) => [syncedKey(t), index('medicines_name').on(t.clinicId, t.name)],
);

export const prescriptionItems = table(
  'prescriptionItems',
  {
    ...synced(),
    recordId: ref().notNull(),
    appointmentId: ref().notNull(),
    patientId: ref().notNull(),
    doctorId: ref().notNull(),
    lineNumber: count().notNull(),
    medicineId: ref(),
    medicineName: text().notNull(),
    ingredients: text().notNull(),
    dose: text().notNull(),
    route: text().notNull(),
    frequency: text().notNull(),
    duration: text().notNull(),
    instructions: text().notNull(),
    overrideReason: text().notNull(),
  },
  (t) => [
    syncedKey(t),
    index('prescription_items_record').on(t.clinicId, t.recordId, t.lineNumber),
    index('prescription_items_patient').on(t.clinicId, t.patientId, t.createdAtMs),
    // Favourites: what this doctor prescribes most, and how.
    index('prescription_items_doctor').on(t.clinicId, t.doctorId, t.medicineName),
  ],
);
