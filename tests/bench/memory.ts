// Memory of main process and window together at the sign-in of the demo clinic, beside an empty page in the same shell.
import type { Bench } from './bench.ts';
import { beside, median } from './measure.ts';
import { startClinicDesk, startEmptyPage } from './shell.ts';

const ROUNDS = 3;

export const memory: Bench = {
  id: 'memory',
  what: 'memory of all processes / an empty page',
  async run() {
    const sizes = { app: [] as number[], empty: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      sizes.empty.push((await startEmptyPage()).memoryMb);
      sizes.app.push((await startClinicDesk()).memoryMb);
    }
    return beside(this.id, 'foundation', {
      value: median(sizes.app),
      against: median(sizes.empty),
      unit: 'MB',
      bar: 2.5,
    });
  },
};
