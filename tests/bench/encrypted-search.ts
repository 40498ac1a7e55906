// The search as it is typed: the encrypted file against a plain one.
import { searchPatients } from '../../db/patient-search.ts';
import type { Vault } from '../../db/vault/vault.ts';
import type { Bench } from './bench.ts';
import { BENCH_TODAY, clinicOfSize, plainClinic } from './clinics.ts';
import { beside, inRounds } from './measure.ts';
import { typedSearches } from './typed-searches.ts';

export const encryptedSearch: Bench = {
  id: 'encrypted-search',
  what: 'a patient search, encrypted / plain',
  run() {
    const [encrypted, plain] = [clinicOfSize('100k'), plainClinic()];
    const texts = typedSearches(encrypted);
    const searchAll = (vault: Vault) => () => {
      for (const text of texts) searchPatients(vault, { text, today: BENCH_TODAY });
    };
    const { ours, theirs } = inRounds(
      { ours: searchAll(encrypted), theirs: searchAll(plain) },
      { rounds: 7, calls: 1 },
    );
    return beside(this.id, 'foundation', {
      value: ours / texts.length,
      against: theirs / texts.length,
      unit: 'ms',
      bar: 2,
    });
  },
};
