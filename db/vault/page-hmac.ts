// Proves every page of a closed database file, free pages included, without opening it. Reads only; `integrity_check` misses what this finds.
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export const PAGE_BYTES = 4096;
/** SQLCipher 4: iv (16) and HMAC-SHA512 (64) at the end of each page. */
const RESERVED_BYTES = 80;
const SALT_BYTES = 16;
const IV_AT = PAGE_BYTES - RESERVED_BYTES;
const HMAC_AT = IV_AT + 16;
const PAGES_AT_ONCE = 256;

export type PagesVerdict = { pages: number; badPages: number[] };

/** `badPages` lists at most the first 100; an incomplete last page counts as bad. */
export function verifyPages(path: string, key: Buffer): PagesVerdict {
  const fd = openSync(path, 'r');
  try {
    return verifyPagesOf(fd, key);
  } finally {
    closeSync(fd);
  }
}

/** As `verifyPages`, through a handle somebody else keeps open. */
export function verifyPagesOf(fd: number, key: Buffer): PagesVerdict {
  const { size } = fstatSync(fd);
  const pages = Math.ceil(size / PAGE_BYTES);
  const badPages: number[] = [];
  const buffer = Buffer.alloc(PAGES_AT_ONCE * PAGE_BYTES);
  let hmacKey: Buffer | undefined;
  for (let first = 0; first < pages && badPages.length < 100; first += PAGES_AT_ONCE) {
    const bytes = readFully(fd, buffer, first * PAGE_BYTES);
    hmacKey ??= hmacKeyOf(key, buffer.subarray(0, SALT_BYTES));
    for (let at = 0; at < bytes; at += PAGE_BYTES) {
      const number = first + at / PAGE_BYTES + 1;
      if (!isPageGood(buffer.subarray(at, Math.min(at + PAGE_BYTES, bytes)), number, hmacKey))
        badPages.push(number);
    }
  }
  hmacKey?.fill(0);
  return { pages, badPages: badPages.slice(0, 100) };
}

function isPageGood(page: Buffer, number: number, hmacKey: Buffer): boolean {
  if (page.length !== PAGE_BYTES) return false;
  const pageNumber = Buffer.alloc(4);
  pageNumber.writeUInt32LE(number);
  // The salt at the start of page 1 is not covered; a changed salt makes every page fail.
  const covered = page.subarray(number === 1 ? SALT_BYTES : 0, HMAC_AT);
  const expected = createHmac('sha512', hmacKey).update(covered).update(pageNumber).digest();
  return timingSafeEqual(page.subarray(HMAC_AT), expected);
}

/** SQLCipher: PBKDF2-HMAC-SHA512, 2 rounds, of the raw key with each byte of the salt xor 0x3a. */
const hmacKeyOf = (key: Buffer, salt: Buffer): Buffer =>
  pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512');

/**
 * For a file that does not open: is it ours and damaged, or another vault's? Ours when any page proves under the key, or when page 1
 * decrypts to what every SQLite header says (a damaged salt fails all pages).
 */
export function isOurDatabase(path: string, key: Buffer): boolean {
  const fd = openSync(path, 'r');
  try {
    return hasGoodPage(fd, key) || hasOurHeader(fd, key);
  } finally {
    closeSync(fd);
  }
}

function hasGoodPage(fd: number, key: Buffer): boolean {
  const page = Buffer.alloc(PAGE_BYTES);
  readFully(fd, page, 0);
  const hmacKey = hmacKeyOf(key, page.subarray(0, SALT_BYTES));
  for (let number = 1; readFully(fd, page, (number - 1) * PAGE_BYTES) === PAGE_BYTES; number++) {
    if (isPageGood(page, number, hmacKey)) return true;
  }
  return false;
}

function hasOurHeader(fd: number, key: Buffer): boolean {
  const page = Buffer.alloc(PAGE_BYTES);
  if (readFully(fd, page, 0) !== PAGE_BYTES) return false;
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(IV_AT, HMAC_AT)).setAutoPadding(false);
  const header = decipher.update(page.subarray(SALT_BYTES, SALT_BYTES + 16));
  // File format, section 1.3: bytes 20 to 23 are the reserved space and the payload fractions 64, 32, 32.
  return header.subarray(4, 8).equals(Buffer.from([RESERVED_BYTES, 64, 32, 32]));
}

function readFully(fd: number, into: Buffer, position: number): number {
  let bytes = 0;
  while (bytes < into.length) {
    const read = readSync(fd, into, bytes, into.length - bytes, position + bytes);
    if (read === 0) break;
    bytes += read;
  }
  return bytes;
}
