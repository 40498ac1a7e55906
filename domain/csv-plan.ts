// What the rows of a file would do to a list: add, change, leave as it is, or be wrong. Pure: it sees the rows there are, saves nothing.
import type { CsvContext } from './csv-cells.ts';
import {
  type CsvList,
  type Existing,
  type Header,
  readCells,
  readHeader,
  type RowProblem,
  schemaProblems,
} from './csv-lists.ts';
import { Refused } from './failure.ts';

export type PlannedRow = { line: number; existing: Existing | null; values: unknown };
export type CsvPlan = {
  total: number;
  rows: PlannedRow[];
  /** The rows of the vault that the file says again. */
  same: Existing[];
  problems: RowProblem[];
  /** Titles of columns that the list does not know. */
  ignored: string[];
  header: Header;
};

/** Takes the file's rows one by one: the first is the header. Refuses a file without the list's key columns. */
export class CsvPlanner {
  readonly #list: CsvList<unknown>;
  readonly #context: CsvContext;
  readonly #known = new Map<string, Existing[]>();
  readonly #seen = new Set<string>();
  readonly #taken = new Set<string>();
  #width = 0;
  #plan: CsvPlan | null = null;

  constructor(list: CsvList<unknown>, existing: readonly Existing[], context: CsvContext) {
    this.#list = list;
    this.#context = context;
    for (const row of existing) {
      for (const key of [list.keyOf(row.fields), list.otherKeyOf?.(row.fields)]) {
        if (key) this.#known.set(key, [...(this.#known.get(key) ?? []), row]);
      }
    }
  }

  take(cells: readonly string[], line: number): void {
    if (this.#plan) {
      this.#plan.total += 1;
      this.#takeRow(this.#plan, cells, line);
      return;
    }
    const header = readHeader(this.#list, cells, this.#context.locale);
    if (header.missing.length > 0)
      throw new Refused({ code: 'csv_columns_missing', columns: header.missing });
    this.#width = cells.length;
    this.#plan = { total: 0, rows: [], same: [], problems: [], ignored: header.ignored, header };
  }

  /** Refuses a file that had no row at all. */
  finish(): CsvPlan {
    if (this.#plan) return this.#plan;
    const columns = this.#list.columns
      .filter(({ isKey }) => isKey)
      .map(({ names }) => names[this.#context.locale]);
    throw new Refused({ code: 'csv_columns_missing', columns });
  }

  #takeRow(plan: CsvPlan, cells: readonly string[], line: number): void {
    const row = { cells, line, header: plan.header, context: this.#context };
    if (cells.slice(this.#width).some((cell) => cell.trim() !== '')) {
      plan.problems.push(wholeRow(line, 'too_many_cells'));
      return;
    }
    const { fields, problems } = readCells(this.#list, row);
    const { existing, isTwice } = this.#match(fields);
    if (isTwice) plan.problems.push(wholeRow(line, 'twice'));
    else if (existing && this.#saysTheSame(existing, row)) plan.same.push(existing);
    else if (problems.length > 0) plan.problems.push(...problems);
    else this.#takeValues(plan, { row, existing, fields });
  }

  #takeValues(
    plan: CsvPlan,
    {
      row,
      existing,
      fields,
    }: {
      row: { cells: readonly string[]; line: number; header: Header };
      existing: Existing | null;
      fields: Record<string, unknown>;
    },
  ): void {
    const base = existing ? this.#ownFields(existing) : (this.#list.blank as Record<string, unknown>);
    const parsed = this.#list.schema.safeParse({ ...base, ...fields });
    if (!parsed.success) plan.problems.push(...schemaProblems(parsed.error, row));
    else if (existing && this.#isEqual(existing, parsed.data)) plan.same.push(existing);
    else plan.rows.push({ line: row.line, existing, values: parsed.data });
  }

  /** The row of the vault that these fields are about. Equal rows are matched one to one, in order. */
  #match(fields: Record<string, unknown>): { existing: Existing | null; isTwice: boolean } {
    const whole = this.#list.schema.safeParse({
      ...(this.#list.blank as Record<string, unknown>),
      ...fields,
    });
    const key = this.#list.keyOf(whole.success ? whole.data : fields) || this.#list.otherKeyOf?.(fields);
    if (!key) return { existing: null, isTwice: false };
    const existing = this.#known.get(key)?.find(({ id }) => !this.#taken.has(id)) ?? null;
    if (existing) this.#taken.add(existing.id);
    const isTwice = !existing && this.#seen.has(key);
    this.#seen.add(key);
    return { existing, isTwice };
  }

  // Compared as text first: what was exported and not touched stays as it is, whatever today's rules would say of it.
  #saysTheSame(existing: Existing, { cells, header }: { cells: readonly string[]; header: Header }): boolean {
    return this.#list.columns.every(({ field, cell, isGivenHere }) => {
      const place = header.at.get(field);
      const text = place ? (cells[place.index] ?? '') : '';
      if (!place || (isGivenHere && text.trim() === '')) return true;
      return text === cell.write(existing.fields[field], this.#context);
    });
  }

  #ownFields(existing: Existing): Record<string, unknown> {
    const own = this.#list.columns
      .filter(({ isNote }) => !isNote)
      .map(({ field }) => [field, existing.fields[field]]);
    return Object.fromEntries(own);
  }

  #isEqual(existing: Existing, values: unknown): boolean {
    const wanted = values as Record<string, unknown>;
    return Object.entries(this.#ownFields(existing)).every(
      ([field, value]) => (wanted[field] ?? null) === (value ?? null),
    );
  }
}

const wholeRow = (line: number, problem: 'too_many_cells' | 'twice'): RowProblem => ({
  line,
  column: null,
  value: '',
  what: { kind: 'csv', problem },
});
