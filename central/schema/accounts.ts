// Secrets of people who sign in at the centre, and their sessions. Nothing here ever leaves the server.
import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

const instant = () => bigint({ mode: 'number' });

export const credentials = pgTable(
  'credentials',
  {
    clinicId: text().notNull(),
    userId: text().notNull(),
    /** Argon2id in the PHC format. */
    passwordHash: text().notNull(),
    changedAtMs: instant().notNull(),
    /** Registered and not yet confirmed by a code. Only such an account is opened by one: what an admin closed stays closed. */
    isPending: boolean().notNull().default(false),
    /** When a code or a link that went there came back. */
    emailVerifiedAtMs: instant(),
    mobileVerifiedAtMs: instant(),
  },
  (t) => [primaryKey({ columns: [t.clinicId, t.userId] })],
);

/** One sign-in and all the refresh tokens that followed from it. Revoked as a whole. */
export const refreshFamilies = pgTable(
  'refreshFamilies',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    userId: text().notNull(),
    createdAtMs: instant().notNull(),
    revokedAtMs: instant(),
    revokedBecause: text(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('refresh_families_user').on(t.clinicId, t.userId),
  ],
);

/** A refresh token by its `jti`. It dies when its successor is first used, not when that is issued. */
export const refreshTokens = pgTable(
  'refreshTokens',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    familyId: text().notNull(),
    /** The token this one was given for; null for the first of a family. */
    predecessorId: text(),
    expiresAtMs: instant().notNull(),
    /** Set when a successor is first used: from then on this one is dead, and so are its other successors. */
    supersededById: text(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('refresh_tokens_family').on(t.clinicId, t.familyId),
    index('refresh_tokens_predecessor').on(t.clinicId, t.predecessorId),
  ],
);

export const otpPurposes = ['REGISTRATION', 'PASSWORD_RESET', 'MOBILE_NUMBER'] as const;
export const otpVerifications = pgTable(
  'otpVerifications',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    userId: text().notNull(),
    purpose: text({ enum: [...otpPurposes] }).notNull(),
    /** HMAC of the code: six digits are guessed at once from a plain hash. */
    codeMac: text().notNull(),
    createdAtMs: instant().notNull(),
    expiresAtMs: instant().notNull(),
    attempts: integer().notNull(),
    isUsed: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('otp_verifications_newest').on(t.clinicId, t.userId, t.purpose, t.createdAtMs),
  ],
);

export const resetLinks = pgTable(
  'resetLinks',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    userId: text().notNull(),
    /** SHA-256 of 256 random bits. */
    tokenHash: text().notNull(),
    createdAtMs: instant().notNull(),
    expiresAtMs: instant().notNull(),
    usedAtMs: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('reset_links_token').on(t.clinicId, t.tokenHash),
  ],
);

/** Staff devices: enrolled by a code that an admin sees once, revocable. */
export const devices = pgTable(
  'devices',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    /** HMAC of the enrolment code; null once it was used. */
    enrolmentCodeMac: text(),
    enrolmentExpiresAtMs: instant(),
    /** Ed25519 public key the device proves itself with, base64url. */
    publicKey: text(),
    createdAtMs: instant().notNull(),
    createdById: text().notNull(),
    enrolledAtMs: instant(),
    revokedAtMs: instant(),
    revokedById: text(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('devices_code').on(t.clinicId, t.enrolmentCodeMac),
  ],
);
