// A CSV file into a list: the dry run is the import itself, rolled back, so that it can never promise what the import would refuse.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Locale } from '../domain/clinic-setup.ts';
import type { CsvListName, RowProblem } from '../domain/csv-lists.ts';
import { type CsvPlan, CsvPlanner } from '../domain/csv-plan.ts';
import { csvContextOf, portOf, type Refusal } from './csv-lists.ts';
import { csvRows, printCsv } from './csv-text.ts';
import type { Vault } from './vault/vault.ts';
import { fill, type Reader, type Tx, write } from './write.ts';

export type CsvSource = { list: CsvListName; text: string; locale: Locale };
export type CsvReport = {
  total: number;
  added: number;
  changed: number;
  same: number;
  /** Working hours that the file's weeks no longer have. */
  removed: number;
  problemCount: number;
  /** The first 500, by line. */
  problems: RowProblem[];
  ignored: string[];
};
export type Progress = { done: number; total: number };
/** `by` stamps the write; `skipBad` leaves the bad rows out instead of refusing the file. */
export type ImportRun = { by: { userId: string; nowMs: number }; skipBad: boolean };

const PROBLEMS_SHOWN = 500;
const FILL_FROM_ROWS = 1_000;
const DRY_RUN_PORTION = 100;

/** The list as a file, header first, in the language asked for. */
export async function exportCsv(
  reader: Reader,
  list: CsvListName,
  locale: Locale,
): Promise<{ text: string; rows: number }> {
  const { columns } = portOf(list).list;
  const context = csvContextOf(reader, locale);
  const rows: string[][] = [columns.map(({ names }) => names[locale])];
  for (const [index, { fields }] of portOf(list).existing(reader).entries()) {
    rows.push(columns.map(({ field, cell }) => cell.write(fields[field], context)));
    if (index % 2_000 === 1_999) await nextTurn();
  }
  return { text: printCsv(rows), rows: rows.length - 1 };
}

/** Reads the whole file against the list as it is now. Yields how far it is. */
async function* planCsv(
  reader: Reader,
  { list, text, locale }: CsvSource,
): AsyncGenerator<Progress, CsvPlan> {
  const port = portOf(list);
  const planner = new CsvPlanner(port.list, port.existing(reader), csvContextOf(reader, locale));
  const total = text.split('\n').length;
  for await (const rows of csvRows(text)) {
    for (const { cells, line } of rows) planner.take(cells, line);
    yield { done: rows.at(-1)?.line ?? 0, total };
  }
  return planner.finish();
}

/** What an import would do, and which rows are wrong. Changes nothing. */
export async function* checkCsv(
  vault: Vault,
  source: CsvSource,
  by: ImportRun['by'],
): AsyncGenerator<Progress, CsvReport> {
  const plan = yield* planCsv(vault, source);
  const port = portOf(source.list);
  const portion = port.isIndependent ? DRY_RUN_PORTION : Math.max(plan.rows.length, 1);
  const outcome: Outcome = { removed: 0, refusals: [] };
  for (let at = 0; at < plan.rows.length || at === 0; at += portion) {
    const part = { ...plan, rows: plan.rows.slice(at, at + portion) };
    const tried = rolledBack(vault, by, (tx) => port.apply(tx, part.rows, plan.same));
    outcome.removed += tried.removed;
    outcome.refusals.push(...tried.refusals);
    await nextTurn();
  }
  return reportOf(plan, outcome);
}

/** Imports in one transaction. With a bad row nothing is imported, unless `skipBad`; `isImported` says which it was. */
export async function importCsv(
  vault: Vault,
  source: CsvSource,
  { by, skipBad: wantsSkip }: ImportRun,
): Promise<CsvReport & { isImported: boolean }> {
  const port = portOf(source.list);
  const skipBad = wantsSkip && !port.isWhole;
  const plan = await lastOf(planCsv(vault, source));
  if (plan.problems.length > 0 && !skipBad)
    return { ...reportOf(plan, { removed: 0, refusals: [] }), isImported: false };
  const run = plan.rows.length > FILL_FROM_ROWS ? fill : write;
  try {
    return run(vault, { ...by, kind: 'setup.importCsv' }, (tx) => {
      const outcome = port.apply(tx, plan.rows, plan.same);
      const report = reportOf(plan, outcome);
      if (outcome.refusals.length > 0 && !skipBad) throw new RolledBack(report);
      tx.about({
        entity: source.list,
        note: { added: report.added, changed: report.changed, removed: report.removed },
      });
      return { ...report, isImported: true };
    });
  } catch (error) {
    if (error instanceof RolledBack) return { ...(error.outcome as CsvReport), isImported: false };
    throw error;
  }
}

type Outcome = { removed: number; refusals: Refusal[] };

class RolledBack extends Error {
  readonly outcome: unknown;
  constructor(outcome: unknown) {
    super('rolled back on purpose');
    this.outcome = outcome;
  }
}

/** What `work` would have done. The write door undoes it all, audit included. */
function rolledBack(vault: Vault, by: ImportRun['by'], work: (tx: Tx) => Outcome): Outcome {
  try {
    return write(vault, { ...by, kind: 'setup.checkCsv' }, (tx): Outcome => {
      throw new RolledBack(work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome as Outcome;
    throw error;
  }
}

function reportOf(plan: CsvPlan, { removed, refusals }: Outcome): CsvReport {
  const refused = new Set(refusals.map(({ line }) => line));
  const kept = plan.rows.filter(({ line }) => !refused.has(line));
  const problems = [...plan.problems, ...refusals.flatMap((refusal) => problemsIn(refusal, plan))].toSorted(
    (a, b) => a.line - b.line,
  );
  return {
    total: plan.total,
    added: kept.filter((row) => row.existing === null).length,
    changed: kept.filter((row) => row.existing !== null).length,
    same: plan.same.length,
    removed,
    problemCount: new Set(problems.map(({ line }) => line)).size,
    problems: problems.slice(0, PROBLEMS_SHOWN),
    ignored: plan.ignored,
  };
}

/** A refusal in the file's terms: complaints about fields name their columns. */
function problemsIn({ line, failure }: Refusal, { header }: CsvPlan): RowProblem[] {
  if (failure.code !== 'invalid_input')
    return [{ line, column: null, value: '', what: { kind: 'refused', failure } }];
  return Object.entries(failure.fields).map(([field, keys]) => ({
    line,
    column: header.at.get(field)?.title ?? null,
    value: '',
    what: { kind: 'field', key: keys[0] ?? 'validation.invalid' },
  }));
}

async function lastOf<Result>(steps: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}
