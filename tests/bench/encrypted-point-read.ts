// One patient by id, warm: the encrypted file against a plain one.
import { patientOf } from '../../db/patients.ts';
import { seededRandom } from '../../db/demo/random.ts';
import type { Bench } from './bench.ts';
import { clinicOfSize, plainClinic } from './clinics.ts';
import { beside, inRounds } from './measure.ts';

export const encryptedPointRead: Bench = {
  id: 'encrypted-point-read',
  what: 'a patient by id, encrypted / plain',
  run() {
    const [encrypted, plain] = [clinicOfSize('100k'), plainClinic()];
    const ids = encrypted.sqlite
      .prepare('SELECT id FROM patients ORDER BY searchName LIMIT 5000')
      .pluck()
      .all() as string[];
    const random = seededRandom(1);
    const { ours, theirs } = inRounds(
      {
        ours: () => patientOf(encrypted, random.pick(ids)),
        theirs: () => patientOf(plain, random.pick(ids)),
      },
      { rounds: 9, calls: 5_000 },
    );
    return beside(this.id, 'foundation', { value: ours * 1000, against: theirs * 1000, unit: 'µs', bar: 2 });
  },
};
