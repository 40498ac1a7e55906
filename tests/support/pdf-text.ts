// Reads a finished PDF with poppler, which knows nothing of us: its text, its fonts, its paper.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type PdfFacts = {
  /** NFC, lines joined by single blanks. */
  text: string;
  /** Whether each font is embedded; never empty for a page with text. */
  embedded: boolean[];
  pages: number;
  /** Points, the first page's. */
  width: number;
  height: number;
};

export function readPdf(pdf: Uint8Array): PdfFacts {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-pdf-'));
  try {
    const file = join(folder, 'page.pdf');
    writeFileSync(file, pdf);
    const run = (tool: string, ...args: string[]) =>
      execFileSync(tool, [...args, file], { encoding: 'utf8' });
    const info = run('pdfinfo');
    const [, width = '0', height = '0'] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
    return {
      text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
        .normalize('NFC')
        .replaceAll(/\s+/g, ' '),
      embedded: fontRows(run('pdffonts')),
      pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
      width: Number(width),
      height: Number(height),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `pdffonts` prints a table whose column "emb" says yes or no; the columns after it are fixed. */
const fontRows = (table: string): boolean[] =>
  table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(row)?.[1] === 'yes');
