// The grid of a day, 20 doctors, 60,000 visits stored: the encrypted file against a plain one.
import { dayOfClinic } from '../../db/appointment-views.ts';
import { seededRandom } from '../../db/demo/random.ts';
import { addDays } from '../../domain/civil-date.ts';
import type { Bench } from './bench.ts';
import { BENCH_TODAY, clinicOfSize, plainClinic } from './clinics.ts';
import { beside, inRounds } from './measure.ts';

export const encryptedDayGrid: Bench = {
  id: 'encrypted-day-grid',
  what: 'the day of all doctors, encrypted / plain',
  run() {
    const [encrypted, plain] = [clinicOfSize('100k'), plainClinic()];
    const random = seededRandom(3);
    const day = () => addDays(BENCH_TODAY, random.between(-60, 30));
    const { ours, theirs } = inRounds(
      { ours: () => dayOfClinic(encrypted, day()), theirs: () => dayOfClinic(plain, day()) },
      { rounds: 9, calls: 120 },
    );
    return beside(this.id, 'foundation', { value: ours, against: theirs, unit: 'ms', bar: 2 });
  },
};
