// What only the API knows of a visit or a department: payment marks and the words that point to a department.
import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** `pay` of the API records that something was paid; it moves no money. One a visit. */
export const paymentMarks = pgTable(
  'paymentMarks',
  {
    clinicId: text().notNull(),
    appointmentId: text().notNull(),
    method: text().notNull(),
    amountMinor: bigint({ mode: 'number' }).notNull(),
    atMs: bigint({ mode: 'number' }).notNull(),
    byUserId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.clinicId, t.appointmentId] })],
);

/** Words of symptoms per department, kept by an admin. A rule, not a model. */
export const symptomWords = pgTable(
  'symptomWords',
  {
    clinicId: text().notNull(),
    departmentId: text().notNull(),
    words: jsonb().$type<string[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.departmentId] }),
    index('symptom_words_clinic').on(t.clinicId),
  ],
);
