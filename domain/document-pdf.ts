// What stands in a PDF that could act by itself: scripts, programs to start, files inside it, forms of XFA, a lock. It reads names, not
// pages, and refuses what it cannot read: nothing hides in a part that was skipped.
import { type Failure, Refused } from './failure.ts';

/** zlib, from whoever runs this. Null when the bytes are not zlib's, or become more than `limitBytes`. */
export type Inflate = (bytes: Uint8Array, limitBytes: number) => Uint8Array | null;

type Part = Extract<Failure, { code: 'pdf_forbidden' }>['part'];

/**
 * ISO 32000-1: 12.6.4 (actions), 7.11.4 (embedded files), 12.5.6 (annotations), 12.7.8 (XFA), 7.6 (encryption). Each is named whatever
 * else is said of it, so a name is enough. Links to pages and to the web are no danger: nothing here follows them.
 */
const FORBIDDEN: Record<string, Part> = {
  JavaScript: 'javascript',
  Rendition: 'javascript',
  Launch: 'launch',
  EmbeddedFile: 'attachment',
  EmbeddedFiles: 'attachment',
  FileAttachment: 'attachment',
  GoToE: 'attachment',
  ImportData: 'attachment',
  RichMedia: 'media',
  Movie: 'media',
  Sound: 'media',
  XFA: 'xfa',
  Encrypt: 'encrypted',
};

/** All object streams of a file together: a real one of 25 MB stays far below. */
const INFLATED_LIMIT_BYTES = 200 * 1024 * 1024;
/** How often the file may be read over again by objects that begin inside one another; a real one is read once. */
const READ_AGAIN_LIMIT = 8;

/** Refuses with `pdf_damaged`, `pdf_forbidden` and `pdf_unclear`. */
export function lookAtPdf(bytes: Uint8Array, inflate: Inflate): { pageCount: number } {
  // One character a byte, whatever it means.
  const text = new TextDecoder('latin1').decode(bytes);
  if (!text.includes('%%EOF') || !text.includes('startxref') || !text.includes('obj'))
    throw new Refused({ code: 'pdf_damaged' });
  const seen = { pageCount: 1, inflatedBytes: 0, readChars: 0 };
  // An object can begin anywhere, inside the data of a stream too: the cross-reference table of a hostile file points where it likes.
  const starts = [...placesOf(text, 'obj'), ...placesOf(text, 'trailer')].toSorted((a, b) => a - b);
  const begun = new Set<number>();
  for (const start of starts) {
    if (begun.has(start)) continue;
    const read = readNames(text, start, begun);
    seen.readChars += read.end - start;
    if (seen.readChars > READ_AGAIN_LIMIT * text.length) throw unclear();
    refuseForbidden(read.names);
    seen.pageCount = pagesIn(text.slice(start, read.end)) ?? seen.pageCount;
    if (read.streamAt === null || !isObjectStream(read.names)) continue;
    const inside = objectStream(bytes, text, { at: read.streamAt, names: read.names, inflate });
    seen.inflatedBytes += inside.length;
    if (seen.inflatedBytes > INFLATED_LIMIT_BYTES) throw unclear();
    // Offsets inside may point into what looks like a text: here every name counts, wherever it stands.
    refuseForbidden(everyName(inside));
    seen.pageCount = pagesIn(inside) ?? seen.pageCount;
  }
  return { pageCount: Math.max(1, Math.min(seen.pageCount, 100_000)) };
}

const unclear = () => new Refused({ code: 'pdf_unclear' });

function refuseForbidden(names: readonly string[]): void {
  for (const name of names) {
    const part = Object.hasOwn(FORBIDDEN, name) ? FORBIDDEN[name] : undefined;
    if (part !== undefined) throw new Refused({ code: 'pdf_forbidden', part });
  }
}

/** Where the word ends, each time it stands there; the `obj` of `endobj` begins nothing. */
function* placesOf(text: string, word: string): Generator<number> {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    if (text.slice(at - 3, at) !== 'end') yield at + word.length;
}

const WHITE = new Set('\0\t\n\f\r ');
const DELIMITER = new Set('()<>[]{}/%');
const ends = (char: string | undefined) => char === undefined || WHITE.has(char) || DELIMITER.has(char);

type Names = { names: string[]; end: number; streamAt: number | null };

/**
 * The names (7.3.5) of the object that begins at `from`, without those inside texts (7.3.4) and comments. It ends where nothing is open
 * any more: `endobj` inside a dictionary ends none, as in the readers. Each `obj` it passes is noted in `begun`.
 */
function readNames(text: string, from: number, begun: Set<number>): Names {
  const names: string[] = [];
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '(') at = afterText(text, at);
    else if (char === '%') at = afterLine(text, at);
    else if (char === '<' && text[at + 1] === '<') [depth, at] = [depth + 1, at + 2];
    else if (char === '<') at = afterHex(text, at);
    else if (char === '>' && text[at + 1] === '>') [depth, at] = [Math.max(0, depth - 1), at + 2];
    else if (char === '/') {
      const end = afterWord(text, at + 1);
      names.push(plainName(text.slice(at + 1, end)));
      at = end;
    } else if (ends(char)) at += 1;
    else {
      const end = afterWord(text, at);
      const word = text.slice(at, Math.min(end, at + 12));
      if (word.endsWith('obj') && word !== 'endobj') begun.add(end);
      if (depth === 0 && (word === 'endobj' || word === 'startxref')) return { names, end, streamAt: null };
      if (depth === 0 && word === 'stream') return { names, end, streamAt: end };
      at = end;
    }
  }
  return { names, end: text.length, streamAt: null };
}

function afterWord(text: string, from: number): number {
  let at = from;
  while (!ends(text[at])) at += 1;
  return at;
}

/** Parentheses nest; a backslash takes the next character's meaning away. */
function afterText(text: string, from: number): number {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') open += 1;
    else if (text[at] === ')' && --open === 0) return at + 1;
  }
  return text.length;
}

function afterHex(text: string, from: number): number {
  const end = text.indexOf('>', from);
  return end < 0 ? text.length : end + 1;
}

function afterLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** `#4aavaScript` is `JavaScript`. */
const plainName = (name: string) =>
  name.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** 7.5.7. Readers take any stream with a `First` for one when it is referred to as one, whatever it calls itself. */
const isObjectStream = (names: readonly string[]) => names.includes('First') || names.includes('ObjStm');

/** Writers pack object streams with one Flate and no parameters; anything else we do not read, so we do not take it. */
function objectStream(
  bytes: Uint8Array,
  text: string,
  { at, names, inflate }: { at: number; names: readonly string[]; inflate: Inflate },
): string {
  const start = nextLine(text, at);
  const end = text.indexOf('endstream', start);
  const filters = names.filter((name) => /^(Fl|A85|AHx|LZW|RL|Crypt|.*Decode)$/.test(name));
  const isPlainFlate = filters.length === 1 && ['FlateDecode', 'Fl'].includes(filters[0] ?? '');
  const isElsewhere = ['F', 'FFilter', 'DecodeParms', 'DP'].some((name) => names.includes(name));
  const inflated =
    end >= 0 && isPlainFlate && !isElsewhere
      ? inflate(bytes.subarray(start, end), INFLATED_LIMIT_BYTES)
      : null;
  if (!inflated) throw unclear();
  return new TextDecoder('latin1').decode(inflated);
}

/** Data begin on the line after the word `stream`. */
function nextLine(text: string, from: number): number {
  const at = afterLine(text, from);
  return at + (text.startsWith('\r\n', at) ? 2 : 1);
}

const everyName = (text: string): string[] =>
  Array.from(text.matchAll(/\/([^\0\t\n\f\r ()<>[\]{}/%]*)/g), ([, name = '']) => plainName(name));

/** The root of the page tree (7.7.3.2) is the one without a parent. Only shown: the viewer counts for itself. */
function pagesIn(text: string): number | null {
  for (const [dictionary] of text.matchAll(/<<(?:[^<>]|<(?!<)|>(?!>)){0,4000}>>/g)) {
    if (!/\/Type\s*\/Pages\b/.test(dictionary) || /\/Parent\b/.test(dictionary)) continue;
    const [, pages] = /\/Count\s+(\d{1,6})\b/.exec(dictionary) ?? [];
    if (pages !== undefined) return Number(pages);
  }
  return null;
}
