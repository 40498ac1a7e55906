// From the key to the painted day: 20 doctors, 500,000 stored visits. A day that was not looked at before, by its date; and the day beside
// the one on the screen, which the desk has read ahead. Beside them the bare query and the same cells as static HTML in the same window.
// What is timed is the grid: the list beside it is drawn in the moments after.
import { addDays, wallClock } from '../../domain/civil-date.ts';
import type { Bench } from './bench.ts';
import {
  atTheWindow,
  LOOKED_AT,
  renderedStatically,
  type StoredVisits,
  switchedByKey,
  typeDate,
} from './front-desk-window.ts';
import { alone, beside, median } from './measure.ts';

/** Somebody looks at a day before going on: the list beside it is drawn, and the neighbours are read ahead. */
const REST_MS = 400;
/** The first days warm the code, not the data: every day is another one. */
const WARM_UP = 2;

type Opened = { openMs: number; nextMs: number; staticMs: number; bareQueryMs: number };
const opened = new Map<StoredVisits, Promise<Opened>>();

function openDays(visits: StoredVisits): Promise<Opened> {
  const known =
    opened.get(visits) ??
    atTheWindow(visits, async (window, bareQueryMs) => {
      const today = wallClock(Date.now(), 'Asia/Ho_Chi_Minh').date;
      const [opens, nexts, statics]: number[][] = [[], [], []];
      const rest = () => window.waitForTimeout(REST_MS);
      for (const days of LOOKED_AT) {
        await typeDate(window, addDays(today, days));
        opens?.push(await switchedByKey(window, 'Enter'));
        await rest();
        statics?.push(await renderedStatically(window));
        await rest();
        nexts?.push(await switchedByKey(window, 'PageUp'));
        await rest();
        statics?.push(await renderedStatically(window));
        await rest();
      }
      const of = (times: number[] = [], skip = WARM_UP) => median(times.slice(skip));
      return { openMs: of(opens), nextMs: of(nexts), staticMs: of(statics, 2 * WARM_UP), bareQueryMs };
    });
  opened.set(visits, known);
  return known;
}

export const dayGridOpen: Bench = {
  id: 'day-grid-open',
  what: 'a day of 20 doctors at 500,000 visits by its date, Enter to painted',
  async run() {
    const { openMs } = await openDays(500_000);
    return alone(this.id, 'front-desk', { value: openMs, unit: 'ms', bar: 200 });
  },
};

export const dayGridBesideStatic: Bench = {
  id: 'day-grid-beside-static',
  what: 'the same, beside the bare query and a static render of its cells',
  async run() {
    const { openMs, staticMs, bareQueryMs } = await openDays(500_000);
    const against = bareQueryMs + staticMs;
    return beside(this.id, 'front-desk', { value: openMs, against, unit: 'ms', bar: 1.5 });
  },
};

export const dayGridNext: Bench = {
  id: 'day-grid-next',
  what: 'the day before, read ahead, by PageUp, beside a static render alone',
  async run() {
    const { nextMs, staticMs } = await openDays(500_000);
    return beside(this.id, 'front-desk', { value: nextMs, against: staticMs, unit: 'ms', bar: 1.5 });
  },
};

export const dayGridGrowth: Bench = {
  id: 'day-grid-growth',
  what: 'a day by its date at 500,000 visits beside one at 5,000',
  async run() {
    const [many, few] = [await openDays(500_000), await openDays(5_000)];
    return beside(this.id, 'front-desk', { value: many.openMs, against: few.openMs, unit: 'ms', bar: 1.5 });
  },
};
