// A search from the page's client to its answer: our link, the handler's checks, the router, two structured clones. 95th percentile.
import { throughTheLink } from './at-the-bench.ts';
import type { Bench } from './bench.ts';
import { clinicOfSize, type Size } from './clinics.ts';
import { alone, p95OfMedians, timeOfAsync } from './measure.ts';
import { typedSearches } from './typed-searches.ts';

const ROUNDS = 5;

const searchIpc = (size: Size, bar: number): Bench => ({
  id: `search-ipc-${size}`,
  what: `a search at ${size} patients through the IPC link, p95`,
  async run() {
    const vault = clinicOfSize(size);
    const client = throughTheLink(vault);
    const texts = typedSearches(vault);
    const rounds: number[][] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times: number[] = [];
      for (const text of texts) times.push(await timeOfAsync(() => client.patients.search.query({ text })));
      // The first round only warms the caches.
      if (round > 0) rounds.push(times);
    }
    return alone(this.id, 'foundation', { value: p95OfMedians(rounds), unit: 'ms', bar });
  },
});
export const searchIpc100k = searchIpc('100k', 30);
export const searchIpc1m = searchIpc('1m', 60);
