// A search from the page's client to its answer: our link, the handler's checks, the router, two structured clones. 95th percentile.
import { throughTheLink } from './at-the-bench.ts';
import type { Bench } from './bench.ts';
import { clinicOfSize, type Size } from './clinics.ts';
import { alone, median, percentile, timeOfAsync } from './measure.ts';
import { typedSearches } from './typed-searches.ts';

const ROUNDS = 3;

const searchIpc = (size: Size, bar: number): Bench => ({
  id: `search-ipc-${size}`,
  what: `a search at ${size} patients through the IPC link, p95`,
  async run() {
    const vault = clinicOfSize(size);
    const client = throughTheLink(vault);
    const rounds: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times: number[] = [];
      for (const text of typedSearches(vault))
        times.push(await timeOfAsync(() => client.patients.search.query({ text })));
      if (round > 0) rounds.push(percentile(times, 0.95));
    }
    return alone(this.id, 'foundation', { value: median(rounds), unit: 'ms', bar });
  },
});
export const searchIpc100k = searchIpc('100k', 30);
export const searchIpc1m = searchIpc('1m', 60);
