// People who sign in: what an account is, which roles there are, what a password must be. Never how a secret is stored.
import { z } from 'zod';
import { syncedRow } from './row.ts';

export const roles = ['admin', 'doctor', 'receptionist', 'patient'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Roles that sign in at a clinic PC. */
export const staffRoles = ['admin', 'doctor', 'receptionist'] as const;
export const staffRole = z.enum(staffRoles);
export type StaffRole = z.infer<typeof staffRole>;

export const userRow = syncedRow.extend({
  /** Case-folded; unique in a clinic. */
  email: z.string(),
  mobileNumber: z.string().nullable(),
  fullName: z.string(),
  role,
  isActive: z.boolean(),
  isVerified: z.boolean(),
  /** The language the interface speaks to this person. */
  locale: z.enum(['en', 'vi']),
});
export type User = z.infer<typeof userRow>;

/** E-mail as it is stored and compared. */
export const foldEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();
export const email = z.string().max(254).transform(foldEmail).pipe(z.email('validation.email'));
export const phone10 = z.string().regex(/^\d{10}$/, 'validation.phone10');

/** NFKC, so that the same password typed on another keyboard is the same password. */
export const normalizePassword = (password: string): string => password.normalize('NFKC');
export const newPassword = z
  .string()
  .max(256, 'validation.tooLong')
  .transform(normalizePassword)
  .pipe(z.string().min(12, 'validation.passwordShort'));
export const pin = z.string().regex(/^\d{6}$/, 'validation.pin');
