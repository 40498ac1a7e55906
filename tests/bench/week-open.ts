// From the key to the painted week of all 20 doctors, 500,000 stored visits: a week that was not looked at before, by a date in it; and the
// week before the one on the screen, which the desk has read ahead.
import { addDays, wallClock } from '../../domain/civil-date.ts';
import type { Bench } from './bench.ts';
import { atTheWindow, switchedByKey, typeDate } from './front-desk-window.ts';
import { alone, median } from './measure.ts';

/** Weeks from today that are looked at: none is beside another. The first two warm the code, not the data. */
const LOOKED_AT = [-4, -1, 2, 5, -7, 8, -10, 11, -13];
const WARM_UP = 2;
/** Somebody looks at a week before going on; then its neighbours are read ahead. */
const REST_MS = 1_500;

let opened: Promise<{ openMs: number; nextMs: number }> | undefined;
const openWeeks = () =>
  (opened ??= atTheWindow(500_000, async (window) => {
    await window.keyboard.press('2');
    await window.locator('[data-kind="weekOfMany"]').waitFor();
    const today = wallClock(Date.now(), 'Asia/Ho_Chi_Minh').date;
    const [opens, nexts]: [number[], number[]] = [[], []];
    for (const weeks of LOOKED_AT) {
      await typeDate(window, addDays(today, 7 * weeks));
      opens.push(await switchedByKey(window, 'Enter'));
      await window.waitForTimeout(REST_MS);
      nexts.push(await switchedByKey(window, 'PageUp'));
      await window.waitForTimeout(REST_MS);
    }
    return { openMs: median(opens.slice(WARM_UP)), nextMs: median(nexts.slice(WARM_UP)) };
  }));

export const weekOpen: Bench = {
  id: 'week-open',
  what: 'a week of 20 doctors at 500,000 visits by a date, Enter to painted',
  async run() {
    return alone(this.id, 'front-desk', { value: (await openWeeks()).openMs, unit: 'ms', bar: 300 });
  },
};

export const weekNext: Bench = {
  id: 'week-next',
  what: 'the week before, read ahead, by PageUp',
  async run() {
    return alone(this.id, 'front-desk', { value: (await openWeeks()).nextMs, unit: 'ms', bar: 300 });
  },
};
