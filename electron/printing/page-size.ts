// How large a sheet is. A4 and A5 have a name; a roll of 80 mm is as long as what stands on it, measured in the laid-out page.
import { z } from 'zod';
import type { Paper } from '../../domain/print-profiles.ts';

export const ROLL_WIDTH_MM = 80;
/** A page wider than long would be turned by the printer's driver. */
const SHORTEST_MM = ROLL_WIDTH_MM + 1;
/** Room for what a printer lays out a hair taller than the screen; without it the last line could open a second page. */
const SLACK_MM = 1.5;

/** What `LAY_OUT` answers. */
export const laidOut = z.object({ areFontsReady: z.boolean(), lengthMm: z.number().nullable() });

/**
 * Run inside a loaded page: waits for its fonts (letters before theirs has arrived would be printed in another one), and for a roll
 * measures the length and tells the page, whose own @page rule then decides.
 */
export const LAY_OUT = `document.fonts.ready.then(() => {
  const areFontsReady = [...document.fonts].every((font) => font.status !== 'error');
  const { paper, edgesMm } = document.documentElement.dataset;
  if (paper !== '80mm') return { areFontsReady, lengthMm: null };
  const contentMm = (document.body.getBoundingClientRect().height * 25.4) / 96;
  const lengthMm = Math.max(${SHORTEST_MM}, Math.ceil((contentMm + Number(edgesMm) + ${SLACK_MM}) * 10) / 10);
  const rule = document.createElement('style');
  rule.textContent = '@page { size: ${ROLL_WIDTH_MM}mm ' + lengthMm + 'mm }';
  document.head.append(rule);
  return { areFontsReady, lengthMm };
})`;

type Size = 'A4' | 'A5' | { width: number; height: number };

/** As `printToPDF` takes it: inches. */
export const inInches = (paper: Paper, lengthMm: number | null): Size => sized(paper, lengthMm, 1 / 25.4);

/** As a printer takes it: whole microns. */
export const inMicrons = (paper: Paper, lengthMm: number | null): Size => sized(paper, lengthMm, 1000);

function sized(paper: Paper, lengthMm: number | null, perMm: number): Size {
  if (paper !== '80mm') return paper;
  const inUnit = (mm: number) => (perMm >= 1 ? Math.round(mm * perMm) : mm * perMm);
  return { width: inUnit(ROLL_WIDTH_MM), height: inUnit(lengthMm ?? SHORTEST_MM) };
}
