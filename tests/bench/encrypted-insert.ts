// One patient through the write door in a transaction of its own: the encrypted file against a plain one with the same synchronous setting.
import { aPatient } from '../support/builders.ts';
import { takeRecordNumber } from '../../db/patients.ts';
import { write } from '../../db/write.ts';
import type { Vault } from '../../db/vault/vault.ts';
import type { Bench } from './bench.ts';
import { BENCH_NOW_MS, clinicOfSize, plainClinic } from './clinics.ts';
import { beside, inRounds } from './measure.ts';

export const encryptedInsert: Bench = {
  id: 'encrypted-insert',
  what: 'a registration with its own commit, encrypted / plain',
  run() {
    const [encrypted, plain] = [clinicOfSize('100k'), plainClinic()];
    let made = 0;
    const register = (vault: Vault) =>
      write(vault, { userId: null, kind: 'bench.insert', nowMs: BENCH_NOW_MS }, (tx) =>
        tx.insert('patients', aPatient({ id: `bench-${++made}`, recordNumber: takeRecordNumber(tx) })),
      );
    const { ours, theirs } = inRounds(
      { ours: () => register(encrypted), theirs: () => register(plain) },
      { rounds: 7, calls: 60 },
    );
    return beside(this.id, 'foundation', { value: ours, against: theirs, unit: 'ms', bar: 2 });
  },
};
