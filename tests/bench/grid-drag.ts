// The frames of the real window while a visit is dragged over the day of 20 doctors: the 95th percentile of the time between two; of
// several drags the median.
import type { Locator, Page } from '@playwright/test';
import type { Bench } from './bench.ts';
import { atTheWindow } from './front-desk-window.ts';
import { alone, median, percentile } from './measure.ts';

const STEPS = 240;
const DRAGS = 5;

export const gridDrag: Bench = {
  id: 'grid-drag',
  what: 'between two frames while a visit is dragged, p95',
  run: () =>
    atTheWindow(500_000, async (window) => {
      await window.keyboard.press('PageDown');
      const visit = window.locator('[role="gridcell"] [data-visit]').first();
      await visit.waitFor();
      await window.waitForTimeout(1_000);
      const grid = await window.locator('[role="grid"]').boundingBox();
      if (!grid) throw new Error('there is a grid on the screen');
      const drags: number[] = [];
      for (let drag = 0; drag < DRAGS; drag++)
        drags.push(percentile(await framesOfDrag(window, visit, grid), 0.95));
      return alone('grid-drag', 'front-desk', { value: median(drags), unit: 'ms', bar: 20 });
    }),
};

type Box = { x: number; y: number; width: number; height: number };

/** Picks the visit up, takes it round the grid and puts it back; milliseconds between the frames meanwhile. */
async function framesOfDrag(window: Page, visit: Locator, grid: Box): Promise<number[]> {
  await visit.hover();
  await window.mouse.down();
  await window.evaluate(() => {
    const frames: number[] = [];
    const frame = (at: number) => {
      if ((globalThis as unknown as { frames: number[] }).frames !== frames) return;
      frames.push(at);
      requestAnimationFrame(frame);
    };
    Object.assign(globalThis, { frames });
    requestAnimationFrame(frame);
  });
  for (let step = 0; step < STEPS; step++) {
    const [x, y] = [0.5 + 0.4 * Math.sin(step / 19), 0.5 + 0.4 * Math.cos(step / 13)];
    await window.mouse.move(grid.x + grid.width * x, grid.y + grid.height * y);
  }
  const frames = await window.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
  await window.keyboard.press('Escape');
  await window.mouse.up();
  return frames.slice(1).map((at, i) => at - (frames[i] ?? at));
}
