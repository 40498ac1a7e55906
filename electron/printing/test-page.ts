// The test page of a print profile: a frame where the margins end, rulers in millimetres, letters of every language we speak.
import { localeOf } from '../../db/print-reads.ts';
import type { Tx } from '../../db/write.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { type Paper, type PrintProfileInput, printSetup } from '../../domain/print-profiles.ts';
import { Html, html } from './html.ts';
import { type Asker, type Composed, sheetFor } from './sheet.ts';
import { shortDay } from './words.ts';

const PAPER_MM: Record<Paper, { width: number; height: number }> = {
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
  // A roll ends where the frame does.
  '80mm': { width: 80, height: 150 },
};
/** The frame stands a hair inside the page's edge, or it would be cut or pushed to a second page. */
const HAIR_MM = 0.6;
const LETTERS = [
  'ÄÖÜ äöü ß é è ç ñ ø å',
  'Ă Â Đ Ê Ô Ơ Ư ă â đ ê ô ơ ư',
  'ắ ằ ẳ ẵ ặ ế ề ể ễ ệ ứ ừ ử ữ ự',
  '0123456789 ₫ € £ ½ ✓',
];

/** Printed with what was chosen, saved or not: it is there to try it out. In the language of the person who tries. */
export function composeTestPage(tx: Tx, { profile }: { profile: PrintProfileInput }, asker: Asker): Composed {
  const setup = printSetup(profile.document, profile);
  const { document, paper, marginsMm } = setup;
  const { sheet, parts } = sheetFor(tx, asker, { document, language: localeOf(tx, asker.userId), setup });
  const { words, clinic } = sheet;
  const now = wallClock(tx.nowMs, clinic.timeZone);
  const width = PAPER_MM[paper].width - marginsMm.left - marginsMm.right - 2 * HAIR_MM;
  const height = PAPER_MM[paper].height - marginsMm.top - marginsMm.bottom - 2 * HAIR_MM;
  const rulerMm = width >= 120 ? 100 : 30;
  const title = words.testPage;
  const body = html`<div class="test" style="inline-size:${width}mm;block-size:${height}mm">${rulers(width, height)}
<div class="inside">
<h1>${title}</h1>
<strong>${words.testFor(words.documents[document], paper)}</strong>
<div>${words.printer}: ${setup.printerName ?? words.defaultPrinter}</div>
<div>${now.time} ${shortDay(now.date)} · ${asker.fullName}</div>
<div class="letters">${LETTERS.map((line) => html`<div>${line}</div>`)}</div>
<div class="rule" style="inline-size:${rulerMm}mm"></div><div>${words.testRuler(rulerMm)}</div>
<div>${words.testMargins(marginsMm)}</div>
</div></div>`;
  return {
    fileName: `${title} ${words.documents[document]}`,
    subject: { entity: 'printProfiles', entityId: document, note: { paper } },
    setup,
    page: { ...parts, title, body },
  };
}

/** Millimetres from the frame's upper left corner along its upper and left side, longer at 5 and 10, numbered at 10. */
function rulers(width: number, height: number): Html {
  const marks = (lengthMm: number) => Array.from({ length: Math.floor(lengthMm) }, (_, at) => at + 1);
  const reach = (mm: number) => (mm % 10 === 0 ? 4 : mm % 5 === 0 ? 2.8 : 1.6);
  const number = (x: number, y: number, mm: number) => `<text x="${x}" y="${y}">${mm}</text>`;
  const across = marks(width).map(
    (mm) => `<path d="M${mm} 0v${reach(mm)}"/>${mm % 10 === 0 && mm < width - 3 ? number(mm, 6.6, mm) : ''}`,
  );
  const down = marks(height).map(
    (mm) =>
      `<path d="M0 ${mm}h${reach(mm)}"/>${mm % 10 === 0 && mm < height - 3 ? number(6.6, mm + 0.9, mm) : ''}`,
  );
  // Numbers of ours alone: nothing anybody typed stands in it.
  return new Html(
    `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true"><rect width="${width}" height="${height}"/>${across.join('')}${down.join('')}</svg>`,
  );
}
