// Reads a day as people at a desk type it: day first, the month and year of the day on screen when they are left out.
import { civilDate } from '../../domain/civil-date.ts';

/** "24", "24/11", "24.11.26", "24-11-2026" or "2026-11-24"; null when it is no day. */
export function typedDay(text: string, shown: string): string | null {
  const parts = text.match(/\d+/g) ?? [];
  const [year = '', month = ''] = shown.split('-');
  const isIso = parts[0]?.length === 4;
  const [d = '', m = month, y = year] = isIso ? parts.toReversed() : parts;
  const century = y.length === 2 ? `20${y}` : y;
  const day = civilDate.safeParse(`${century}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  return day.success && parts.length <= 3 ? day.data : null;
}
