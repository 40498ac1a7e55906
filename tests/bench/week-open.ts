// From the key to the painted week of all 20 doctors, 500,000 stored visits, a week that was not looked at before.
import type { Bench } from './bench.ts';
import { atTheWindow, switchedByKey } from './front-desk-window.ts';
import { alone, median } from './measure.ts';

const WEEKS = 15;

export const weekOpen: Bench = {
  id: 'week-open',
  what: 'another week of 20 doctors at 500,000 visits, key to painted',
  run: () =>
    atTheWindow(500_000, async (window) => {
      await window.keyboard.press('2');
      await window.locator('[data-kind="weekOfMany"]').waitFor();
      const times: number[] = [];
      for (let week = 0; week < WEEKS; week++) times.push(await switchedByKey(window, 'PageUp'));
      return alone('week-open', 'front-desk', { value: median(times.slice(2)), unit: 'ms', bar: 300 });
    }),
};
