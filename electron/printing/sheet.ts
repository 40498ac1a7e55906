// What every paper is made with: the clinic, the words of a language, the day, and the paper and margins this PC chose for the document.
import type { AuditSubject } from '../../db/audit.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import { printSetupOf } from '../../db/print-profiles.ts';
import type { Tx } from '../../db/write.ts';
import { wallClock } from '../../domain/civil-date.ts';
import type { Clinic, Locale } from '../../domain/clinic-setup.ts';
import type { Paper, PrintDocument, PrintSetup } from '../../domain/print-profiles.ts';
import type { PageParts } from './print-page.ts';
import { type PrintWords, printWords, shortDay } from './words.ts';

/** Who wants the paper, and where it goes: looked at, printed, kept as a file. */
export type Asker = { userId: string; fullName: string; to: 'preview' | 'printer' | 'file' };

/** What a person asked to have on paper, how this PC prints it, and under which name a file of it is suggested. */
export type Composed = {
  page: PageParts;
  setup: PrintSetup;
  fileName: string;
  subject: AuditSubject;
  /** For a paper that counts its printings: takes the count back when no printer took it and nobody saved it. */
  ifNotTaken?: (tx: Tx) => void;
};

/** What a document's body is filled with. `paper` is for bodies that look different on a roll. */
export type Sheet = { clinic: Clinic; words: PrintWords; today: string; paper: Paper };

/** `setup` where the paper is not printed as its document usually is: a test of what was just chosen. */
type SheetOf = { document: PrintDocument; language: Locale; setup?: PrintSetup };

/** `parts` lack only the title and the body of the page. */
export function sheetFor(
  tx: Tx,
  asker: Pick<Asker, 'fullName'>,
  { document, language, setup = printSetupOf(tx, document) }: SheetOf,
): { sheet: Sheet; setup: PrintSetup; parts: Omit<PageParts, 'title' | 'body'> } {
  const clinic: Clinic = { ...clinicOf(tx), locale: language };
  const words = printWords[language];
  const now = wallClock(tx.nowMs, clinic.timeZone);
  const footer = words.printed(`${now.time} ${shortDay(now.date)}`, asker.fullName);
  return {
    sheet: { clinic, words, today: now.date, paper: setup.paper },
    setup,
    parts: { paper: setup.paper, marginsMm: setup.marginsMm, language, footer },
  };
}
