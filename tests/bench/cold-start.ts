// From the start of the process to a sign-in that can be typed into, with the demo clinic; beside an empty page in the same shell.
import type { Bench } from './bench.ts';
import { beside, median } from './measure.ts';
import { startClinicDesk, startEmptyPage } from './shell.ts';

const ROUNDS = 5;

export const coldStart: Bench = {
  id: 'cold-start',
  what: 'cold start to a usable window / an empty page',
  async run() {
    const times = { app: [] as number[], empty: [] as number[] };
    await startClinicDesk();
    for (let round = 0; round < ROUNDS; round++) {
      times.empty.push((await startEmptyPage()).readyMs);
      times.app.push((await startClinicDesk()).readyMs);
    }
    return beside(this.id, 'foundation', {
      value: median(times.app),
      against: median(times.empty),
      unit: 'ms',
      bar: 2.5,
    });
  },
};
