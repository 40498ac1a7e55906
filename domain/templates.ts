// Texts that doctors use again: snippets, whole records, prescriptions and letters, one's own or everybody's. Pure.
import { z } from 'zod';
import type { Role } from './accounts.ts';
import { Refused } from './failure.ts';
import { foldText } from './folded-text.ts';
import { prescriptionLinesInput } from './prescriptions.ts';
import { requiredText, rowId, syncedRow, typedText } from './row.ts';

/** `snippet` goes in at `/`; `record` fills a record; `prescription` holds lines; letters are printed. */
export const templateKinds = ['snippet', 'record', 'prescription', 'referral', 'sickNote'] as const;

export const templateRow = syncedRow.extend({
  /** Null: the whole clinic's. */
  doctorId: rowId.nullable(),
  kind: z.enum(templateKinds),
  name: z.string(),
  /** What is typed after `/`; empty: its name only. */
  shortcut: z.string(),
  /** Text with placeholders, or the JSON of a record's texts or of prescription lines, by kind. */
  content: z.string(),
  archivedAtMs: z.number().int().nullable(),
});
export type Template = z.infer<typeof templateRow>;
export type TemplateKind = Template['kind'];

export const templateInput = z
  .object({
    kind: z.enum(templateKinds),
    /** Shared: everybody's here. */
    isShared: z.boolean(),
    name: requiredText(120),
    shortcut: typedText(40).transform((text) => foldText(text).replaceAll(' ', '')),
    content: requiredText(20_000),
  })
  .superRefine(({ kind, content }, issues) => {
    if (kind === 'record' && recordTemplateOf(content) === null)
      issues.addIssue({ code: 'custom', path: ['content'], message: 'validation.invalid' });
    if (kind === 'prescription' && linesTemplateOf(content) === null)
      issues.addIssue({ code: 'custom', path: ['content'], message: 'validation.invalid' });
  });
export type TemplateInput = z.infer<typeof templateInput>;

/** The texts of a record that a template fills. The prescription is not among them: its lines have templates of their own. */
export const templateTexts = ['diagnosis', 'treatmentPlan', 'notes'] as const;
const templateText = z.string().max(20_000).default('');
const recordTemplate = z.object({
  diagnosis: templateText,
  treatmentPlan: templateText,
  notes: templateText,
});
export type RecordTemplate = z.infer<typeof recordTemplate>;

/** Null for content of another make. */
export const recordTemplateOf = (content: string): RecordTemplate | null => parsed(recordTemplate, content);
export const linesTemplateOf = (content: string): z.infer<typeof prescriptionLinesInput> | null =>
  parsed(prescriptionLinesInput, content);

function parsed<Value>(schema: z.ZodType<Value>, content: string): Value | null {
  try {
    return schema.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

/** One's own are changed by oneself; the clinic's by everybody who manages templates. Nobody changes a colleague's. */
export function refuseForeignTemplate(
  { doctorId }: Pick<Template, 'doctorId'>,
  by: { userId: string; role: Role },
): void {
  if (doctorId !== null && doctorId !== by.userId) throw new Refused({ code: 'not_your_template' });
}

/** What may stand between double braces, in the order it is offered. */
export const placeholders = [
  'patient.name',
  'patient.age',
  'patient.sex',
  'patient.recordNumber',
  'patient.allergies',
  'doctor.name',
  'clinic.name',
  'today',
  'vitals.bp',
  'vitals.pulse',
  'vitals.temperature',
  'vitals.weight',
  'vitals.height',
] as const;
export type Placeholder = (typeof placeholders)[number];
export type PlaceholderValues = Partial<Record<Placeholder, string>>;

/** `{{patient.name}}` by its value. What is unknown, or not measured yet, stays visible: a gap that nobody sees would be printed. */
export const fillPlaceholders = (text: string, values: PlaceholderValues): string =>
  text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => {
    const known = placeholders.find((placeholder) => placeholder === name);
    const value = known && values[known];
    return value === undefined || value === '' ? whole : value;
  });

/** The snippets that `/typed` asks for: by shortcut first, then by the words of their names. One's own come before the clinic's. */
export function snippetsFor<Snippet extends Pick<Template, 'name' | 'shortcut' | 'doctorId'>>(
  snippets: readonly Snippet[],
  typed: string,
): Snippet[] {
  const wanted = foldText(typed).replaceAll(' ', '');
  const rank = ({ name, shortcut }: Snippet): number => {
    if (shortcut !== '' && shortcut === wanted) return 0;
    if (shortcut.startsWith(wanted) && shortcut !== '') return 1;
    if (foldText(name).replaceAll(' ', '').startsWith(wanted)) return 2;
    return foldText(name)
      .split(' ')
      .some((word) => word.startsWith(wanted))
      ? 3
      : 9;
  };
  return snippets
    .map((snippet) => ({ snippet, order: rank(snippet) * 2 + (snippet.doctorId === null ? 1 : 0) }))
    .filter(({ order }) => order < 18)
    .toSorted((a, b) => a.order - b.order)
    .map(({ snippet }) => snippet);
}
