// What can be done with a finished print page: a PDF, a printer. It knows paper and printers, never what is printed.
import type { Paper } from '../../domain/print-profiles.ts';

/** A whole page as HTML, with everything it needs inside: fonts, styles, no script and no address. */
export type PrintPage = { title: string; paper: Paper; html: string };

export type Printer = { name: string; label: string; isDefault: boolean };

export type Printing = {
  toPdf(page: PrintPage): Promise<Uint8Array>;
  /** Sends the page without a dialog. Refuses with `print_failed` when the printer does not take it. */
  toPrinter(page: PrintPage, job: { printerName: string; copies: number }): Promise<void>;
  /** What the system knows; empty when there is none. */
  printers(): Promise<Printer[]>;
};
