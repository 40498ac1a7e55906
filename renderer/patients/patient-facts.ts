// The facts of a patient as people read them: a birth day, an age, a phone. Never asks for data.
import i18next from 'i18next';
import { ageInMonths, ageInYears, wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';

/** The clinic's day on its own wall clock. */
export function useClinicToday(): string {
  return wallClock(Date.now(), useDesk().clinic.timeZone).date;
}

/** `12/08/1980`: the day as both our languages write it. */
export const dayText = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** "46 years"; months for the first two years, when they matter. */
export function ageText(dateOfBirth: string, today: string): string {
  const months = ageInMonths(dateOfBirth, today);
  if (months < 24) return i18next.t('patients:age.months', { count: months });
  return i18next.t('patients:age.years', { count: ageInYears(dateOfBirth, today) });
}

/** `0901 234 567`: ten digits in groups that can be read aloud; anything else as it is stored. */
export const phoneText = (phone: string): string =>
  /^\d{10}$/.test(phone) ? `${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}` : phone;

/** What was typed for a birth day, day first: `12/8/1980`, `12.8.80`, `12081980`, `1980-08-12`. Null when it is no day. */
export function typedBirthDay(typed: string, today: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/.exec(text);
  const dayFirst =
    /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4}|\d{2})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (iso) return realDay(iso[1], iso[2], iso[3]);
  if (!dayFirst) return null;
  const [, day, month, year = ''] = dayFirst;
  // Two digits are the newest such year that is not in the future: nobody is born tomorrow.
  if (year.length === 2) return realDay(`20${year}`, month, day, today) ?? realDay(`19${year}`, month, day);
  return realDay(year, month, day);
}

function realDay(year = '', month = '', day = '', latest = '9999'): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text && text <= latest
    ? text
    : null;
}
