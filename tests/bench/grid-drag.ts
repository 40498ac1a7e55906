// The frames of the real window while a visit is dragged over the day of 20 doctors: the 95th percentile of the time between two.
import type { Bench } from './bench.ts';
import { atTheWindow } from './front-desk-window.ts';
import { alone, percentile } from './measure.ts';

const STEPS = 240;

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
      await visit.hover();
      await window.mouse.down();
      await window.evaluate(() => {
        const frames: number[] = [];
        Object.assign(globalThis, { frames });
        const frame = (at: number) => {
          frames.push(at);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
      for (let step = 0; step < STEPS; step++) {
        const [x, y] = [0.5 + 0.4 * Math.sin(step / 19), 0.5 + 0.4 * Math.cos(step / 13)];
        await window.mouse.move(grid.x + grid.width * x, grid.y + grid.height * y);
      }
      const frames = await window.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
      await window.keyboard.press('Escape');
      await window.mouse.up();
      const between = frames.slice(1).map((at, i) => at - (frames[i] ?? at));
      return alone('grid-drag', 'front-desk', { value: percentile(between, 0.95), unit: 'ms', bar: 20 });
    }),
};
