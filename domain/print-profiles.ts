// How each paper is printed on one PC: printer, paper, copies, margins. It knows no document's content.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

export const papers = ['A4', 'A5', '80mm'] as const;
export const paper = z.enum(papers);
export type Paper = z.infer<typeof paper>;
export const printDocuments = [
  'slip',
  'prescription',
  'daySheet',
  'blankSlip',
  'receipt',
  'dayClose',
  'callList',
  'patientCard',
  'ticket',
  'visitSummary',
  'vitalsSheet',
  'sickNote',
  'referral',
] as const;
export const printDocument = z.enum(printDocuments);
export type PrintDocument = z.infer<typeof printDocument>;

const marginMm = z.number().nullable();
export const printProfileRow = syncedRow.extend({
  /** Printers are a PC's own: a profile is of one PC and one document. */
  deviceId: rowId,
  document: printDocument,
  /** Null: whichever the system calls its default. */
  printerName: z.string().nullable(),
  paper,
  copies: z.number().int(),
  /** Millimetres; null is the paper's own. */
  marginTopMm: marginMm,
  marginRightMm: marginMm,
  marginBottomMm: marginMm,
  marginLeftMm: marginMm,
});
export type PrintProfile = z.infer<typeof printProfileRow>;

/** The papers a document is laid out for; the first is its own when nobody chose. */
export const papersOf: Record<PrintDocument, readonly [Paper, ...Paper[]]> = {
  slip: ['A5', '80mm', 'A4'],
  prescription: ['A5', 'A4'],
  daySheet: ['A4'],
  blankSlip: ['A4', 'A5'],
  receipt: ['A5', '80mm'],
  dayClose: ['A4', 'A5'],
  callList: ['A4'],
  patientCard: ['A5', '80mm', 'A4'],
  ticket: ['80mm', 'A5'],
  visitSummary: ['A4', 'A5'],
  vitalsSheet: ['A4'],
  sickNote: ['A5', 'A4'],
  referral: ['A4', 'A5'],
};

export type MarginsMm = { top: number; right: number; bottom: number; left: number };
/** Room for the line at the foot of a sheet; a roll has none. */
export const marginsOf: Record<Paper, MarginsMm> = {
  A4: { top: 14, right: 14, bottom: 16, left: 14 },
  A5: { top: 10, right: 11, bottom: 14, left: 11 },
  '80mm': { top: 3, right: 4, bottom: 6, left: 4 },
};

/** What a document is printed with: the profile where somebody made one, the document's own otherwise. */
export type PrintSetup = {
  document: PrintDocument;
  paper: Paper;
  marginsMm: MarginsMm;
  printerName: string | null;
  copies: number;
};

type Chosen = Pick<
  PrintProfile,
  'printerName' | 'paper' | 'copies' | 'marginTopMm' | 'marginRightMm' | 'marginBottomMm' | 'marginLeftMm'
>;

/** A paper the document is not laid out for (from an older version) gives way to its own. */
export function printSetup(document: PrintDocument, profile: Chosen | undefined): PrintSetup {
  const [own] = papersOf[document];
  const chosen = profile && papersOf[document].includes(profile.paper) ? profile.paper : own;
  const margins = marginsOf[chosen];
  return {
    document,
    paper: chosen,
    marginsMm: {
      top: profile?.marginTopMm ?? margins.top,
      right: profile?.marginRightMm ?? margins.right,
      bottom: profile?.marginBottomMm ?? margins.bottom,
      left: profile?.marginLeftMm ?? margins.left,
    },
    printerName: profile?.printerName ?? null,
    copies: profile?.copies ?? 1,
  };
}

/** So much is left of the paper's width, whatever the margins are. */
const NARROWEST_MM = 40;
const WIDTH_MM: Record<Paper, number> = { A4: 210, A5: 148, '80mm': 80 };
const typedMargin = z
  .number('validation.marginMm')
  .min(0, 'validation.marginMm')
  .max(60, 'validation.marginMm')
  .nullable();

/** What a person may choose for a document on this PC. */
export const printProfileInput = z
  .object({
    document: printDocument,
    printerName: z.string().min(1).max(300).nullable(),
    paper,
    copies: z
      .number('validation.copies')
      .int('validation.copies')
      .min(1, 'validation.copies')
      .max(20, 'validation.copies'),
    marginTopMm: typedMargin,
    marginRightMm: typedMargin,
    marginBottomMm: typedMargin,
    marginLeftMm: typedMargin,
  })
  .superRefine((chosen, issues) => {
    if (!papersOf[chosen.document].includes(chosen.paper))
      issues.addIssue({ code: 'custom', path: ['paper'], message: 'validation.invalid' });
    const { left, right } = printSetup(chosen.document, chosen).marginsMm;
    if (left + right > WIDTH_MM[chosen.paper] - NARROWEST_MM)
      issues.addIssue({ code: 'custom', path: ['marginRightMm'], message: 'validation.marginMm' });
  });
export type PrintProfileInput = z.infer<typeof printProfileInput>;
