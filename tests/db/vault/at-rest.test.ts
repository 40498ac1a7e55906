// What lies on the disk: nothing readable, and every way it can be wrong is called by its name, with nothing overwritten.
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../db/open-database.ts';
import { schemaVersionOfApp } from '../../../db/migrate.ts';
import { backUpNow } from '../../../db/vault/backup.ts';
import { checkpoint } from '../../../db/vault/checkpoint.ts';
import { createVault } from '../../../db/vault/create.ts';
import { VaultDamaged } from '../../../db/vault/damage.ts';
import { verifyClosedVault, verifyOpenVault } from '../../../db/vault/verify.ts';
import type { Vault } from '../../../db/vault/vault.ts';
import {
  ADMIN,
  anotherVault,
  aVault,
  CHEAP,
  headSeq,
  MARKER,
  MARKER_IN_VIETNAMESE,
  open,
  patientCount,
  refusalOf,
  registerPatient,
  type VaultFolder,
} from './a-vault.ts';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What this process has open, deleted files included. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });

/** Everything but the count of tries, the lock, SQLite's index of the WAL and an empty WAL, which hold nothing of the clinic. */
const contents = (vault: VaultFolder): Map<string, string> =>
  new Map(
    filesUnder(vault.dataDir)
      .filter(
        (path) =>
          !/vault\.(tries|lock)$|-shm$/.test(path) && !(path.endsWith('-wal') && statSync(path).size === 0),
      )
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );

function flipBit(path: string, bit: number): void {
  const fd = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, bit >> 3);
  writeSync(fd, Buffer.from([(byte[0] ?? 0) ^ (1 << (bit & 7))]), 0, 1, bit >> 3);
  closeSync(fd);
}

/** The folder as a power-off leaves it: the WAL not folded in. Then the vault is let go. */
function pullThePlug(at: VaultFolder, vault: Vault): void {
  const kept = [at.database, at.wal, at.mark].map((path) => [path, readFileSync(path)] as const);
  vault.close();
  for (const [path, bytes] of kept) writeFileSync(path, bytes);
}

describe('nothing readable', () => {
  test('plaintext-marker-scan: no file of the clinic, its backups or its WAL shows a name, an e-mail or a password', async () => {
    using at = await aVault();
    const vault = await open(at);
    registerPatient(vault, `${MARKER} in the WAL`);
    vault.sqlite
      .prepare("INSERT INTO drafts (subject, userId, atMs, content) VALUES ('record:1', 'u', 1, ?)")
      .run(MARKER);
    await backUpNow(vault, { kind: 'manual', nowMs: 1, userId: null });
    registerPatient(vault, `${MARKER} after the backup`);
    const words = [
      MARKER,
      MARKER_IN_VIETNAMESE,
      'zebrafish',
      'Ngựavằn',
      ADMIN.email,
      ADMIN.password,
      'CREATE TABLE',
      'SQLite format 3',
    ];
    const needles = words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]);
    const readable = () =>
      filesUnder(at.dataDir).filter((path) => {
        const bytes = readFileSync(path);
        return needles.some((needle) => bytes.includes(needle));
      });
    expect(statSync(at.wal).size).toBeGreaterThan(0);
    expect(readable()).toEqual([]);
    vault.close();
    expect(readable()).toEqual([]);
    // The scan can fail: a file that does hold the marker is found.
    writeFileSync(join(at.dataDir, 'leak.txt'), `… ${MARKER} …`);
    expect(readable()).toHaveLength(1);
  });

  test('temp-spill-plaintext: a sort larger than memory opens no temporary file', async () => {
    using at = await aVault();
    const vault = await open(at);
    const temporaryFilesDuring = (sqlite: Database.Database): number => {
      sqlite.pragma('cache_size = -100');
      sqlite.exec(
        'CREATE TEMP TABLE spill AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i, hex(randomblob(60)) AS text FROM n',
      );
      const rows = sqlite.prepare('SELECT text FROM spill ORDER BY text').iterate();
      try {
        // In the middle of the sort: its first row is out, its temporary files, if any, are open.
        rows.next();
        return openFiles().filter((link) => link.includes('etilqs_')).length;
      } finally {
        rows.return?.();
      }
    };
    expect(temporaryFilesDuring(vault.sqlite)).toBe(0);
    vault.close();
    // Without our setting SQLite does spill: the look at /proc can see it.
    const careless = new Database(join(at.dataDir, 'careless.db'));
    careless.pragma('temp_store = FILE');
    expect(temporaryFilesDuring(careless)).toBeGreaterThan(0);
    careless.close();
  });

  test('empty-key: no database is opened or made with a key that is empty, zeroed or of another length', async () => {
    using at = await aVault();
    const path = join(at.dataDir, 'new.db');
    for (const key of [Buffer.alloc(0), Buffer.alloc(32), randomBytes(31), randomBytes(33)]) {
      expect(() => openDatabase(path, key)).toThrow(/database key/);
      expect(() => openDatabase(at.database, key)).toThrow(/database key/);
    }
    expect(existsSync(path)).toBe(false);
  });

  test('short-hex-key: the text of a key, or half of one, is not taken for a passphrase', async () => {
    using at = await aVault();
    for (const key of ["x''", `x'${'ab'.repeat(16)}'`, `x'${'ab'.repeat(32)}'`, 'ab'.repeat(32)]) {
      expect(() => openDatabase(at.database, Buffer.from(key))).toThrow(/32 bytes/);
    }
  });
});

describe('what is wrong is called by its name, and nothing is overwritten', () => {
  const damage: { name: string; does: (at: VaultFolder, other: VaultFolder) => void; what: string }[] = [
    {
      name: 'zero-length-db: an empty database is damage, not a new clinic',
      does: (at) => truncateSync(at.database, 0),
      what: 'database_empty',
    },
    {
      name: 'missing-db-with-keyfile: a key file without its database is damage, not a first start',
      does: (at) => rmSync(at.database),
      what: 'database_missing',
    },
    {
      name: 'plaintext-db-swap: an unencrypted database put in its place is refused',
      does: (at) => {
        rmSync(at.database);
        new Database(at.database).exec('CREATE TABLE meta (key, value)').close();
      },
      what: 'plaintext',
    },
    {
      name: "foreign-vault-swap: another clinic's database is refused",
      does: (at, other) => copyFileSync(other.database, at.database),
      what: 'foreign_vault',
    },
    {
      name: 'db-bitflip: one bit of the first page',
      does: (at) => flipBit(at.database, 900 * 8 + 3),
      what: 'database',
    },
    {
      name: 'db-bitflip: one bit of the salt, which every page depends on',
      does: (at) => flipBit(at.database, 5 * 8),
      what: 'database',
    },
    {
      name: 'db-truncated: a database cut by a page',
      does: (at) => truncateSync(at.database, statSync(at.database).size - 4096),
      what: 'database',
    },
    {
      name: 'db-truncated: a database cut in the middle of a page',
      does: (at) => truncateSync(at.database, statSync(at.database).size - 1000),
      what: 'database',
    },
    {
      name: 'db-truncated: a database of which only some bytes are left',
      does: (at) => truncateSync(at.database, 100),
      what: 'database',
    },
  ];

  test.each(damage)('$name', async ({ does, what }) => {
    using at = await aVault();
    using other = await anotherVault();
    does(at, other);
    const before = contents(at);
    await expect(open(at)).rejects.toSatisfy((error) => {
      expect(error).toBeInstanceOf(VaultDamaged);
      expect((error as VaultDamaged).failure).toMatchObject({ code: 'vault_damaged', what });
      return true;
    });
    expect(contents(at)).toEqual(before);
  });

  test('a wrong password is not called damage, and damage is not called a wrong password', async () => {
    using at = await aVault();
    const wrong = { ...ADMIN, password: 'Evening-tea-42-river' };
    expect(await refusalOf(() => open(at, { credentials: wrong }))).toEqual({ code: 'wrong_password' });
    truncateSync(at.database, 4096 * 3);
    expect(await refusalOf(() => open(at))).toMatchObject({ code: 'vault_damaged', what: 'database' });
    expect(await refusalOf(() => open(at, { credentials: wrong }))).toEqual({ code: 'wrong_password' });
  });

  test('the report of a damaged vault says what was found and which backups there are', async () => {
    using at = await aVault();
    const vault = await open(at);
    const backup = await backUpNow(vault, { kind: 'manual', nowMs: 1, userId: null });
    vault.close();
    rmSync(at.database);
    const error = await open(at).catch((caught: unknown) => caught);
    expect((error as VaultDamaged).report).toMatchObject({
      keyFiles: [
        { state: 'good', epoch: 1 },
        { state: 'good', epoch: 1 },
      ],
      database: { state: 'missing', sizeBytes: 0 },
      hasMark: true,
      backups: [backup],
    });
  });

  test('db-bitflip: the page check finds each of 300 flipped bits, wherever they are', async () => {
    using at = await aVault();
    const whole = readFileSync(at.database);
    let found = 0;
    for (let i = 0; i < 300; i++) {
      writeFileSync(at.database, whole);
      flipBit(at.database, Math.floor(Math.random() * whole.length * 8));
      const { badPages } = (await pagesOf(at)).pages;
      if (badPages.length > 0) found += 1;
    }
    process.stdout.write(`db-bitflip: ${found} of 300 found by the page check\n`);
    expect(found).toBe(300);
    writeFileSync(at.database, whole);
    expect((await pagesOf(at)).pages.badPages).toEqual([]);
  });

  test('freelist-bitflip: a flip in a page nothing uses any more is found, which integrity_check does not', async () => {
    using at = await aVault();
    const vault = await open(at);
    vault.sqlite.exec(
      'CREATE TABLE gone (text); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO gone SELECT hex(randomblob(500)) FROM n; DROP TABLE gone;',
    );
    const free = vault.sqlite.pragma('freelist_count', { simple: true }) as number;
    expect(free).toBeGreaterThan(50);
    const pages = vault.sqlite.pragma('page_count', { simple: true }) as number;
    vault.close();
    flipBit(at.database, ((pages - 1) * 4096 + 2000) * 8);
    const report = await verifyClosedVault(at.dataDir, ADMIN);
    expect(report.pages.badPages).toEqual([pages]);
    expect(report.faults).toEqual([`pages changed: ${pages}`]);
  });

  test('db-bitflip: the weekly check finds it while the clinic is open', async () => {
    using at = await aVault();
    const vault = await open(at);
    expect((await verifyOpenVault(vault, { nowMs: 1 })).faults).toEqual([]);
    registerPatient(vault, 'written after the check began once');
    expect(checkpoint(vault)).toBe(true);
    const fd = openSync(at.database, 'r+');
    writeSync(fd, Buffer.from([0xff, 0x00, 0xff]), 0, 3, 4096 * 20 + 77);
    expect((await verifyOpenVault(vault, { nowMs: 2 })).faults[0]).toContain('pages changed: 21');
    vault.close();
    closeSync(fd);
  });

  test('wal-bitflip: commits lost behind a flipped bit are counted, and the WAL is left as it is', async () => {
    using at = await aVault();
    const vault = await open(at);
    for (let i = 0; i < 5; i++) registerPatient(vault, `patient ${i}`);
    const seq = headSeq(vault);
    pullThePlug(at, vault);
    // In the first frame of the WAL: everything after it is lost.
    flipBit(at.wal, (32 + 24 + 1000) * 8);
    const before = contents(at);
    expect(await refusalOf(() => open(at))).toMatchObject({
      code: 'vault_damaged',
      what: 'changes_missing',
      missingChanges: 5,
    });
    expect(contents(at)).toEqual(before);
    const goneOn = await open(at, { goOnWithout: 'missing_changes' });
    expect(headSeq(goneOn)).toBe(seq - 5 + 1);
    expect(goneOn.sqlite.prepare('SELECT action FROM auditLog ORDER BY seq DESC').pluck().get()).toBe(
      'vault.goOnWithout',
    );
    goneOn.close();
    expect(await refusalOf(async () => (await open(at)).close())).toBe('not refused');
  });

  test('wal-deleted: commits lost with a deleted WAL are counted', async () => {
    using at = await aVault();
    const vault = await open(at);
    for (let i = 0; i < 3; i++) registerPatient(vault, `patient ${i}`);
    pullThePlug(at, vault);
    rmSync(at.wal);
    expect(await refusalOf(() => open(at))).toMatchObject({ what: 'changes_missing', missingChanges: 3 });
  });

  test('a power-off with the WAL in place loses nothing and says nothing', async () => {
    using at = await aVault();
    const vault = await open(at);
    for (let i = 0; i < 3; i++) registerPatient(vault, `patient ${i}`);
    const seq = headSeq(vault);
    pullThePlug(at, vault);
    const again = await open(at);
    expect(headSeq(again)).toBe(seq);
    again.close();
  });

  test('audit-tail-truncate: the last entries of the chain cut off are counted', async () => {
    using at = await aVault();
    const vault = await open(at);
    for (let i = 0; i < 3; i++) registerPatient(vault, `patient ${i}`);
    vault.sqlite.exec(
      'DROP TRIGGER audit_no_delete; DELETE FROM auditLog WHERE seq > (SELECT max(seq) - 2 FROM auditLog)',
    );
    vault.close();
    expect(await refusalOf(() => open(at))).toMatchObject({ what: 'changes_missing', missingChanges: 2 });
  });

  test('audit-tail-truncate: cut off and written anew, the end is another than the mark saw', async () => {
    using at = await aVault();
    const vault = await open(at);
    for (let i = 0; i < 3; i++) registerPatient(vault, `patient ${i}`);
    const mark = readFileSync(at.mark);
    vault.sqlite.exec(
      'DROP TRIGGER audit_no_delete; DELETE FROM auditLog WHERE seq > (SELECT max(seq) - 2 FROM auditLog)',
    );
    for (let i = 0; i < 4; i++) registerPatient(vault, `forged ${i}`);
    vault.close();
    writeFileSync(at.mark, mark);
    expect(await refusalOf(() => open(at))).toMatchObject({ what: 'audit_chain' });
  });

  test('audit-tail-truncate: without the mark nobody can say that nothing is missing', async () => {
    using at = await aVault();
    rmSync(at.mark);
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'changes_missing' });
    writeFileSync(at.mark, randomBytes(8192));
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'changes_missing' });
  });

  test('a torn slot of the mark leaves the other one: it is at most one change behind', async () => {
    using at = await aVault();
    const vault = await open(at);
    registerPatient(vault, 'one');
    registerPatient(vault, 'two');
    vault.close();
    const mark = readFileSync(at.mark);
    for (const slot of [0, 4096]) {
      const torn = Buffer.from(mark);
      torn.fill(0xee, slot + 10, slot + 40);
      writeFileSync(at.mark, torn);
      (await open(at)).close();
    }
  });

  test('schema-newer-than-app: a vault of a newer Clinic Desk is not touched', async () => {
    using at = await aVault();
    const vault = await open(at);
    vault.sqlite
      .prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of the future', 9e15)")
      .run();
    vault.close();
    const before = contents(at);
    expect(await refusalOf(() => open(at))).toEqual({
      code: 'vault_newer_than_app',
      vaultSchema: schemaVersionOfApp + 1,
      appSchema: schemaVersionOfApp,
    });
    expect(contents(at)).toEqual(before);
  });
});

describe('a new vault', () => {
  const input = (dataDir: string) => ({
    dataDir,
    clinicId: 'clinic-new',
    admin: ADMIN,
    newId: crypto.randomUUID.bind(crypto),
    fillClinic: () => undefined,
    cost: CHEAP,
  });

  test('is made beside other files of the folder, and never over another vault', async () => {
    using at = await aVault();
    rmSync(at.folder, { recursive: true });
    writeFileSync(join(at.dataDir, 'preferences.json'), '{}');
    const { vault } = await createVault(input(at.dataDir));
    expect(vault.clinicId).toBe('clinic-new');
    expect(vault.sqlite.prepare('SELECT prefix FROM device').pluck().all()).toEqual(['A']);
    vault.close();
    const before = contents(at);
    expect(await refusalOf(() => createVault(input(at.dataDir)))).toMatchObject({ code: 'vault_exists' });
    expect(contents(at)).toEqual(before);
  });

  test('leaves nothing behind when its clinic cannot be written, and can be tried again', async () => {
    using at = await aVault();
    rmSync(at.folder, { recursive: true });
    const fails = {
      ...input(at.dataDir),
      fillClinic: () => {
        throw new Error('no clinic');
      },
    };
    await expect(createVault(fails)).rejects.toThrow('no clinic');
    expect(readdirSync(at.dataDir).filter((name) => name !== 'vault.lock')).toEqual([]);
    (await createVault(input(at.dataDir))).vault.close();
    expect(patientCount(await open(at))).toBe(0);
  });

  test('is not made over the ruins of another: a database without a key file is damage', async () => {
    using at = await aVault();
    for (const path of at.keyFiles) rmSync(path);
    expect(await refusalOf(() => createVault(input(at.dataDir)))).toMatchObject({ code: 'vault_exists' });
    expect(await refusalOf(() => open(at))).toMatchObject({ code: 'vault_damaged', what: 'key_file' });
  });
});

const pagesOf = async (at: VaultFolder) => {
  const { verifyPages } = await import('../../../db/vault/page-hmac.ts');
  return { pages: verifyPages(at.database, await databaseKeyOf(at)) };
};

const keysByFolder = new Map<string, Buffer>();
async function databaseKeyOf(at: VaultFolder): Promise<Buffer> {
  let key = keysByFolder.get(at.dataDir);
  if (!key) {
    const { unlock } = await import('../../../db/vault/unlock.ts');
    const { keysOf } = await import('../../../db/vault/key-derivation.ts');
    const { keyring, keyFile } = await unlock({ dataDir: at.dataDir }, ADMIN, () => 0);
    key = keysOf(keyring, keyFile.body.vaultId).database;
    keysByFolder.set(at.dataDir, key);
  }
  return key;
}
