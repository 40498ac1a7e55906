// The lists that travel as CSV: their columns in two languages, what makes two rows the same, and how a row is read. Knows no file.
import { z } from 'zod';
import type { Locale } from './clinic-setup.ts';
import {
  departmentInput,
  doctorInput,
  nameKey,
  roomInput,
  serviceInput,
  timeOffInput,
} from './clinic-setup-input.ts';
import {
  type Cell,
  type CsvContext,
  type CsvProblem,
  dateCell,
  departmentCell,
  doctorCell,
  moneyCell,
  optionalCell,
  roomCell,
  textCell,
  timeCell,
  weekdayCell,
  wholeCell,
  wordCell,
  yesNoCell,
} from './csv-cells.ts';
import { diagnosisCodeInput } from './diagnoses.ts';
import type { Failure } from './failure.ts';
import { foldText } from './folded-text.ts';
import { medicineInput, medicineKey } from './medicines.ts';
import { rowId } from './row.ts';
import { hoursRange } from './working-hours.ts';

export const csvListNames = [
  'departments',
  'services',
  'rooms',
  'doctors',
  'workingHours',
  'timeOff',
  'patients',
  'medicines',
  'diagnosisCodes',
] as const;
export const csvListName = z.enum(csvListNames);
export type CsvListName = z.infer<typeof csvListName>;

export type CsvColumn = {
  /** The field of the values this column is about. Two columns never share one. */
  field: string;
  names: Record<Locale, string>;
  cell: Cell;
  /** A file without this column cannot be taken. */
  isKey?: boolean;
  /** Printed for the reader, ignored when read. */
  isNote?: boolean;
  /** An empty cell says nothing, rather than "empty it": the clinic gives this value itself. */
  isGivenHere?: boolean;
};

export type CsvList<Values> = {
  columns: readonly CsvColumn[];
  /** The form's own schema: a file gets no other rules than a person. */
  schema: z.ZodType<Values>;
  /** What a new row has where the file has no column. */
  blank: Partial<Values>;
  keyOf(values: Values): string;
  /** For a row that has no key of its own (a patient without a record number): what else makes it known. Null: nothing does. */
  otherKeyOf?(fields: Record<string, unknown>): string | null;
};

/** A row of the vault as a list sees it: its fields and, beside them, what columns for the reader print. */
export type Existing = { id: string; updatedAtMs: number | null; fields: Record<string, unknown> };

const column = (field: string, en: string, vi: string, cell: Cell): CsvColumn => ({
  field,
  names: { en, vi },
  cell,
});
const keyColumn = (field: string, en: string, vi: string, cell: Cell): CsvColumn => ({
  ...column(field, en, vi, cell),
  isKey: true,
});
const noteColumn = (field: string, en: string, vi: string): CsvColumn => ({
  ...column(field, en, vi, textCell),
  isNote: true,
});
const active = column('isActive', 'Active', 'Đang hoạt động', yesNoCell);
const description = column('description', 'Description', 'Mô tả', textCell);

const defineList = <Values>(list: CsvList<Values>): CsvList<Values> => list;

export const departmentsCsv = defineList({
  schema: departmentInput,
  blank: { icon: 'stethoscope', description: '', isActive: true, examinationFeeMinor: 0 },
  keyOf: ({ name }) => nameKey(name),
  columns: [
    keyColumn('name', 'Name', 'Tên khoa', textCell),
    column('icon', 'Icon', 'Biểu tượng', textCell),
    description,
    column('examinationFeeMinor', 'Examination fee', 'Phí khám', moneyCell),
    active,
  ],
});

export const servicesCsv = defineList({
  schema: serviceInput,
  blank: { description: '', isActive: true, priceMinor: 0 },
  keyOf: ({ departmentId, name }) => `${departmentId} ${nameKey(name)}`,
  columns: [
    keyColumn('departmentId', 'Department', 'Khoa', departmentCell),
    keyColumn('name', 'Name', 'Tên dịch vụ', textCell),
    description,
    column('priceMinor', 'Price', 'Giá', moneyCell),
    active,
  ],
});

export const roomsCsv = defineList({
  schema: roomInput,
  blank: { floor: '', departmentId: null, isActive: true },
  keyOf: ({ roomNumber }) => nameKey(roomNumber),
  columns: [
    keyColumn('roomNumber', 'Room number', 'Số phòng', textCell),
    column('floor', 'Floor', 'Tầng', textCell),
    column('departmentId', 'Department', 'Khoa', departmentCell),
    active,
  ],
});

export const doctorsCsv = defineList({
  schema: doctorInput.extend({ id: rowId }),
  blank: {
    roomId: null,
    title: '',
    specialization: '',
    licenseNumber: null,
    experienceYears: 0,
    consultationFeeMinor: 0,
    bio: '',
  },
  keyOf: ({ id }) => id,
  columns: [
    keyColumn('id', 'E-mail', 'E-mail', doctorCell),
    noteColumn('fullName', 'Full name', 'Họ và tên'),
    column('departmentId', 'Department', 'Khoa', departmentCell),
    column('roomId', 'Room', 'Phòng', roomCell),
    column('title', 'Title', 'Chức danh', textCell),
    column('specialization', 'Specialization', 'Chuyên khoa', textCell),
    column('licenseNumber', 'Licence', 'Số chứng chỉ hành nghề', optionalCell),
    column('experienceYears', 'Years of experience', 'Số năm kinh nghiệm', wholeCell),
    column('consultationFeeMinor', 'Consultation fee', 'Phí tư vấn', moneyCell),
    column('bio', 'Bio', 'Giới thiệu', textCell),
  ],
});

export const workingHoursCsv = defineList({
  schema: hoursRange.extend({ doctorId: rowId }),
  blank: {},
  keyOf: ({ doctorId, weekday, fromTime, toTime }) => `${doctorId} ${weekday} ${fromTime}-${toTime}`,
  columns: [
    keyColumn('doctorId', 'Doctor (e-mail)', 'Bác sĩ (e-mail)', doctorCell),
    noteColumn('fullName', 'Full name', 'Họ và tên'),
    keyColumn('weekday', 'Weekday', 'Thứ', weekdayCell),
    keyColumn('fromTime', 'From', 'Từ giờ', timeCell),
    keyColumn('toTime', 'To', 'Đến giờ', timeCell),
  ],
});

const scopeCell = wordCell([
  ['doctor', { en: 'Doctor', vi: 'Bác sĩ' }],
  ['room', { en: 'Room', vi: 'Phòng' }],
  ['clinic', { en: 'Whole clinic', vi: 'Cả phòng khám' }],
]);
const kindCell = wordCell([
  ['leave', { en: 'Leave', vi: 'Nghỉ phép' }],
  ['break', { en: 'Break', vi: 'Nghỉ giữa giờ' }],
  ['holiday', { en: 'Holiday', vi: 'Nghỉ lễ' }],
  ['other', { en: 'Other', vi: 'Khác' }],
]);

export const timeOffCsv = defineList({
  schema: timeOffInput,
  blank: { doctorId: null, roomId: null, kind: 'other', fromTime: null, toTime: null, reason: '' },
  keyOf: ({ scope, doctorId, roomId, kind, fromDate, toDate, fromTime, toTime }) =>
    [scope, doctorId, roomId, kind, fromDate, toDate, fromTime, toTime].join(' '),
  columns: [
    keyColumn('scope', 'For', 'Áp dụng cho', scopeCell),
    column('doctorId', 'Doctor (e-mail)', 'Bác sĩ (e-mail)', doctorCell),
    column('roomId', 'Room', 'Phòng', roomCell),
    column('kind', 'Kind', 'Loại', kindCell),
    keyColumn('fromDate', 'From date', 'Từ ngày', dateCell),
    keyColumn('toDate', 'To date', 'Đến ngày', dateCell),
    column('fromTime', 'From time', 'Từ giờ', timeCell),
    column('toTime', 'To time', 'Đến giờ', timeCell),
    column('reason', 'Reason', 'Lý do', textCell),
  ],
});

export const medicinesCsv = defineList({
  schema: medicineInput,
  blank: {
    ingredients: '',
    strength: '',
    form: '',
    usualDose: '',
    usualRoute: '',
    usualFrequency: '',
    usualDuration: '',
    usualInstructions: '',
    isActive: true,
  },
  keyOf: (medicine) => medicineKey({ ...nameless, ...medicine }),
  columns: [
    keyColumn('name', 'Name', 'Tên thuốc', textCell),
    column('ingredients', 'Ingredients', 'Hoạt chất', textCell),
    column('strength', 'Strength', 'Hàm lượng', textCell),
    column('form', 'Form', 'Dạng bào chế', textCell),
    column('usualDose', 'Usual dose', 'Liều thường dùng', textCell),
    column('usualRoute', 'Usual route', 'Đường dùng', textCell),
    column('usualFrequency', 'Usual frequency', 'Số lần dùng', textCell),
    column('usualDuration', 'Usual duration', 'Số ngày', textCell),
    column('usualInstructions', 'Usual instructions', 'Cách dùng', textCell),
    active,
  ],
});
/** A file without a column for strength or form has no such field while its rows are matched. */
const nameless = { name: '', strength: '', form: '' };

export const diagnosisCodesCsv = defineList({
  schema: diagnosisCodeInput,
  blank: { isActive: true },
  keyOf: ({ code }) => code.trim().toUpperCase(),
  columns: [
    keyColumn('code', 'Code', 'Mã', textCell),
    keyColumn('text', 'Diagnosis', 'Chẩn đoán', textCell),
    active,
  ],
});

/** Something wrong with one row, for a person: the column as the file names it (null: the whole row) and what stands there. */
export type RowProblem = { line: number; column: string | null; value: string; what: Complaint };
export type Complaint =
  | { kind: 'csv'; problem: CsvProblem }
  /** A key of the forms' own words. */
  | { kind: 'field'; key: string }
  | { kind: 'refused'; failure: Failure };

/** Where each known column stands in the file; `header` is the file's first row. */
export type Header = {
  at: Map<string, { index: number; title: string }>;
  missing: string[];
  ignored: string[];
};

export function readHeader(
  list: Pick<CsvList<unknown>, 'columns'>,
  header: readonly string[],
  locale: Locale,
): Header {
  const at: Header['at'] = new Map();
  const ignored: string[] = [];
  header.forEach((title, index) => {
    const known = list.columns.find(({ names, field }) =>
      [names.en, names.vi, field].some((name) => foldText(name) === foldText(title)),
    );
    if (known && !known.isNote && !at.has(known.field)) at.set(known.field, { index, title: title.trim() });
    else if (!known && title.trim() !== '') ignored.push(title.trim());
  });
  const missing = list.columns
    .filter(({ isKey, field }) => isKey && !at.has(field))
    .map(({ names }) => names[locale]);
  return { at, missing, ignored };
}

type RowRead = { cells: readonly string[]; line: number; header: Header; context: CsvContext };

/** The fields that the file's columns say, or what is wrong with each. */
export function readCells(
  list: Pick<CsvList<unknown>, 'columns'>,
  row: RowRead,
): { fields: Record<string, unknown>; problems: RowProblem[] } {
  const fields: Record<string, unknown> = {};
  const problems: RowProblem[] = [];
  for (const { field, cell, isGivenHere } of list.columns) {
    const place = row.header.at.get(field);
    if (!place) continue;
    const text = row.cells[place.index] ?? '';
    if (isGivenHere && text.trim() === '') continue;
    const read = cell.read(text, row.context);
    if ('value' in read) fields[field] = read.value;
    else {
      const what: Complaint =
        'problem' in read ? { kind: 'csv', problem: read.problem } : { kind: 'field', key: read.invalid };
      problems.push({ line: row.line, column: place.title, value: text, what });
    }
  }
  return { fields, problems };
}

/** What the form's schema says of the row, in the file's column names. */
export function schemaProblems(
  error: z.ZodError,
  row: Pick<RowRead, 'cells' | 'line' | 'header'>,
): RowProblem[] {
  return error.issues.map((issue) => {
    const place = row.header.at.get(String(issue.path[0]));
    const value = place ? (row.cells[place.index] ?? '') : '';
    const known = issue.message.startsWith('validation.') ? issue.message : 'validation.invalid';
    const key = value.trim() === '' ? 'validation.required' : known;
    return { line: row.line, column: place?.title ?? null, value, what: { kind: 'field', key } };
  });
}
