// A CSV file as text: which encoding it came in, which sign separates its cells, and how a cell is kept from being run as a formula.

/** What Excel needs to see first, to read UTF-8 as UTF-8. */
export const BOM = '\uFEFF';

/** The text of a file in UTF-8 or UTF-16, without its mark; null when it is neither (an ANSI file has lost Vietnamese letters already). */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: the header is Latin, so every other byte of UTF-16 is zero.
  if (second === 0 && bytes.length > 1) return 'utf-16le';
  if (first === 0 && bytes.length > 1) return 'utf-16be';
  return 'utf-8';
}

// OWASP's list, and the full-width forms that East Asian versions of Excel run as well.
const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const isQuoted = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** `=1+1` → `'=1+1`. A spreadsheet shows it and never runs it; `unquoteFormula` gives the exact text back. */
export const quoteFormula = (cell: string): string => (startsFormula.test(cell) ? `'${cell}` : cell);
export const unquoteFormula = (cell: string): string => (isQuoted.test(cell) ? cell.slice(1) : cell);

const separators = [',', ';', '\t'] as const;

/** The separator that cuts the first line into the most cells; a line `sep=;` (Excel's own) says it outright. */
export function separatorOf(text: string): { separator: string; skipLines: number } {
  const firstLine = text.slice(0, 10_000).split(/\r\n|\r|\n/, 1)[0] ?? '';
  const said = /^sep=(.)$/i.exec(firstLine.trim())?.[1];
  if (said) return { separator: said, skipLines: 1 };
  const cells = (separator: string) => firstLine.split(separator).length;
  const best = separators.reduce((most, separator) => (cells(separator) > cells(most) ? separator : most));
  return { separator: best, skipLines: 0 };
}
