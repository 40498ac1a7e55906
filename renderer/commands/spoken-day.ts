// Reads a day as it is said on the phone, in English or Vietnamese: "tomorrow", "thứ hai", "monday next week", "+7", "24/11". Knows no visit.
import { addDays, weekdayOf } from '../../domain/civil-date.ts';
import { foldText } from '../../domain/folded-text.ts';
import { typedDay } from '../front-desk/typed-day.ts';

/** Days from today; in folded spelling. */
const near: Record<string, number> = {
  today: 0,
  'hom nay': 0,
  tomorrow: 1,
  'ngay mai': 1,
  mai: 1,
  'day after tomorrow': 2,
  'ngay kia': 2,
  'ngay mot': 2,
  mot: 2,
  yesterday: -1,
  'hom qua': -1,
};

/** ISO: Monday is 1. */
const weekdays: string[][] = [
  ['monday', 'mon', 'thu hai', 'thu 2', 't2'],
  ['tuesday', 'tue', 'thu ba', 'thu 3', 't3'],
  ['wednesday', 'wed', 'thu tu', 'thu 4', 't4'],
  ['thursday', 'thu', 'thu nam', 'thu 5', 't5'],
  ['friday', 'fri', 'thu sau', 'thu 6', 't6'],
  ['saturday', 'sat', 'thu bay', 'thu 7', 't7'],
  ['sunday', 'sun', 'chu nhat', 'cn'],
];

/** The days that may be meant, the likeliest first; none when it is no day. */
export function spokenDays(text: string, today: string): string[] {
  const said = foldText(text);
  const named = Object.entries(near)
    .filter(([name]) => name === said || (said.length >= 3 && name.startsWith(said)))
    .map(([, days]) => days);
  if (named.length > 0) return [...new Set(named)].map((days) => addDays(today, days));
  const ahead =
    /^(?:in |sau )?(\d{1,3}) (?:days?|ngay(?: nua)?)$/.exec(said)?.[1] ??
    /^\+\s*(\d{1,3})$/.exec(text.trim())?.[1];
  if (ahead !== undefined) return [addDays(today, Number(ahead))];
  const ofWeek = spokenWeekday(said, today);
  if (ofWeek.length > 0) return ofWeek;
  return writtenDay(text.trim(), today);
}

/** A bare weekday is the next one, or the one after; "next monday" is that of the week after this. */
function spokenWeekday(said: string, today: string): string[] {
  const isNextWeek = /^next | (next week|tuan sau|tuan toi)$/.test(said);
  const name = said.replace(/^next | (next week|tuan sau|tuan toi)$/, '');
  const index = weekdays.findIndex((names) =>
    names.some((one) => one === name || (name.length >= 4 && one.startsWith(name))),
  );
  if (index < 0) return [];
  const ahead = index + 1 - weekdayOf(today);
  if (isNextWeek) return [addDays(today, ahead + 7)];
  const first = addDays(today, (ahead + 7) % 7 || 7);
  return [first, addDays(first, 7)];
}

/** "24", "24/11", "24/11/2026". Without a year it is the day nearest to today: in December, "5/1" is January's. */
function writtenDay(text: string, today: string): string[] {
  if (!/^\d{1,2}$|^\d{1,2}[./-]\d{1,2}([./-](\d{2}|\d{4}))?$|^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return [];
  const day = typedDay(text, today);
  if (day === null) return [];
  if ((text.match(/\d+/g) ?? []).length !== 2) return [day];
  const year = Number(today.slice(0, 4));
  const years = [year - 1, year, year + 1].flatMap((other) => typedDay(text, `${other}-01-01`) ?? []);
  const distance = (other: string) => Math.abs(Date.parse(other) - Date.parse(today));
  return [years.toSorted((a, b) => distance(a) - distance(b))[0] ?? day];
}
