// Reads a time as people at a desk type it. Null when it is none.
import { clockTime } from '../../domain/civil-date.ts';

/** `8`, `830`, `8:30`, `8h30`, `16.45` → `08:00`, `08:30`, … */
export function typedTime(text: string): string | null {
  const parts = /^\s*(\d{1,2})(?:\s*[:.hg]?\s*(\d{2}))?\s*h?\s*$/i.exec(text);
  if (!parts) return null;
  const time = `${String(parts[1]).padStart(2, '0')}:${parts[2] ?? '00'}`;
  return clockTime.safeParse(time).success ? time : null;
}
