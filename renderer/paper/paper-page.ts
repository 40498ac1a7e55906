// A page of paper as it is being typed: its day, its doctor, its lines and the line under the hand. No drawing, no network.
import { z } from 'zod';
import { minutesOf, timeOfMinutes } from '../../domain/civil-date.ts';
import { type PaperLine, paperLine, paperOutcomes } from '../../domain/paper-entry.ts';

const typedLine = z.object({
  time: z.string(),
  patientId: z.string().nullable(),
  outcome: z.enum(paperOutcomes),
  reason: z.string(),
  notes: z.string(),
});
export type TypedLine = z.infer<typeof typedLine>;

const typedPage = z.object({
  date: z.string(),
  doctorId: z.string().nullable(),
  lines: z.array(paperLine),
  typed: typedLine,
});
export type TypedPage = z.infer<typeof typedPage>;

export const emptyLine: TypedLine = { time: '', patientId: null, outcome: 'came', reason: '', notes: '' };
export const emptyPage = (date: string): TypedPage => ({ date, doctorId: null, lines: [], typed: emptyLine });

/** Somebody would miss it. */
export const isWork = ({ lines, typed }: TypedPage): boolean =>
  lines.length > 0 || typed.patientId !== null || typed.reason !== '' || typed.notes !== '';

export function readPage(content: string): TypedPage | null {
  try {
    return typedPage.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

/** The line as it can be entered; null while something is missing. */
export function wholeLine(typed: TypedLine): PaperLine | null {
  const line = paperLine.safeParse(typed);
  return line.success ? line.data : null;
}

/** With the line put in by the clock, and the next one begun a slot later. */
export function withLine(page: TypedPage, line: PaperLine, slotMinutes: number): TypedPage {
  const next = Math.min(minutesOf(line.time) + slotMinutes, 23 * 60 + 59);
  return {
    ...page,
    lines: [...page.lines, line].toSorted((a, b) => a.time.localeCompare(b.time)),
    typed: { ...emptyLine, time: timeOfMinutes(next) },
  };
}
