// Remembers how large the window was. Not where: a screen that was unplugged must never take the window with it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const windowSize = z.strictObject({
  width: z.number().int().min(1024).max(16_384),
  height: z.number().int().min(640).max(16_384),
  isMaximized: z.boolean(),
});
export type WindowSize = z.infer<typeof windowSize>;

/** The smallest screen we are made for. */
const unremembered: WindowSize = { width: 1366, height: 768, isMaximized: false };
const fileIn = (folder: string) => join(folder, 'window.json');

export function readWindowSize(folder: string): WindowSize {
  try {
    return windowSize.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return unremembered;
  }
}

/** Losing it costs nothing, so a folder that cannot be written is no failure. */
export function saveWindowSize(folder: string, size: WindowSize): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(fileIn(folder), JSON.stringify(size));
  } catch {
    // The next window opens at the usual size.
  }
}
