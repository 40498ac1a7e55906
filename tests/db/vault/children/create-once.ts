// Makes a new clinic in the folder given, and says when it begins and when it is done.
import { randomUUID } from 'node:crypto';
import { createVault } from '../../../../db/vault/create.ts';
import { registerOne } from './register-one.ts';
import { say } from './speak.ts';

say('making');
const { vault } = await createVault({
  dataDir: process.argv[2] ?? '',
  clinicId: 'clinic-new',
  admin: {
    userId: 'user-admin',
    email: process.env.TEST_EMAIL ?? '',
    password: process.env.TEST_PASSWORD ?? '',
  },
  newId: randomUUID,
  fillClinic: (unfinished) => void registerOne(unfinished),
  cost: { memoryKiB: 19 * 1024, passes: 1, lanes: 1 },
});
say('made');
vault.close();
