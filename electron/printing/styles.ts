// How paper looks. Sizes in points and millimetres, ink on white only; it knows no document's content.
import type { MarginsMm, Paper } from '../../domain/print-profiles.ts';
import { ROLL_WIDTH_MM } from './page-size.ts';

type Layout = { paper: Paper; marginsMm: MarginsMm };

/** `footer` is a CSS string. */
export const styles = (layout: Layout, footer: string): string => `
${layout.paper === '80mm' ? roll(layout.marginsMm) : sheet(layout, footer)}
* { box-sizing: border-box; }
html { font: ${FONT_SIZE[layout.paper]}/1.4 Inter, sans-serif; color: #000; -webkit-print-color-adjust: exact; }
/* A hair of room, or the paper's edge cuts the frames. */
body { margin: 0 0.3mm; overflow-wrap: anywhere; }
header { display: flex; flex-direction: column; gap: 2.5mm; margin-block-end: 4mm; }
.clinic { border-block-end: 0.4pt solid #000; padding-block-end: 2mm; font-size: 8.5pt; }
.clinic strong { font-size: 11.5pt; }
h1 { margin: 0; font-size: 15pt; font-weight: 700; text-align: center; letter-spacing: 0.02em; }
h2 { margin: 0; font-size: 11.5pt; font-weight: 650; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.6mm 4mm; margin: 0; }
dt { color: #444; }
dd { margin: 0; font-weight: 550; }
.when { margin-block: 0 4mm; padding: 3mm 4mm; border: 0.8pt solid #000; border-radius: 1.5mm; text-align: center; }
.when strong { display: block; font-size: 19pt; line-height: 1.25; font-weight: 750; font-variant-numeric: tabular-nums; }
.when strong.ticket { font-size: 44pt; line-height: 1.1; }
.warning { margin-block: 3mm 0; padding: 1.8mm 3mm; border: 1pt solid #000; border-radius: 1mm; font-weight: 650; }
section { margin-block-start: 3mm; }
.typed { white-space: pre-wrap; }
section > h2 { break-after: avoid; margin-block-end: 0.5mm; }
.letter { line-height: 1.55; }
.medicines { margin: 0; padding-inline-start: 6mm; }
.medicines li { margin-block-end: 1.5mm; break-inside: avoid; }
.medicines span { display: inline-block; margin-inline-end: 4mm; }
.medicines em { font-style: normal; color: #444; }
table.vitals th { vertical-align: bottom; }
.unsigned { margin-block: 0 4mm; padding: 1.5mm; border: 1pt dashed #000; text-align: center; font-weight: 700; }
.sign { margin-block-start: 4mm; margin-inline-start: auto; inline-size: 62mm; text-align: center; break-inside: avoid; }
.sign .space { block-size: 14mm; }
.sign strong { font-weight: 650; }
.muted { color: #444; font-weight: 400; }
table { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
table .muted { font-size: 8pt; }
col.time { inline-size: 14mm; }
col.patient { inline-size: 61mm; }
col.phone { inline-size: 24mm; }
col.room { inline-size: 14mm; }
col.note { inline-size: 28mm; }
col.when { inline-size: 37mm; }
col.tick { inline-size: 14mm; }
td.tick { font-size: 13pt; line-height: 1; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: start; font-size: 8pt; font-weight: 650; border-block-end: 0.8pt solid #000; }
th, td { padding: 1.3mm 1.5mm; vertical-align: top; }
td { border-block-end: 0.3pt solid #999; }
td.time { font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.free td { block-size: 8mm; }
.doctor + .doctor { break-before: page; }
.doctor > .head { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; margin-block-end: 2mm; }
.sheet + .sheet { break-before: page; }
.test { position: relative; margin: 0.3mm 0.2mm; }
.test svg { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; overflow: visible; }
.test rect { fill: none; stroke: #000; stroke-width: 0.4; }
.test path { fill: none; stroke: #000; stroke-width: 0.15; }
.test text { font-size: 2.4px; text-anchor: middle; }
.test .inside { position: absolute; inset: 10mm 4mm 4mm 12mm; display: flex; flex-direction: column; justify-content: center; align-items: center; gap: 3mm; text-align: center; }
.test .rule { block-size: 3mm; border: solid #000; border-width: 0 0.5pt 0.8pt; }
.blanks { display: flex; flex-direction: column; gap: 9mm; }
.blank { margin: 0; break-inside: avoid; }
.blank + .blank { padding-block-start: 9mm; border-block-start: 0.6pt dashed #000; }
.blank .head { display: flex; justify-content: space-between; align-items: baseline; margin-block-end: 1mm; }
.blank .row { display: flex; gap: 4mm; }
.blank .gap { flex: 1; display: flex; align-items: end; gap: 1.5mm; min-block-size: 10.5mm; }
.blank .gap b { font-weight: 550; white-space: nowrap; }
.blank .gap > span:not(.boxes) { flex: 1; border-block-end: 0.4pt solid #000; }
.blank .boxes { display: flex; flex-wrap: wrap; gap: 1mm 5mm; padding-inline-start: 2mm; }
.blank .boxes > span { display: flex; align-items: center; gap: 1.5mm; }
.blank i { inline-size: 3.6mm; block-size: 3.6mm; border: 0.6pt solid #000; }
.blank > .muted { margin-block-start: 3mm; font-size: 7.5pt; }
/* As large as a bank card, to be cut out along its frame. */
.card { display: grid; grid-template-columns: minmax(0, 1fr) 29mm; align-content: space-between; gap: 1mm 2mm; inline-size: 85.6mm; max-inline-size: 100%; min-block-size: 54mm; padding: 3.5mm 3.5mm 3mm 4mm; border: 0.4pt dashed #000; border-radius: 3mm; break-inside: avoid; }
.card .clinic, .card .bring { grid-column: 1 / -1; text-align: start; }
.card .holder { align-self: center; line-height: 1.35; }
.card .name { font-size: 12pt; font-weight: 700; line-height: 1.2; margin-block-end: 1mm; }
.card .number { margin-block-start: 1mm; font-size: 13pt; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: 0.03em; }
.card .code svg { display: block; inline-size: 29mm; block-size: 29mm; }
.card .bring { font-size: 7pt; }
${MONEY}${layout.paper === '80mm' ? ROLL : ''}`;

const MONEY = `
.stamp { margin-block-end: 3mm; padding: 1.5mm; border: 1.2pt solid #000; text-align: center; }
.stamp strong { font-size: 12pt; letter-spacing: 0.08em; }
table.money { margin-block-start: 3mm; }
section > table.money { margin-block-start: 1mm; }
.amount { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
col.count { inline-size: 12mm; }
col.amount { inline-size: 26mm; }
col.method { inline-size: 27mm; }
col.number { inline-size: 22mm; }
tr.total td, .sums .total { font-weight: 700; }
.sums { display: flex; flex-direction: column; gap: 0.8mm; margin-block-start: 2.5mm; padding-inline: 1.5mm; }
.sums > div { display: flex; justify-content: space-between; gap: 4mm; break-inside: avoid; }
.sums .total { font-size: 1.1em; padding-block: 0.6mm; }
.sums.lines { padding-block-end: 2mm; border-block-end: 0.4pt solid #000; }
.mac { font-weight: 650; }
.signs { display: flex; justify-content: space-between; }
.signs .sign { margin-inline: 0; }
`;

const FONT_SIZE: Record<Paper, string> = { A4: '9.5pt', A5: '10pt', '80mm': '9pt' };

const edges = ({ top, right, bottom, left }: MarginsMm): string =>
  [top, right, bottom, left].map((mm) => `${mm}mm`).join(' ');

/** Chromium numbers the pages itself, so that the very same page prints and becomes a PDF. */
const sheet = ({ paper, marginsMm }: Layout, footer: string): string => `
@page { size: ${paper}; margin: ${edges(marginsMm)};
  @bottom-left { content: ${footer}; font: 7.5pt Inter; color: #444; }
  @bottom-right { content: counter(page) "/" counter(pages); font: 7.5pt Inter; color: #444; } }`;

/** One continuous page, laid out on the screen as wide as on paper so that its length can be measured (page-size.ts). */
const roll = (marginsMm: MarginsMm): string => `
@page { size: ${ROLL_WIDTH_MM}mm 297mm; margin: ${edges(marginsMm)}; }
html { inline-size: ${ROLL_WIDTH_MM - marginsMm.left - marginsMm.right}mm; }
body { display: flow-root; }`;

/** Ink of a thermal printer is black or nothing: no greys, tighter rows. */
const ROLL = `
dt, .muted { color: #000; }
dl { column-gap: 2mm; }
h1 { font-size: 12.5pt; }
header { gap: 1.5mm; margin-block-end: 3mm; text-align: center; }
.clinic { font-size: 8pt; }
.sign { inline-size: 100%; }
.test .inside { inset-inline: 11mm 2mm; justify-content: flex-start; gap: 2mm; font-size: 8pt; }
.test .inside h1 { margin-block: 2mm 0; }
footer { margin-block-start: 4mm; padding-block-start: 1.5mm; border-block-start: 0.4pt dashed #000; font-size: 7.5pt; text-align: center; }
`;
