// What a patient's chart holds in the order of time, and how it is narrowed by kind and by words. Pure; it reads nothing.
import { foldText } from './folded-text.ts';
import type { VitalSigns } from './vital-signs.ts';

type Dated = {
  /** The day it stands under, on the clinic's wall. */
  date: string;
  /** `HH:MM`; empty where only the day is known. */
  time: string;
};
/** A visit that left a record. Its diagnoses and prescription are part of it: one row a visit, however it is looked for. */
export type VisitEntry = Dated & {
  kind: 'visit';
  /** Of the appointment. */
  id: string;
  doctorName: string;
  departmentName: string;
  diagnosis: string;
  hasPrescription: boolean;
  vitalSigns: VitalSigns;
  signedAtMs: number | null;
  /** "J02.9 Viêm họng cấp", the main one first. */
  coded: string[];
  /** "Paracetamol 500 mg, 1 viên, ngày 3 lần", in the order they are printed. */
  medicines: string[];
};
export type DocumentEntry = Dated & {
  kind: 'document';
  id: string;
  title: string;
  fileName: string;
  documentType: string;
  sourceDoctor: string;
  notes: string;
  isArchived: boolean;
};
export type NoteEntry = Dated & {
  kind: 'note';
  id: string;
  doctorName: string;
  noteText: string;
  isSharedWithPatient: boolean;
};
export type TimelineEntry = VisitEntry | DocumentEntry | NoteEntry;

/** The long texts of visits by the id of their entry: three quarters of a chart, asked for when they are searched or shown. */
export type TimelineTexts = ReadonlyMap<string, string>;

/** Ways of looking: `prescription` and `diagnosis` are the visits that have one. */
export const timelineFilters = ['all', 'visit', 'prescription', 'diagnosis', 'document', 'note'] as const;
export type TimelineFilter = (typeof timelineFilters)[number];

export const isOfKind = (entry: TimelineEntry, filter: TimelineFilter): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'prescription':
      return entry.kind === 'visit' && (entry.medicines.length > 0 || entry.hasPrescription);
    case 'diagnosis':
      return entry.kind === 'visit' && entry.coded.length > 0;
    default:
      return entry.kind === filter;
  }
};

/** Everything an entry says, a line for each part of it. */
const linesOfEntry = (entry: TimelineEntry, texts: TimelineTexts): string[] => {
  switch (entry.kind) {
    case 'visit':
      return [
        entry.diagnosis,
        ...entry.coded,
        ...entry.medicines,
        texts.get(entry.id) ?? '',
        entry.doctorName,
        entry.departmentName,
      ];
    case 'document':
      return [entry.title, entry.fileName, entry.sourceDoctor, entry.notes];
    case 'note':
      return [entry.noteText, entry.doctorName];
  }
};

/** An entry with its words folded once, so that each key typed only looks. About 10 ms for 1,000 visits, spent when a search begins. */
export type Searchable = { entry: TimelineEntry; folded: string };
export const searchable = (entries: readonly TimelineEntry[], texts: TimelineTexts): Searchable[] =>
  entries.map((entry) => ({ entry, folded: foldText(linesOfEntry(entry, texts).join('\n')) }));

/** The entries that hold every word of `text`, in any order, accents or not. */
export function found(among: readonly Searchable[], text: string): TimelineEntry[] {
  const words = foldText(text).split(' ').filter(Boolean);
  return among.filter(({ folded }) => words.every((word) => folded.includes(word))).map(({ entry }) => entry);
}

/** The line of an entry in which most words of `text` stand, so that a hit shows why it is one. Null for none. */
export function lineFound(entry: TimelineEntry, texts: TimelineTexts, text: string): string | null {
  const words = foldText(text).split(' ').filter(Boolean);
  let best: { line: string; hits: number } = { line: '', hits: 0 };
  for (const line of linesOfEntry(entry, texts).flatMap((part) => part.split('\n'))) {
    const folded = foldText(line);
    const hits = words.filter((word) => folded.includes(word)).length;
    if (hits > best.hits) best = { line: line.trim(), hits };
  }
  return best.hits === 0 ? null : best.line;
}

/** Newest first; of one day the latest hour first, and what has no hour after what has. */
export const newestFirst = (a: Dated, b: Dated): number =>
  // Not localeCompare: it takes ten times as long, and days and hours are digits.
  b.date === a.date ? (b.time < a.time ? -1 : Number(b.time > a.time)) : b.date < a.date ? -1 : 1;

/** What was measured at one visit. */
export type Measured = { appointmentId: string; date: string; signs: VitalSigns };

/** Every visit with a measurement, the oldest first: the line of a trend. */
export const measuredOf = (entries: readonly TimelineEntry[]): Measured[] =>
  entries
    .filter(
      (entry): entry is VisitEntry => entry.kind === 'visit' && Object.keys(entry.vitalSigns).length > 0,
    )
    .map(({ id, date, vitalSigns }) => ({ appointmentId: id, date, signs: vitalSigns }))
    .toReversed();
