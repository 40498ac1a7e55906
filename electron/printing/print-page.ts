// Makes a whole print page of a document's body: paper, fonts, clinic header, page numbers. It knows no document's content.
import type { Clinic, Locale } from '../../domain/clinic-setup.ts';
import type { MarginsMm, Paper } from '../../domain/print-profiles.ts';
import { Html, html, lines } from './html.ts';
import type { PrintPage } from './printing.ts';
import { styles } from './styles.ts';

export type ClinicHeader = Pick<Clinic, 'name' | 'address' | 'phone' | 'printHeader'>;

export type PageParts = {
  title: string;
  paper: Paper;
  marginsMm: MarginsMm;
  language: Locale;
  /** Stands small at the foot of every page, or at the end of a roll: who printed it and when. */
  footer: string;
  body: Html;
};

// No script, no address, nothing from outside: whatever a name may try, there is nothing it could load or run.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

export async function printPage(parts: PageParts): Promise<PrintPage> {
  const { title, paper, marginsMm, language, footer, body } = parts;
  // Loaded with the first print: the start of the app does not wait for fonts on paper.
  const { fontFaces } = await import('./fonts.ts');
  const page = html`<!doctype html>
<html lang="${language}" data-paper="${paper}" data-edges-mm="${marginsMm.top + marginsMm.bottom}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<style>${new Html(fontFaces)}
${new Html(styles(parts, cssText(footer)))}</style>
</head>
<body>${body}${paper === '80mm' && html`<footer>${footer}</footer>`}</body>
</html>`;
  return { title, paper, html: page.text };
}

/** The clinic at the head of a document; its own print header (opening hours, licence, …) below. */
export const clinicHeader = (clinic: ClinicHeader, title: string): Html => html`<header>
<div class="clinic"><strong>${clinic.name}</strong>
<div>${[clinic.address, clinic.phone].filter(Boolean).join(' · ')}</div>
<div>${lines(clinic.printHeader)}</div></div>
<h1>${title}</h1>
</header>`;

/** A CSS string inside a `<style>`: neither the string nor the element can be ended from within. */
const cssText = (text: string): string =>
  `"${text
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[^\p{L}\p{N} .,:·/-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;
