// The shapes of a chart as the main process sends them, and small words of time for this feature.
import type { inferRouterOutputs } from '@trpc/server';
import { wallClock } from '../../domain/civil-date.ts';
import type { AppRouter } from '../../electron/api/router.ts';
import { spokenLocale } from '../app/i18n.ts';

type Answers = inferRouterOutputs<AppRouter>['consultations'];
export type Chart = Answers['chart'];
export type MedicalRecord = NonNullable<Chart['record']>;
export type DayVisit = Answers['day']['visits'][number];
export type NextVisit = Answers['day']['next'];

/** `10:42:07` on the clinic's wall. Seconds are the same in every zone. */
export const clockText = (atMs: number, timeZone: string): string =>
  `${wallClock(atMs, timeZone).time}:${String(Math.floor(atMs / 1000) % 60).padStart(2, '0')}`;

/** `10:42 22/11/2026` on the clinic's wall. */
export function momentText(atMs: number, timeZone: string): string {
  const { date, time } = wallClock(atMs, timeZone);
  return `${time} ${date.split('-').toReversed().join('/')}`;
}

/** `Monday, 23 November 2026`, in the language spoken now. */
export const longDay = (date: string) =>
  new Intl.DateTimeFormat(spokenLocale() === 'vi' ? 'vi-VN' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
