// How each kind of cell is written in a list and read back from what people (and Excel) make of it. Knows no file and no database.
import { civilDate } from './civil-date.ts';
import type { Locale } from './clinic-setup.ts';
import { nameKey } from './clinic-setup-input.ts';
import { foldText } from './folded-text.ts';
import { parseMoney, plainMoney } from './money.ts';

/** What is wrong with a cell or a row, where a form's own words do not say it. */
export const csvProblems = [
  'not_yes_or_no',
  'unknown_word',
  'unknown_department',
  'unknown_room',
  'unknown_doctor',
  'day_or_month',
  'twice',
  'too_many_cells',
] as const;
export type CsvProblem = (typeof csvProblems)[number];

/** The clinic as cells need it: names for ids and ids for names (by `nameKey`). */
export type CsvContext = {
  locale: Locale;
  currency: string;
  departments: Names;
  /** By room number. */
  rooms: Names;
  /** By e-mail. */
  doctors: Names;
};
export type Names = { idOf: ReadonlyMap<string, string>; nameOf: ReadonlyMap<string, string> };

export const namesOf = (rows: readonly { id: string; name: string }[]): Names => ({
  idOf: new Map(rows.map((row) => [nameKey(row.name), row.id])),
  nameOf: new Map(rows.map((row) => [row.id, row.name])),
});

/** A cell read: a value, or what is wrong with it. `invalid` is a key of the forms' own words. */
export type CellRead = { value: unknown } | { problem: CsvProblem } | { invalid: `validation.${string}` };
export type Cell = {
  read(text: string, context: CsvContext): CellRead;
  write(value: unknown, context: CsvContext): string;
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const textCell: Cell = { read: (value) => ({ value }), write: asText };
/** Empty is null. */
export const optionalCell: Cell = {
  read: (text) => ({ value: text.trim() === '' ? null : text }),
  write: asText,
};

export const moneyCell: Cell = {
  read(text, { currency, locale }) {
    const value = parseMoney(text, currency, locale);
    return value === null ? { invalid: 'validation.money' } : { value };
  },
  write: (value, { currency, locale }) => plainMoney(Number(value), currency, locale),
};

export const wholeCell: Cell = {
  read: (text) => (/^\s*\d{1,9}\s*$/.test(text) ? { value: Number(text) } : { invalid: 'validation.number' }),
  write: String,
};

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'co', 'dung']);
const no = new Set(['no', 'n', 'false', '0', 'khong', 'sai', '']);
export const yesNoCell: Cell = {
  read(text) {
    const word = foldText(text);
    if (yes.has(word)) return { value: true };
    return no.has(word) ? { value: false } : { problem: 'not_yes_or_no' };
  },
  write: (value, { locale }) => (locale === 'vi' ? (value ? 'Có' : 'Không') : value ? 'Yes' : 'No'),
};

/** `2026-11-22`; `22/11/2026` as Excel saves it back. `3/4/2026` is the third of April in Vietnam and unclear elsewhere. */
export const dateCell: Cell = {
  read(typed, { locale }) {
    const text = typed.trim();
    if (text === '') return { value: null };
    const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
    if (!parts) return checkedDate(text);
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    if (locale !== 'vi' && first <= 12 && second <= 12 && first !== second)
      return { problem: 'day_or_month' };
    const [day, month] = locale !== 'vi' && second > 12 ? [second, first] : [first, second];
    return checkedDate(`${parts[3]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  },
  write: asText,
};
const checkedDate = (day: string): CellRead =>
  civilDate.safeParse(day).success ? { value: day } : { invalid: 'validation.date' };

/** `08:00`, `8:00`, `8:00:00`. Empty is null. */
export const timeCell: Cell = {
  read(typed) {
    const text = typed.trim();
    if (text === '') return { value: null };
    const parts = /^(\d{1,2})[:h](\d{2})(?::00)?$/.exec(text);
    return parts
      ? { value: `${String(parts[1]).padStart(2, '0')}:${parts[2]}` }
      : { invalid: 'validation.time' };
  },
  write: asText,
};

type Words = { en: string; vi: string; also?: string[] };

/** One of a few words, in either language. `words` are in the order they are looked for. */
export function wordCell<Value extends string | number>(words: readonly (readonly [Value, Words])[]): Cell {
  const spellings = new Map<string, Value>();
  for (const [value, { en, vi, also = [] }] of words) {
    for (const word of [en, vi, ...also, String(value)]) {
      if (!spellings.has(foldText(word))) spellings.set(foldText(word), value);
    }
  }
  return {
    read(text) {
      if (text.trim() === '') return { value: null };
      const value = spellings.get(foldText(text));
      return value === undefined ? { problem: 'unknown_word' } : { value };
    },
    write: (value, { locale }) => words.find(([known]) => known === value)?.[1][locale] ?? '',
  };
}

/** Another list's row by its name. Empty is null. */
function nameCell(list: 'departments' | 'rooms' | 'doctors', unknown: CsvProblem): Cell {
  return {
    read(text, context) {
      if (text.trim() === '') return { value: null };
      const id = context[list].idOf.get(nameKey(text));
      return id === undefined ? { problem: unknown } : { value: id };
    },
    write: (value, context) => context[list].nameOf.get(asText(value)) ?? '',
  };
}
export const departmentCell = nameCell('departments', 'unknown_department');
export const roomCell = nameCell('rooms', 'unknown_room');
export const doctorCell = nameCell('doctors', 'unknown_doctor');

// A bare number is not taken: 2 is Monday to a Vietnamese reader and Tuesday to most others.
export const weekdayCell: Cell = (() => {
  const days = wordCell<number>([
    [1, { en: 'Monday', vi: 'Thứ Hai', also: ['Mon', 'T2', 'Thứ 2'] }],
    [2, { en: 'Tuesday', vi: 'Thứ Ba', also: ['Tue', 'T3', 'Thứ 3'] }],
    [3, { en: 'Wednesday', vi: 'Thứ Tư', also: ['Wed', 'T4', 'Thứ 4'] }],
    [4, { en: 'Thursday', vi: 'Thứ Năm', also: ['Thu', 'T5', 'Thứ 5'] }],
    [5, { en: 'Friday', vi: 'Thứ Sáu', also: ['Fri', 'T6', 'Thứ 6'] }],
    [6, { en: 'Saturday', vi: 'Thứ Bảy', also: ['Sat', 'T7', 'Thứ 7'] }],
    [7, { en: 'Sunday', vi: 'Chủ Nhật', also: ['Sun', 'CN'] }],
  ]);
  return {
    read: (text, context) =>
      /^\s*\d+\s*$/.test(text) ? { problem: 'unknown_word' } : days.read(text, context),
    write: (value, context) => days.write(value, context),
  };
})();
