// What the centre keeps for each clinic beside the clinic's own rows: where its counter and its audit chain stand.
import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** One row a clinic: the last numbers given out and the last link of its audit chain. */
export const clinicHeads = pgTable(
  'clinicHeads',
  {
    clinicId: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    auditSeq: bigint({ mode: 'number' }).notNull(),
    auditMac: text().notNull(),
    /** The last record number given to a patient who registered here. */
    patientNumber: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.clinicId] })],
);

/** Append-only (a trigger refuses the rest) and chained by `mac`. No clinical value in it: field names only. */
export const auditEntries = pgTable(
  'auditEntries',
  {
    clinicId: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    atMs: bigint({ mode: 'number' }).notNull(),
    userId: text(),
    action: text().notNull(),
    entity: text().notNull(),
    entityId: text(),
    patientId: text(),
    detail: jsonb().$type<AuditDetail>().notNull(),
    ipAddress: text(),
    mac: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.seq] }),
    index('audit_entries_patient').on(t.clinicId, t.patientId, t.seq),
    index('audit_entries_user').on(t.clinicId, t.userId, t.seq),
    index('audit_entries_patients').using('gin', sql`(${t.detail}->'patients')`),
  ],
);
export type AuditDetail = {
  changes?: { table: string; id: string; fields: string[] }[];
  counts?: Record<string, number>;
  note?: string;
  /** Whose records were read, when they were those of several. */
  patients?: string[];
};
