/** Knows how Electron's print options read as DevTools' Page.printToPDF; never what is printed. */
import type { PrintToPDFOptions } from 'electron';
import type { PdfParameters } from './protocol-types.ts';

/** Width and height in inches, as Chromium knows these papers. */
const papers: Record<string, readonly [number, number]> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11],
};

export function pdfParameters(options: PrintToPDFOptions): PdfParameters {
  const { pageSize, margins, ...same } = options;
  const [paperWidth, paperHeight] = paperInches(pageSize ?? 'Letter');
  return {
    ...same,
    paperWidth,
    paperHeight,
    marginTop: margins?.top ?? 0.4,
    marginBottom: margins?.bottom ?? 0.4,
    marginLeft: margins?.left ?? 0.4,
    marginRight: margins?.right ?? 0.4,
  };
}

function paperInches(pageSize: NonNullable<PrintToPDFOptions['pageSize']>): readonly [number, number] {
  if (typeof pageSize === 'object') return [pageSize.width, pageSize.height];
  const paper = papers[pageSize];
  if (!paper) throw new Error(`Invalid pageSize: ${pageSize}`);
  return paper;
}
