// From the key to the painted day: 20 doctors, 500,000 stored visits, a day that was not looked at before. Beside it the bare query and the
// same cells as static HTML in the same window. And how it grows from 5,000 visits.
import type { Bench } from './bench.ts';
import { atTheWindow, renderedStatically, type StoredVisits, switchedByKey } from './front-desk-window.ts';
import { alone, beside, median } from './measure.ts';

const DAYS = 25;
type Opened = { openMs: number; leastMs: number };
const opened = new Map<StoredVisits, Promise<Opened>>();

function openDays(visits: StoredVisits): Promise<Opened> {
  const known =
    opened.get(visits) ??
    atTheWindow(visits, async (window, bareQueryMs) => {
      const times: number[] = [];
      const statics: number[] = [];
      for (let day = 0; day < DAYS; day++) {
        times.push(await switchedByKey(window, 'PageUp'));
        statics.push(await renderedStatically(window));
      }
      // The first days warm the code, not the data: every day is another one.
      return { openMs: median(times.slice(3)), leastMs: bareQueryMs + median(statics.slice(3)) };
    });
  opened.set(visits, known);
  return known;
}

export const dayGridOpen: Bench = {
  id: 'day-grid-open',
  what: 'another day of 20 doctors at 500,000 visits, key to painted',
  async run() {
    const { openMs } = await openDays(500_000);
    return alone(this.id, 'front-desk', { value: openMs, unit: 'ms', bar: 200 });
  },
};

export const dayGridBesideStatic: Bench = {
  id: 'day-grid-beside-static',
  what: 'the same, beside the bare query and a static render of its cells',
  async run() {
    const { openMs, leastMs } = await openDays(500_000);
    return beside(this.id, 'front-desk', { value: openMs, against: leastMs, unit: 'ms', bar: 1.5 });
  },
};

export const dayGridGrowth: Bench = {
  id: 'day-grid-growth',
  what: 'another day at 500,000 visits beside one at 5,000',
  async run() {
    const [many, few] = [await openDays(500_000), await openDays(5_000)];
    return beside(this.id, 'front-desk', { value: many.openMs, against: few.openMs, unit: 'ms', bar: 1.5 });
  },
};
