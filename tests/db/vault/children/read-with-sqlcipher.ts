// Opens our file with another maker's build of SQLCipher and prints what it reads. A process of its own: that build is not ours to ship.
import Database from '@signalapp/sqlcipher';

const [path = '', keyHex = ''] = process.argv.slice(2);
const database = new Database(path);
database.pragma(`key = "x'${keyHex}'"`);
database.pragma('cipher_compatibility = 4');
const [vault] = database.prepare("SELECT value FROM meta WHERE key = 'vaultId'").all<{ value: string }>();
const patients = database
  .prepare('SELECT fullName FROM patients ORDER BY fullName')
  .all<{ fullName: string }>();
const [check] = database.prepare('PRAGMA cipher_integrity_check').all();
process.stdout.write(
  JSON.stringify({
    vaultId: vault?.value,
    patients: patients.map(({ fullName }) => fullName),
    fault: check ?? null,
  }),
);
database.close();
