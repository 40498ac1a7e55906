// What a file really is, by its bytes and never by its name: pdf, jpg or png, how large its picture is, how many pages it has. Refuses
// everything else, and what could act by itself when it is opened.
import { Refused } from './failure.ts';
import { lookAtPdf } from './document-pdf.ts';
import type { Inflate } from './document-pdf.ts';

export const DOCUMENT_LIMIT_BYTES = 25 * 1024 * 1024;
export const SIDE_LIMIT_PX = 12_000;
export const AREA_LIMIT_PX = 50_000_000;

export type DocumentFacts = { fileType: 'pdf' | 'jpg' | 'png'; pageCount: number };

/** Refuses with `document_empty`, `document_too_big`, `document_type_unknown`, `picture_…` and `pdf_…`. */
export function lookAtDocument(bytes: Uint8Array, inflate: Inflate): DocumentFacts {
  if (bytes.length === 0) throw new Refused({ code: 'document_empty' });
  refuseTooBig(bytes.length);
  if (startsWith(bytes, PNG)) return lookAtPng(bytes);
  if (startsWith(bytes, JPEG)) return lookAtJpeg(bytes);
  if (isPdf(bytes)) return { fileType: 'pdf', ...lookAtPdf(bytes, inflate) };
  throw new Refused({ code: 'document_type_unknown' });
}

export function refuseTooBig(sizeBytes: number): void {
  if (sizeBytes > DOCUMENT_LIMIT_BYTES)
    throw new Refused({ code: 'document_too_big', limitBytes: DOCUMENT_LIMIT_BYTES });
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => bytes[i] === byte);

/** Readers look for the header in the first kilobyte; we want it first, so that a file is not two things at once. */
function isPdf(bytes: Uint8Array): boolean {
  let at = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  while (at < 64 && [0x09, 0x0a, 0x0d, 0x20].includes(bytes[at] ?? 0)) at += 1;
  return startsWith(bytes.subarray(at, at + 5), [0x25, 0x50, 0x44, 0x46, 0x2d]);
}

/** PNG (third edition), section 5: the signature, IHDR, chunks, IEND. */
function lookAtPng(bytes: Uint8Array): DocumentFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isChunk = (at: number, name: string) =>
    at + 12 <= bytes.length &&
    Array.from(name).every((letter, i) => bytes[at + 4 + i] === letter.charCodeAt(0));
  if (!isChunk(8, 'IHDR') || view.getUint32(8) !== 13 || bytes.length < 33) throw damagedPicture();
  refuseHugePicture(view.getUint32(16), view.getUint32(20));
  let at = 8;
  while (at + 12 <= bytes.length && !isChunk(at, 'IEND')) at += 12 + view.getUint32(at);
  if (!isChunk(at, 'IEND')) throw damagedPicture();
  return { fileType: 'png', pageCount: 1 };
}

/** ITU-T T.81, annex B: markers with their lengths up to the scan; the frame header tells the size. */
function lookAtJpeg(bytes: Uint8Array): DocumentFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasFrame = false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw damagedPicture();
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      if (at + 9 > bytes.length) throw damagedPicture();
      refuseHugePicture(view.getUint16(at + 7), view.getUint16(at + 5));
      hasFrame = true;
    }
    if (marker === START_OF_SCAN) break;
    at += 2 + view.getUint16(at + 2);
  }
  if (!hasFrame || bytes[at + 1] !== START_OF_SCAN || !hasEnd(bytes, at)) throw damagedPicture();
  return { fileType: 'jpg', pageCount: 1 };
}
const START_OF_SCAN = 0xda;
/** SOF0–SOF15 but DHT, JPG and DAC, which share their range. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** The header is believed before anything is drawn: a few kilobytes can promise gigabytes of picture. */
function refuseHugePicture(widthPx: number, heightPx: number): void {
  if (widthPx === 0 || heightPx === 0) throw damagedPicture();
  if (widthPx > SIDE_LIMIT_PX || heightPx > SIDE_LIMIT_PX || widthPx * heightPx > AREA_LIMIT_PX)
    throw new Refused({ code: 'picture_too_large', widthPx, heightPx });
}

const damagedPicture = () => new Refused({ code: 'picture_damaged' });
