// Ids for the demo clinic: shaped like every other id (UUIDv7), but the same every time, so that two demo clinics can be compared.
import { type Random, seededRandom } from './random.ts';

/** A source of ids; each name is a series of its own. They sort in the order they are made. */
export function demoIds(series: string): () => string {
  const random = seededRandom(
    Array.from(series).reduce((hash, char) => (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0, 7),
  );
  let count = 0;
  return () => uuidOf(SERIES_START_MS + count++, random);
}

/** 2026-01-01: only the order matters, no id tells when. */
const SERIES_START_MS = 1_767_225_600_000;

function uuidOf(ms: number, random: Random): string {
  const hex = (length: number) => Array.from({ length }, () => random.between(0, 15).toString(16)).join('');
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}
