// Reads the modules of a QR code off a printed page: poppler makes a picture of it, the code is the square of ink between its three corner
// marks. It knows nothing of how the code was made. It corrects no errors: what was printed is compared dot by dot.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DPI = 400;

type Picture = { width: number; height: number; isDark(x: number, y: number): boolean };

/** `size`: how many modules a side has. Rows of 0 and 1 as they stand on the paper. */
export function printedCode(pdf: Uint8Array, size: number): string[] {
  const picture = pictureOf(pdf);
  const { left, top, module } = placeOf(picture, size);
  const middle = (from: number, at: number) => Math.round(from + (at + 0.5) * module);
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) =>
      picture.isDark(middle(left, x), middle(top, y)) ? '1' : '0',
    ).join(''),
  );
}

function pictureOf(pdf: Uint8Array): Picture {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-code-'));
  try {
    writeFileSync(join(folder, 'page.pdf'), pdf);
    execFileSync('pdftoppm', ['-gray', '-r', String(DPI), '-singlefile', 'page.pdf', 'page'], {
      cwd: folder,
      // It complains about glyphs of no size in the font.
      stdio: 'ignore',
    });
    const bytes = readFileSync(join(folder, 'page.pgm'));
    // P5, width, height, the brightest grey, one blank, then a byte a dot.
    const [head = '', width = '', height = ''] =
      /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
    return {
      width: Number(width),
      height: Number(height),
      isDark: (x, y) => (bytes[head.length + y * Number(width) + x] ?? 255) < 128,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The two upper corner marks give place and scale. Letters can look like one along a line, but hardly across as well. */
function placeOf(picture: Picture, size: number): { left: number; top: number; module: number } {
  for (let y = 0; y < picture.height; y++) {
    const marks = marksOf(picture.width, (x) => picture.isDark(x, y));
    for (const first of marks)
      for (const last of marks) {
        const module = (last.to - first.from) / size;
        if (first === last || Math.abs(module - first.module) > 0.1 * module) continue;
        const middle = Math.round(first.from + 3.5 * module);
        const across = marksOf(picture.height, (at) => picture.isDark(middle, at));
        const mark = across.find(({ from, to }) => from < y && y < to);
        if (mark) return { left: first.from, top: mark.from, module };
      }
  }
  throw new Error('no code is printed on the page');
}

/** A corner mark seen along a line is dark 1, light 1, dark 3, light 1, dark 1. */
function marksOf(
  length: number,
  isDark: (at: number) => boolean,
): { from: number; to: number; module: number }[] {
  const runs: { from: number; length: number; dark: boolean }[] = [];
  for (let at = 0; at < length; at++) {
    const dark = isDark(at);
    const run = runs.at(-1);
    if (run?.dark === dark) run.length++;
    else runs.push({ from: at, length: 1, dark });
  }
  return runs.flatMap((run, at) => {
    const five = runs.slice(at, at + 5);
    const module = five.reduce((sum, part) => sum + part.length, 0) / 7;
    const isMark =
      run.dark &&
      module > 3 &&
      five.length === 5 &&
      [1, 1, 3, 1, 1].every((wide, i) => Math.abs((five[i]?.length ?? 0) - wide * module) < module * 0.4);
    return isMark ? [{ from: run.from, to: run.from + 7 * module, module }] : [];
  });
}
