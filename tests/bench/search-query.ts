// The search query alone, 95th percentile over everything reception types, at 100,000 and at 1,000,000 patients.
import { searchPatients } from '../../db/patient-search.ts';
import type { Bench } from './bench.ts';
import { BENCH_TODAY, clinicOfSize, type Size } from './clinics.ts';
import { alone, p95OfMedians, timeOf } from './measure.ts';
import { typedSearches } from './typed-searches.ts';

const ROUNDS = 7;

const searchQuery = (size: Size): Bench => ({
  id: `search-query-${size}`,
  what: `a search at ${size} patients, p95`,
  run() {
    const vault = clinicOfSize(size);
    const texts = typedSearches(vault);
    const search = (text: string) => timeOf(() => searchPatients(vault, { text, today: BENCH_TODAY }));
    // A cold file cache is not what is measured.
    texts.forEach(search);
    const rounds = Array.from({ length: ROUNDS }, () => texts.map(search));
    return alone(this.id, 'foundation', { value: p95OfMedians(rounds), unit: 'ms', bar: 5 });
  },
});
export const searchQuery100k = searchQuery('100k');
export const searchQuery1m = searchQuery('1m');
