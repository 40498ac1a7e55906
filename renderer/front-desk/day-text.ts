// Days and instants as the person reads them. Asks no one for data.
import { wallClock } from '../../domain/civil-date.ts';
import { spokenLocale } from '../app/i18n.ts';

/** The regional format that goes with the language spoken. */
const tag = () => (spokenLocale() === 'vi' ? 'vi-VN' : 'en-GB');
const atNoon = (date: string) => new Date(`${date}T12:00:00Z`);

/** "24/11/2026" */
export const shortDay = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** "Mon" */
export const shortWeekday = (date: string): string =>
  new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', weekday: 'short' }).format(atNoon(date));

/** "Monday, 9 November 2026" */
export const longDay = (date: string): string =>
  new Intl.DateTimeFormat(tag(), {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(atNoon(date));

/** "Mon 23/11" */
export const weekday = (date: string): string =>
  `${new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', weekday: 'short' }).format(atNoon(date))} ${date.slice(8)}/${date.slice(5, 7)}`;

/** "November 2026" */
export const monthName = (date: string): string =>
  new Intl.DateTimeFormat(tag(), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(atNoon(date));

/** "22/11/2026 09:14" on the clinic's clock. */
export function shortInstant(atMs: number, timeZone: string): string {
  const { date, time } = wallClock(atMs, timeZone);
  return `${shortDay(date)} ${time}`;
}
