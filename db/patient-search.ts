// Finds patients by what was typed, as it is typed: the full-text index is asked in rowid order for a few candidates, and they are put in
// order here. Ranking inside the index would visit every hit: 20 to 1,200 ms for one letter. It never decides what typed text means.
import type { Statement } from 'better-sqlite3';
import { type Birth, fitOf, nationalDigits, parseSearch, type SearchTerm } from '../domain/patient-search.ts';
import { scannedCard } from '../domain/patient-card.ts';
import { type Patient, recordNumberText } from '../domain/patients.ts';
import { livingRecordOf, noShowsOf } from './patients.ts';
import type { Reader, Tx } from './write.ts';

/** A patient in a list of hits: enough to tell two of one name apart, and what must always be in view. */
export type PatientHit = Pick<
  Patient,
  | 'id'
  | 'recordNumber'
  | 'fullName'
  | 'searchName'
  | 'dateOfBirth'
  | 'gender'
  | 'phone'
  | 'allergies'
  | 'chronicConditions'
  | 'archivedAtMs'
  | 'updatedAtMs'
> & {
  lastVisitDate: string | null;
  /** How often the patient was expected and did not come. */
  noShows: number;
  /** The record number that was typed, when it is that of a record merged into this one. */
  earlierNumber: string | null;
};

export type PatientSearch = {
  text: string;
  /** The clinic's day: last visits up to it, and which two-digit years are birth years. */
  today: string;
  limit?: number;
  which?: 'active' | 'archived';
};

// Candidates of one question to the index. More cost a page each at a million patients, and nobody reads the 60th.
const CANDIDATES = 60;
const HITS = 20;

/** The best hits first: whole words before beginnings before middles, then who was here last. Hostile text finds nobody; it never throws. */
export function searchPatients(
  reader: Reader,
  { text, today, limit = HITS, which = 'active' }: PatientSearch,
): PatientHit[] {
  const card = scannedCard(text);
  if (card !== null) return hitsOf(reader, byCard(reader, card), { today, which });
  const terms = parseSearch(text, today);
  if (terms.length === 0) return [];
  const merged = which === 'active' ? byMergedNumber(reader, text) : [];
  const found = new Map<number, { hit: Row; fit: number }>();
  const collect = (table: 'words' | 'parts', expression: string): number => {
    const searchRows = candidates(reader, table, expression);
    for (const searchRow of searchRows) {
      if (found.has(searchRow)) continue;
      const hit = statements(reader).row.get(searchRow) as Row | undefined;
      const fit = hit && (hit.archivedAtMs === null) === (which === 'active') ? fitOf(terms, hit) : null;
      if (hit && fit !== null) found.set(searchRow, { hit, fit });
    }
    return searchRows.length;
  };
  const only = (expression: string) =>
    which === 'active' ? `(${expression}) NOT "_archived"` : `(${expression}) AND "_archived"`;
  const begun = collect('words', only(terms.map(beginningExpression).join(' AND ')));
  // Cut off: the best may be behind the cut, so they are asked for by themselves.
  if (begun === CANDIDATES) collect('words', only(terms.map(wholeExpression).join(' AND ')));
  const middles = middlesExpression(terms, {
    isNobodyFound: found.size === 0,
    isRoomLeft: found.size < limit,
  });
  if (middles !== null) collect('parts', middles);
  const hits = inOrder(reader, [...found.values()], { today, limit });
  if (merged.length === 0) return hits;
  const first = hitsOf(reader, merged, { today, which });
  return [...first, ...hits.filter(({ id }) => first.every((hit) => hit.id !== id))].slice(0, limit);
}

type Row = Omit<PatientHit, 'lastVisitDate' | 'noShows' | 'earlierNumber'>;

type Known = { patient: Patient; earlierNumber: string | null };

/** Whose card it is; a card printed before two records became one still finds the person. */
function byCard(reader: Reader, patientUuid: string): Known[] {
  const patient = statements(reader).card.get(reader.clinicId, patientUuid) as Patient | undefined;
  return patient ? [knownNow(reader, patient)] : [];
}

/** Who has the number of a record that was merged: it stands on old papers and cards. */
function byMergedNumber(reader: Reader, text: string): Known[] {
  const typed = text.trim().toUpperCase();
  const [, prefix, digits] = /^([A-Z]{1,3})-?(\d{1,12})$/.exec(typed) ?? [];
  if (!/\d/.test(typed)) return [];
  const number = prefix && digits ? recordNumberText(prefix, Number(digits)) : typed;
  const patient = statements(reader).mergedNumber.get(reader.clinicId, number, typed) as Patient | undefined;
  return patient ? [knownNow(reader, patient)] : [];
}

function knownNow(reader: Reader, patient: Patient): Known {
  const living = livingRecordOf(reader, patient);
  return { patient: living, earlierNumber: living.id === patient.id ? null : patient.recordNumber };
}

function hitsOf(
  reader: Reader,
  known: Known[],
  { today, which }: { today: string; which: 'active' | 'archived' },
): PatientHit[] {
  return known
    .filter(({ patient }) => (patient.archivedAtMs === null) === (which === 'active'))
    .map(({ patient, earlierNumber }) => ({ ...filledHit(reader, patient, today), earlierNumber }));
}

function filledHit(reader: Reader, row: Row, today: string): PatientHit {
  const { lastVisit } = statements(reader);
  return {
    id: row.id,
    recordNumber: row.recordNumber,
    fullName: row.fullName,
    searchName: row.searchName,
    dateOfBirth: row.dateOfBirth,
    gender: row.gender,
    phone: row.phone,
    allergies: row.allergies,
    chronicConditions: row.chronicConditions,
    archivedAtMs: row.archivedAtMs,
    updatedAtMs: row.updatedAtMs,
    lastVisitDate: lastVisit.get(reader.clinicId, row.id, today) as string | null,
    noShows: noShowsOf(reader, row.id),
    earlierNumber: null,
  };
}

function inOrder(
  reader: Reader,
  found: { hit: Row; fit: number }[],
  { today, limit }: { today: string; limit: number },
): PatientHit[] {
  return found
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, 2 * limit)
    .map(({ hit, fit }) => ({ fit, hit: filledHit(reader, hit, today) }))
    .toSorted(
      (a, b) =>
        b.fit - a.fit ||
        (b.hit.lastVisitDate ?? '').localeCompare(a.hit.lastVisitDate ?? '') ||
        (a.hit.searchName < b.hit.searchName ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ hit }) => hit);
}

function candidates(reader: Reader, table: 'words' | 'parts', expression: string): number[] {
  try {
    return statements(reader)[table].all(expression, CANDIDATES) as number[];
  } catch (error) {
    // Letters newer than the index's Unicode tables can split a word in two, which an index without positions cannot look for.
    if (error instanceof Error && error.message.startsWith('fts5:')) return [];
    throw error;
  }
}

// Everything typed is letters and digits by now (domain/patient-search.ts), so quoting is enough; `_` marks our own words.
const token = (word: string) => `"${word}"`;
const beginning = (word: string) => `"${word}" *`;
const anyOf = (expressions: string[]) => `(${expressions.join(' OR ')})`;
const allOf = (expressions: string[]) => `(${expressions.join(' AND ')})`;

/** The word whole, the digits as the end of a phone or as the whole of a record number. */
function wholeExpression(term: SearchTerm): string {
  switch (term.kind) {
    case 'word':
      return token(term.word);
    case 'birth':
      return anyOf(term.births.map(birthExpression));
    case 'record':
      return token(`_r${term.prefix}${term.digits.padStart(6, '0')}`);
    case 'digits': {
      const digits = nationalDigits(term.digits);
      const number = term.digits.replace(/^0+/, '');
      const tail =
        digits.length >= 3 ? [allOf([...fours(digits).map(token), token(`_t${digits.slice(-3)}`)])] : [];
      return anyOf([...tail, token(`_n${number}`), ...term.births.map(birthExpression)]);
    }
  }
}

/** The word's beginning, the digits anywhere in a phone. */
function beginningExpression(term: SearchTerm): string {
  switch (term.kind) {
    case 'word':
      return beginning(term.word);
    case 'birth':
      return anyOf(term.births.map(birthExpression));
    case 'record':
      return anyOf([wholeExpression(term), beginning(`_r${term.prefix}${term.digits}`)]);
    case 'digits': {
      const digits = nationalDigits(term.digits);
      const anywhere = digits.length >= 4 ? allOf(fours(digits).map(token)) : beginning(digits);
      return anyOf([
        anywhere,
        token(`_n${term.digits.replace(/^0+/, '')}`),
        ...term.births.map(birthExpression),
      ]);
    }
  }
}

function birthExpression({ born, monthDay }: Birth): string {
  const marks = [];
  if (born !== undefined) marks.push(born.length === 8 ? token(`_b${born}`) : beginning(`_b${born}`));
  if (monthDay !== undefined) marks.push(token(`_d${monthDay}`));
  return allOf(marks);
}

/**
 * Three letters at a time of each longer word; the other terms are checked on what comes back. Middles of several words meet so seldom that
 * the index works for nothing (15 ms at a million patients): they are looked for only when nothing else was found.
 */
function middlesExpression(
  terms: SearchTerm[],
  { isNobodyFound, isRoomLeft }: { isNobodyFound: boolean; isRoomLeft: boolean },
): string | null {
  const words = terms.flatMap((term) => (term.kind === 'word' ? [term.word] : []));
  if (!isNobodyFound && !(isRoomLeft && words.length === 1)) return null;
  const threes = words.flatMap((word) => windows(word, 3));
  return threes.length > 0 ? allOf(threes.map(token)) : null;
}

/** All runs of four digits: a phone that has them all has, but for rare chance, the whole; `fitOf` has the last word. */
const fours = (digits: string) => windows(digits, 4);
function windows(text: string, size: number): string[] {
  const letters = Array.from(text);
  return Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, i) =>
    letters.slice(i, i + size).join(''),
  );
}

/**
 * Runs a bulk fill with the index built once at the end: about four times faster than row by row for a large clinic. Inside the same
 * transaction, so that patients and index arrive together.
 */
export function indexingAfterwards<Result>(tx: Tx, work: () => Result): Result {
  const trigger = tx.sqlite
    .prepare("SELECT sql FROM sqlite_master WHERE name = 'patient_search_insert'")
    .pluck()
    .get() as string;
  tx.sqlite.exec('DROP TRIGGER patient_search_insert');
  const result = work();
  const last = tx.sqlite.prepare('SELECT coalesce(max(searchRow), 0) FROM patientSearchRows').pluck().get();
  tx.sqlite.exec(
    'INSERT INTO patientSearchRows (patientId) SELECT id FROM patients p ' +
      'WHERE NOT EXISTS (SELECT 1 FROM patientSearchRows r WHERE r.patientId = p.id) ORDER BY p.rowid',
  );
  for (const [table, column] of [
    ['patientWords', 'words'],
    ['patientParts', 'searchName'],
  ]) {
    tx.sqlite
      .prepare(
        `INSERT INTO ${table} (rowid, tokens) SELECT searchRow, ${column} FROM patientSearchTokens WHERE searchRow > ? ORDER BY searchRow`,
      )
      .run(last);
  }
  tx.sqlite.exec(trigger);
  return result;
}

/** The hot queries, by name; their plans are asserted in the tests. */
export const searchQueries = {
  words: 'SELECT rowid FROM patientWords WHERE patientWords MATCH ? ORDER BY rowid LIMIT ?',
  parts: 'SELECT rowid FROM patientParts WHERE patientParts MATCH ? ORDER BY rowid LIMIT ?',
  row:
    'SELECT p.id, p.recordNumber, p.fullName, p.searchName, p.dateOfBirth, p.gender, p.phone, p.allergies, p.chronicConditions, ' +
    'p.archivedAtMs, p.updatedAtMs FROM patientSearchRows r JOIN patients p ON p.id = r.patientId WHERE r.searchRow = ?',
  lastVisit:
    "SELECT max(appointmentDate) FROM appointments WHERE clinicId = ? AND patientId = ? AND appointmentDate <= ? AND status <> 'cancelled'",
  card: 'SELECT * FROM patients WHERE clinicId = ? AND patientUuid = ?',
  mergedNumber:
    'SELECT * FROM patients WHERE clinicId = ? AND recordNumber IN (?, ?) AND mergedIntoId IS NOT NULL',
} as const;

type Statements = Record<keyof typeof searchQueries, Statement>;
const preparedFor = new WeakMap<object, Statements>();
function statements({ sqlite }: Reader): Statements {
  let found = preparedFor.get(sqlite);
  if (!found) {
    found = {
      words: sqlite.prepare(searchQueries.words).pluck(),
      parts: sqlite.prepare(searchQueries.parts).pluck(),
      row: sqlite.prepare(searchQueries.row),
      lastVisit: sqlite.prepare(searchQueries.lastVisit).pluck(),
      card: sqlite.prepare(searchQueries.card),
      mergedNumber: sqlite.prepare(searchQueries.mergedNumber),
    };
    preparedFor.set(sqlite, found);
  }
  return found;
}
