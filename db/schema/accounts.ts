// Tables of people who sign in. Secrets that unlock the vault are in the key file, never here.
import { flag, oneOf, synced, syncedKey, table, text, uniqueIndex } from '#columns';
import { sql } from 'drizzle-orm';
import { locales } from '../../domain/clinic-setup.ts';
import { roles } from '../../domain/accounts.ts';

export const users = table(
  'users',
  {
    ...synced(),
    email: text().notNull(),
    mobileNumber: text(),
    fullName: text().notNull(),
    role: oneOf([...roles]).notNull(),
    isActive: flag().notNull(),
    isVerified: flag().notNull(),
    locale: oneOf([...locales]).notNull(),
  },
  (t) => [
    syncedKey(t),
    uniqueIndex('users_email').on(t.clinicId, t.email),
    uniqueIndex('users_mobile_number')
      .on(t.clinicId, t.mobileNumber)
      .where(sql`${t.mobileNumber} is not null`),
  ],
);
