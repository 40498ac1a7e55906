// Exports a clinic again and again until it is killed; says when it has begun. Arguments: the database, its key, the documents, the target.
import { exportEverything } from '../../../../electron/leaving/export-everything.ts';

const [database = '', key = '', documents = '', target = ''] = process.argv.slice(2);
process.stdout.write('begun\n');
await exportEverything(
  { database, key: Buffer.from(key, 'hex'), documents, target, passphrase: 'bảy con cò trắng bay', nowMs: 0 },
  () => {},
);
process.stdout.write('done\n');
