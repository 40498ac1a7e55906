// How each paper is printed on one PC: printer, paper, copies, margins. It knows no document's content.
import { z } from 'zod';
import { rowId, syncedRow } from './row.ts';

export const papers = ['A4', 'A5', '80mm'] as const;
export const paper = z.enum(papers);
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
] as const;
export const printDocument = z.enum(printDocuments);

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
