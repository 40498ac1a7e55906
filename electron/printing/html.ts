// HTML made of templates in which every value is escaped: nothing a person typed can become markup. It knows no document.

/** Markup that is safe to stand in a page. A class, so that text that merely looks like markup can never pass for it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Value = Html | readonly Html[] | string | number | null | undefined | false;

/** `` html`<b>${name}</b>` ``: values are escaped; other `html` pieces, and lists of them, go in as they are. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(parts.reduce((text, part, at) => text + insert(values[at - 1]) + part));

/** Lines as they were typed. */
export const lines = (text: string): Html => new Html(text.split(/\r?\n/).map(escapeHtml).join('<br>'));

function insert(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((piece) => piece.text).join('');
  return escapeHtml(String(value));
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters have no place on paper, and marks that turn the direction of writing would let a name rewrite its neighbours. */
export const escapeHtml = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (sign) =>
      sign === '\n' || sign === '\t' ? ' ' : '',
    )
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
