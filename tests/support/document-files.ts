// Files as people bring them, good and hostile, made byte by byte so that a test says exactly what is wrong with each.
import { crc32, deflateSync } from 'node:zlib';

/** As a file that was read. */
export type Bytes = Uint8Array<ArrayBuffer>;

const ascii = (text: string): Bytes => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
export const joined = (...parts: (string | Uint8Array)[]): Bytes =>
  Uint8Array.from(Buffer.concat(parts.map((part) => (typeof part === 'string' ? ascii(part) : part))));

type PdfOptions = {
  /** Put into the catalogue. */
  catalog?: string;
  /** Put into the trailer. */
  trailer?: string;
  /** Whole objects besides, from number 10 on. */
  objects?: (string | Uint8Array)[];
  /** A line of text on each page. */
  pages?: string[];
};

/** A small true PDF: opens everywhere, with a text on each page. */
export function aPdf({
  catalog = '',
  trailer = '',
  objects = [],
  pages = ['Hello'],
}: PdfOptions = {}): Bytes {
  const kids = pages.map((_, i) => `${100 + 2 * i} 0 R`).join(' ');
  const drawn = pages.flatMap((line, i) => {
    const content = `BT /F1 24 Tf 60 760 Td (${line.replace(/[()\\]/g, '')}) Tj ET`;
    return [
      [
        100 + 2 * i,
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${101 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      ],
      [101 + 2 * i, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
    ] as const;
  });
  const all: (readonly [number, string | Uint8Array])[] = [
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...drawn,
    ...objects.map((body, i) => [10 + i, body] as const),
  ];
  let bytes = ascii('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const offsets = new Map<number, number>();
  for (const [number, body] of all) {
    offsets.set(number, bytes.length);
    bytes = joined(bytes, `${number} 0 obj\n`, body, '\nendobj\n');
  }
  const size = Math.max(...offsets.keys()) + 1;
  const table = Array.from({ length: size }, (_, number) => {
    const at = offsets.get(number);
    return at === undefined ? '0000000000 65535 f \n' : `${String(at).padStart(10, '0')} 00000 n \n`;
  }).join('');
  return joined(
    bytes,
    `xref\n0 ${size}\n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`,
  );
}

/** An object stream (ISO 32000-1, 7.5.7) with these objects packed inside. */
export function anObjectStream(bodies: string[], { filter = '/FlateDecode', extra = '' } = {}): Bytes {
  let at = 0;
  const header = bodies
    .map((body, i) => {
      const pair = `${50 + i} ${at}`;
      at += body.length + 1;
      return pair;
    })
    .join(' ');
  const packed = deflateSync(ascii(`${header} ${bodies.join(' ')}`));
  return joined(
    `<< /Type /ObjStm /N ${bodies.length} /First ${header.length + 1} /Filter ${filter} ${extra} /Length ${packed.length} >>\nstream\n`,
    packed,
    '\nendstream',
  );
}

const word = (number: number) =>
  Uint8Array.from([number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]);
function chunk(name: string, data: Uint8Array): Bytes {
  const body = joined(name, data);
  return joined(word(data.length), body, word(crc32(body)));
}

const PNG_SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A true PNG in one grey; `promised` is a size its header tells and its data do not have. */
export function aPng({
  width = 40,
  height = 30,
  grey = 200,
  promised,
}: {
  width?: number;
  height?: number;
  grey?: number;
  promised?: [number, number];
} = {}): Bytes {
  const [tellsWidth, tellsHeight] = promised ?? [width, height];
  const header = joined(word(tellsWidth), word(tellsHeight), Uint8Array.from([8, 0, 0, 0, 0]));
  const lines = Buffer.alloc((width + 1) * height, grey);
  for (let y = 0; y < height; y++) lines[y * (width + 1)] = 0;
  return joined(
    PNG_SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', new Uint8Array()),
  );
}

/** The smallest true JPEG (one grey dot), with the size its frame header tells. */
export function aJpeg([width, height]: [number, number] = [1, 1]): Bytes {
  const bytes = Uint8Array.from(Buffer.from(ONE_DOT, 'base64'));
  const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
  bytes.set([height >> 8, height & 255, width >> 8, width & 255], frame + 5);
  return bytes;
}
const ONE_DOT =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==';

/** The head of a Windows program. */
export const anExe = (): Bytes =>
  joined('MZ\x90\x00\x03\x00\x00\x00\x04\x00', new Uint8Array(200), 'PE\x00\x00');
export const anHtml = (): Bytes => joined('<!doctype html><script>fetch("http://evil.example")</script>');
export const anSvg = (): Bytes =>
  joined('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>');
