// CSV as rows of cells, both ways: papaparse in steps short enough that the window stays alive. Knows no list.
import { setImmediate as nextTurn } from 'node:timers/promises';
import Papa from 'papaparse';
import { BOM, quoteFormula, separatorOf, unquoteFormula } from '../domain/csv-text.ts';
import { Refused } from '../domain/failure.ts';

/** Cells as UTF-8 with the mark Excel needs, CRLF, formulas quoted. */
export const printCsv = (rows: readonly (readonly string[])[]): string =>
  BOM +
  Papa.unparse(
    rows.map((row) => row.map(quoteFormula)),
    { newline: '\r\n', delimiter: ',' },
  );

/** `line` is the line of the file where the row begins, counted as an editor does. */
export type CsvRow = { line: number; cells: string[] };

/** With reading its rows against the list, about 15 ms. */
const CHUNK_CHARS = 32 * 1024;

/** The rows that hold anything, header first, in batches; between two batches the main process serves others. */
export async function* csvRows(text: string): AsyncGenerator<CsvRow[]> {
  const { separator, skipLines } = separatorOf(text);
  let line = 1;
  for (const batch of parsedBatches(text, separator)) {
    const rows: CsvRow[] = [];
    for (const [index, cells] of batch.data.entries()) {
      if (index === batch.brokenRow) throw new Refused({ code: 'csv_unreadable', line, reason: 'quotes' });
      if (line > skipLines && cells.some((cell) => cell.trim() !== ''))
        rows.push({ line, cells: cells.map(unquoteFormula) });
      line += 1 + cells.reduce((sum, cell) => sum + linesBroken(cell), 0);
    }
    if (rows.length > 0) yield rows;
    await nextTurn();
  }
}

const linesBroken = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0;

/** `brokenRow`: the first row whose quotes do not close, by its place in `data`. */
type Batch = { data: string[][]; brokenRow: number | null };

// papaparse calls back synchronously: it is paused after each chunk and resumed when the next batch is asked for.
function* parsedBatches(text: string, delimiter: string): Generator<Batch> {
  const state: { batch: Batch | null; parser: Papa.Parser | null } = { batch: null, parser: null };
  const config = {
    delimiter,
    chunkSize: CHUNK_CHARS,
    chunk({ data, errors }: Papa.ParseResult<string[]>, parser: Papa.Parser) {
      const broken = errors.find((error) => error.type === 'Quotes');
      state.batch = { data, brokenRow: broken ? Math.min(broken.row ?? 0, data.length - 1) : null };
      state.parser = parser;
      parser.pause();
    },
  };
  Papa.parse<string[]>(text, config);
  while (state.batch) {
    const batch = state.batch;
    state.batch = null;
    yield batch;
    state.parser?.resume();
  }
}
