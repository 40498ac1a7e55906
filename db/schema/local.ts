// Tables of this PC alone, SQLite only: outbox, audit chain, drafts, PINs, device. They never travel as rows.
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Single facts about this file: `vaultId`, `clinicId`, … */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() });

/** This PC. One row. Record numbers carry its prefix, so that two offline PCs never hand out the same one. */
export const device = sqliteTable('device', {
  id: text().primaryKey(),
  prefix: text().notNull(),
  nextDeviceSeq: integer().notNull(),
  nextRecordNumber: integer().notNull(),
  nextReceiptNumber: integer().notNull(),
});

/** What the centre has not acknowledged: one entry is one mutation, applied whole or not at all. */
export const outbox = sqliteTable('outbox', {
  deviceSeq: integer().primaryKey(),
  /** UUIDv7. Unique as it is made; an index to prove it would cost a page in every commit. */
  mutationId: text().notNull(),
  kind: text().notNull(),
  schemaVersion: integer().notNull(),
  atMs: integer().notNull(),
  /** JSON: `RowChange[]` of db/write.ts. */
  changes: text().notNull(),
});

/** Append-only chain; see db/audit.ts. */
export const auditLog = sqliteTable(
  'auditLog',
  {
    seq: integer().primaryKey(),
    atMs: integer().notNull(),
    userId: text(),
    action: text().notNull(),
    entity: text(),
    entityId: text(),
    patientId: text(),
    /** JSON: changed field names with keyed hashes, never values. */
    detail: text().notNull(),
    mac: text().notNull(),
  },
  (t) => [index('audit_patient').on(t.patientId, t.seq), index('audit_user').on(t.userId, t.seq)],
);

/** What is being typed: a journal, one row a pause. Local, encrypted with the file, never synced. */
export const drafts = sqliteTable(
  'drafts',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** What is edited, e.g. `record:<appointmentId>`. */
    subject: text().notNull(),
    userId: text().notNull(),
    atMs: integer().notNull(),
    content: text().notNull(),
  },
  (t) => [index('drafts_subject').on(t.userId, t.subject, t.id)],
);

/** Verifiers of the six-digit PINs that switch people while the vault is open. They wrap no key. */
export const staffPins = sqliteTable('staffPins', {
  userId: text().primaryKey(),
  verifier: text().notNull(),
});

/** Full-text rows of patients: a stable integer for each, which VACUUM must not renumber. */
export const patientSearchRows = sqliteTable(
  'patientSearchRows',
  { searchRow: integer().primaryKey(), patientId: text().notNull() },
  (t) => [uniqueIndex('patient_search_patient').on(t.patientId)],
);
