// How a clinic begins: what is asked at the first start, and what holds until an admin changes it. Never a password or a key.
import { z } from 'zod';
import { email, newPassword, type User } from './accounts.ts';
import { type Clinic, currency, locale } from './clinic-setup.ts';
import { type NewRow, requiredText } from './row.ts';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};

export const newClinic = z.object({
  name: requiredText(120),
  timeZone: z.string().max(64).refine(isTimeZone, 'validation.timeZone'),
  currency,
  locale,
});
export type NewClinic = z.infer<typeof newClinic>;

export const firstAdmin = z.object({ fullName: requiredText(120), email, password: newPassword });
export type FirstAdmin = z.infer<typeof firstAdmin>;

/** The clinic on its first day; the slot grid and the horizon are those of the contract (08:00–16:30 by 30 minutes, 30 days). */
export const clinicAtFirst = (typed: NewClinic, id: string): NewRow<Clinic> => ({
  id,
  ...typed,
  address: '',
  phone: '',
  bookingHorizonDays: 30,
  slotStartTime: '08:00',
  slotEndTime: '16:30',
  slotLengthMinutes: 30,
  idleLockMinutes: 5,
  printHeader: '',
  isDemo: false,
  queueShowsNames: false,
  queueSpeaks: false,
  waitWarnMinutes: 15,
  waitAlarmMinutes: 30,
});

export const adminAtFirst = (
  typed: Omit<FirstAdmin, 'password'>,
  of: { id: string; locale: Clinic['locale'] },
): NewRow<User> => ({
  id: of.id,
  fullName: typed.fullName,
  email: typed.email,
  mobileNumber: null,
  role: 'admin',
  isActive: true,
  isVerified: true,
  locale: of.locale,
});
