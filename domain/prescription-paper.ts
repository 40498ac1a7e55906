// Whether a prescription is printed from its lines or from its text. The text is the doctor's last word. Pure.
import type { PrescriptionLine } from './prescriptions.ts';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** Says how, when it is not part of a line: what connects the parts of a line in a written sentence. */
const CONNECTING = new Set(['x', 'for', 'in', 'trong', 'ngày', 'days', 'day', 'uống', 'take']);

/**
 * A text that was written from its lines and then changed by hand says more, or less, than they do: then it is the text that is printed,
 * or what the doctor added would be missing on the paper.
 */
export function saysTheSame(text: string, lines: readonly PrescriptionLine[]): boolean {
  const inLines = lines.flatMap((line) =>
    [line.medicineName, line.dose, line.route, line.frequency, line.duration, line.instructions].flatMap(
      wordsOf,
    ),
  );
  const written = new Set(wordsOf(text));
  const known = new Set([...inLines, ...CONNECTING]);
  const numbers = new Set(lines.map((_, at) => String(at + 1)));
  return (
    inLines.every((word) => written.has(word)) &&
    [...written].every((word) => known.has(word) || numbers.has(word))
  );
}
