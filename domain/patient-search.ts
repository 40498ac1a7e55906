// What somebody typed into a patient search means: words of a name, digits of a phone or a record number, a birth day in any order. And
// how well a patient fits. It never knows how an index is asked.
import { digitsOf, foldText } from './folded-text.ts';

/** A birth day as far as it is known: `born` is a beginning of YYYYMMDD, `monthDay` is MMDD. */
export type Birth = { born?: string; monthDay?: string };

export type SearchTerm =
  | { kind: 'word'; word: string }
  /** Part of a phone, or a record number's number, or (when `births` is not empty) a birth day without separators. */
  | { kind: 'digits'; digits: string; births: Birth[] }
  | { kind: 'birth'; births: Birth[] }
  /** `a` and `000123` of A-000123. */
  | { kind: 'record'; prefix: string; digits: string };

/** What a fit is judged by. */
export type Findable = {
  searchName: string;
  phone: string | null;
  recordNumber: string;
  dateOfBirth: string | null;
};

const MAX_TERMS = 8;
const MAX_TYPED = 100;
const EARLIEST_YEAR = 1880;

/** `today` decides which two-digit years can be birth years. Nothing useful typed: no terms. */
export function parseSearch(typed: string, today: string): SearchTerm[] {
  const text = typed.normalize('NFC').slice(0, MAX_TYPED).trim();
  // "12 8 1980" is one day, not three numbers.
  const spacedDay = /^\d{1,2} +\d{1,2} +\d{4}$/.test(text) ? birthsOf(text.replace(/ +/g, '/'), today) : [];
  if (spacedDay.length > 0) return [{ kind: 'birth', births: spacedDay }];
  return text
    .split(/[\s,;]+/)
    .flatMap((chunk) => termsOf(chunk, today))
    .slice(0, MAX_TERMS);
}

function termsOf(chunk: string, today: string): SearchTerm[] {
  const births = birthsOf(chunk, today);
  if (births.length > 0) return [{ kind: 'birth', births }];
  const record = /^([A-Za-z]{1,3})-?(\d+)$/.exec(chunk);
  if (record) return [{ kind: 'record', prefix: String(record[1]).toLowerCase(), digits: String(record[2]) }];
  if (/^[+(]*\d[\d().+/-]*$/.test(chunk)) {
    const digits = digitsOf(chunk);
    return [{ kind: 'digits', digits, births: undividedBirths(digits, today) }];
  }
  return foldText(chunk)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ kind: 'word', word }));
}

/** A day typed with separators, whole or as far as it has been typed. */
function birthsOf(chunk: string, today: string): Birth[] {
  const [first = '', second = '', third, ...more] = chunk.split(/[./-]/);
  if (!/^\d+([./-]\d*)+$/.test(chunk) || more.length > 0 || second.length > 4) return [];
  if (first.length === 4) return isYear(first, today) ? yearFirst(first, second, third ?? '') : [];
  if (first.length > 2) return [];
  if (second.length === 4) {
    const month = two(first);
    return third === undefined && isYear(second, today) && Number(first) <= 12
      ? [{ born: second + month }]
      : [];
  }
  if (second.length === 0 || second.length > 2 || (third ?? '').length > 4) return [];
  return dayAndMonth(first, second).flatMap((monthDay) => withYear(monthDay, third ?? '', today));
}

function yearFirst(year: string, month: string, day: string): Birth[] {
  if (month === '') return [{ born: year }];
  if (month.length === 1 && day === '')
    return [{ born: `${year}${two(month)}` }, ...(month === '1' ? [{ born: `${year}1` }] : [])];
  if (Number(month) > 12 || month === '00') return [];
  if (day.length === 2) return isRealDay(month, day) ? [{ born: year + two(month) + day }] : [];
  return [{ born: year + two(month) + (day === '' ? '' : two(day)) }];
}

function withYear(monthDay: string, year: string, today: string): Birth[] {
  if (year === '') return [{ monthDay }];
  if (year.length === 4) return isYear(year, today) ? [{ born: year + monthDay }] : [];
  const unfinished = [{ monthDay, born: year }];
  return year.length === 2
    ? [...shortYears(year, today).map((full) => ({ born: full + monthDay })), ...unfinished]
    : unfinished;
}

/** 12081980, 19800812, 120880, and a year alone. */
function undividedBirths(digits: string, today: string): Birth[] {
  if (digits.length === 4) return isYear(digits, today) ? [{ born: digits }] : [];
  if (digits.length === 8) {
    const year = digits.slice(0, 4);
    const isoDay =
      isYear(year, today) && isRealDay(digits.slice(4, 6), digits.slice(6)) ? [{ born: digits }] : [];
    const dayFirst = dayAndMonth(digits.slice(0, 2), digits.slice(2, 4));
    return [...isoDay, ...dayFirst.flatMap((monthDay) => withYear(monthDay, digits.slice(4), today))];
  }
  if (digits.length === 6) {
    const days = dayAndMonth(digits.slice(0, 2), digits.slice(2, 4));
    return days.flatMap((monthDay) =>
      shortYears(digits.slice(4), today).map((year) => ({ born: year + monthDay })),
    );
  }
  return [];
}

/** MMDD of two numbers, day first as most of the world writes it, month first where that is a day too. */
function dayAndMonth(a: string, b: string): string[] {
  const [first, second] = [two(a), two(b)];
  const monthDays = [];
  if (isRealDay(second, first)) monthDays.push(second + first);
  if (first !== second && isRealDay(first, second)) monthDays.push(first + second);
  return monthDays;
}

const two = (number: string) => number.padStart(2, '0');
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isRealDay = (month: string, day: string) =>
  Number(day) >= 1 && Number(day) <= (daysInMonth[Number(month) - 1] ?? 0);
const isYear = (year: string, today: string) => Number(year) >= EARLIEST_YEAR && year <= today.slice(0, 4);
const shortYears = (year: string, today: string) =>
  [`19${year}`, `20${year}`].filter((full) => isYear(full, today));

/** The digits of a phone that are the same written with a leading 0 or with +84: without either, once long enough to tell. */
export const nationalDigits = (digits: string): string =>
  digits.length >= 9 ? digits.replace(/^(?:0|84)/, '') : digits;

/** How well a patient fits all terms; null when a term does not fit at all. Higher is better. */
export function fitOf(terms: SearchTerm[], patient: Findable): number | null {
  let total = 0;
  for (const term of terms) {
    const fit = termFit(term, patient);
    if (fit === 0) return null;
    total += fit;
  }
  return total;
}

function termFit(term: SearchTerm, patient: Findable): number {
  switch (term.kind) {
    case 'word':
      return wordFit(term.word, patient.searchName);
    case 'birth':
      return birthFit(term.births, patient.dateOfBirth);
    case 'record': {
      const known = patient.recordNumber.toLowerCase().replace('-', '');
      const [prefix, number] = patient.recordNumber.toLowerCase().split('-');
      if (prefix === term.prefix && Number(number) === Number(term.digits)) return 8;
      return known.startsWith(term.prefix + term.digits) ? 4 : 0;
    }
    case 'digits':
      return Math.max(
        phoneFit(nationalDigits(term.digits), patient.phone),
        Number(patient.recordNumber.split('-')[1]) === Number(term.digits) ? 6 : 0,
        birthFit(term.births, patient.dateOfBirth),
      );
  }
}

/** A whole word beats a beginning, a beginning beats a middle; the given name (last in Vietnamese) beats the others. */
function wordFit(word: string, searchName: string): number {
  const words = searchName.split(' ');
  if (words.at(-1) === word) return 6;
  if (words.includes(word)) return 5;
  if (words.at(-1)?.startsWith(word)) return 4;
  if (words.some((known) => known.startsWith(word))) return 3;
  return searchName.includes(word) ? 1 : 0;
}

function phoneFit(digits: string, phone: string | null): number {
  const known = digitsOf(phone ?? '');
  if (known.endsWith(digits)) return digits.length >= 3 ? 6 : 3;
  if (known.startsWith(digits)) return 4;
  return known.includes(digits) ? 2 : 0;
}

function birthFit(births: Birth[], dateOfBirth: string | null): number {
  if (!dateOfBirth) return 0;
  const day = dateOfBirth.replaceAll('-', '');
  const fits = births.some(
    ({ born, monthDay }) =>
      (born === undefined || day.startsWith(born)) && (monthDay === undefined || day.endsWith(monthDay)),
  );
  return fits ? 5 : 0;
}
