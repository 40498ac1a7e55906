// What stands in the fields of a record's form, and what it means once it is sent. Knows no screen and asks for no data.
import { z } from 'zod';
import { addDays } from '../../domain/civil-date.ts';
import {
  type Companions,
  type RecordContent,
  type RecordPatch,
  recordPatch,
  recordTexts,
} from '../../domain/consultations.ts';
import { codedDiagnosis } from '../../domain/diagnoses.ts';
import { prescriptionLine } from '../../domain/prescriptions.ts';
import { typedNumber, vitalSignKeys } from '../../domain/vital-signs.ts';

/** Every field as text, as an input holds it. */
const recordFieldNames = [...vitalSignKeys, ...recordTexts, 'followUpDate'] as const;
export type RecordFieldName = (typeof recordFieldNames)[number];
export type RecordFields = Record<RecordFieldName, string>;

export const emptyFields = Object.fromEntries(recordFieldNames.map((name) => [name, ''])) as RecordFields;

export function fieldsOf(content: RecordContent | null): RecordFields {
  if (!content) return emptyFields;
  const signs = vitalSignKeys.map((key) => [key, String(content.vitalSigns[key] ?? '')]);
  const texts = recordTexts.map((key) => [key, content[key]]);
  return {
    ...emptyFields,
    ...Object.fromEntries([...signs, ...texts]),
    followUpDate: content.followUpDate ? dayText(content.followUpDate) : '',
  };
}

/** The patch the main process takes, or the i18n key of what is wrong with each field. */
export function readFields(
  fields: RecordFields,
  today: string,
): { patch: RecordPatch } | { errors: Partial<RecordFields> } {
  const vitalSigns = Object.fromEntries(
    vitalSignKeys.map((key) => [
      key,
      key === 'blood_pressure' ? fields[key].trim() : (typedNumber(fields[key]) ?? ''),
    ]),
  );
  const texts = Object.fromEntries(recordTexts.map((key) => [key, fields[key]]));
  const followUpDate = typedDay(fields.followUpDate, today);
  const result = recordPatch.safeParse({ ...texts, vitalSigns, followUpDate: followUpDate ?? '' });
  const errors: Partial<RecordFields> = result.success ? {} : errorsOf(result.error);
  if (followUpDate === null && fields.followUpDate.trim() !== '') errors.followUpDate = 'validation.date';
  return result.success && Object.keys(errors).length === 0 ? { patch: result.data } : { errors };
}

function errorsOf(error: z.ZodError): Partial<RecordFields> {
  return errorsByField(error.issues.map(({ path, message }) => [path.join('.'), message]));
}

/** From paths of the input ("record.vitalSigns.weight", "diagnosis") to the fields of this form. */
export function errorsByField(
  problems: readonly (readonly [path: string, message: string])[],
): Partial<RecordFields> {
  const errors: Partial<RecordFields> = {};
  for (const [path, message] of problems) {
    const name = recordFieldNames.find((field) => field === path.split('.').at(-1));
    if (name) errors[name] ??= message.startsWith('validation.') ? message : 'validation.invalid';
  }
  return errors;
}

/** `29/11/2026`: the day as both our languages write it. */
export const dayText = (day: string): string => day.split('-').toReversed().join('/');
/** `29/11/26`: where there is little room. */
export const narrowDay = (day: string): string => dayText(day).replace(/\d\d(?=\d\d$)/, '');

/**
 * A day ahead as a doctor types it: `29/11/2026`, `29/11` (the next such day), `+7` days, `+2w`, `+1m`. Null when it is no day.
 * Whether it may be in the past is not decided here.
 */
export function typedDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase();
  const [, count, unit = 'd'] = /^\+(\d{1,3})\s*([dnwtm]?)$/.exec(text) ?? [];
  if (count !== undefined) return daysAhead(today, Number(count), unit === '' ? 'd' : unit);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return realDay(iso[1], iso[2], iso[3]);
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?$/.exec(text) ?? [];
  if (day === undefined) return null;
  if (year !== undefined) return realDay(year.padStart(4, '20'), month, day);
  const thisYear = Number(today.slice(0, 4));
  const candidate = realDay(String(thisYear), month, day);
  return candidate !== null && candidate >= today ? candidate : realDay(String(thisYear + 1), month, day);
}

/** Days (`d`, Vietnamese `n`), weeks (`w`, `t`), or months (`m`) from today; a month's end stays a month's end. */
function daysAhead(today: string, count: number, unit: string): string {
  if (unit === 'm') {
    const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
    const target = new Date(Date.UTC(year, month - 1 + count, 1));
    const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
    target.setUTCDate(Math.min(day, lastDay));
    return target.toISOString().slice(0, 10);
  }
  return addDays(today, unit === 'w' || unit === 't' ? count * 7 : count);
}

function realDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text ? text : null;
}

/** A draft as it lies in the journal. `basedOnMs` is the record's state the typing began from. */
const draftText = z.object({
  fields: z.object(Object.fromEntries(recordFieldNames.map((name) => [name, z.string()]))),
  basedOnMs: z.number().int().nullable(),
  beside: z
    .object({ prescriptionLines: z.array(prescriptionLine), codedDiagnoses: z.array(codedDiagnosis) })
    .optional(),
});
/** Without `beside` it was typed before there were lines and codes. */
export type Draft = { fields: RecordFields; basedOnMs: number | null; beside?: Companions | undefined };

export const writeDraft = (draft: Draft): string => JSON.stringify(draft);
/** Null for a draft of another make: it is left in the journal and not shown. */
export function readDraft(content: string): Draft | null {
  try {
    const parsed = draftText.safeParse(JSON.parse(content));
    return parsed.success ? { ...parsed.data, fields: { ...emptyFields, ...parsed.data.fields } } : null;
  } catch {
    return null;
  }
}

export const sameFields = (a: RecordFields, b: RecordFields): boolean =>
  recordFieldNames.every((name) => a[name] === b[name]);
