// What a patient has shared and who has opened it (the record-sharing seed). Synced to nobody yet.
import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

const instant = () => bigint({ mode: 'number' });

export const shareMethods = ['QR_CODE', 'URL'] as const;

export const shareTokens = pgTable(
  'shareTokens',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    patientId: text().notNull(),
    shareMethod: text({ enum: [...shareMethods] }).notNull(),
    /** HMAC of what the QR code or the address carries: the database alone opens nothing. */
    secretMac: text().notNull(),
    /** The same secret sealed, so that its owner can be shown the code again. */
    sealedSecret: text().notNull(),
    createdAtMs: instant().notNull(),
    expiresAtMs: instant().notNull(),
    isRevoked: boolean().notNull(),
    revokedAtMs: instant(),
    maxAccessCount: integer(),
    currentAccessCount: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('share_tokens_patient').on(t.clinicId, t.patientId, t.isRevoked),
    index('share_tokens_expiry').on(t.clinicId, t.expiresAtMs),
    index('share_tokens_secret').on(t.clinicId, t.secretMac),
  ],
);

export const shareTokenDocuments = pgTable(
  'shareTokenDocuments',
  { clinicId: text().notNull(), shareTokenId: text().notNull(), documentId: text().notNull() },
  (t) => [primaryKey({ columns: [t.clinicId, t.shareTokenId, t.documentId] })],
);

export const accessLogs = pgTable(
  'accessLogs',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    shareTokenId: text(),
    doctorId: text().notNull(),
    patientId: text().notNull(),
    ipAddress: text(),
    userAgent: text(),
    accessedAtMs: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('access_logs_doctor').on(t.clinicId, t.doctorId, t.accessedAtMs),
    index('access_logs_patient').on(t.clinicId, t.patientId, t.accessedAtMs),
  ],
);

export const accessLogDocuments = pgTable(
  'accessLogDocuments',
  { clinicId: text().notNull(), accessLogId: text().notNull(), documentId: text().notNull() },
  (t) => [primaryKey({ columns: [t.clinicId, t.accessLogId, t.documentId] })],
);
