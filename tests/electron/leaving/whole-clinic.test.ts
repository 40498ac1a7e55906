// A whole clinic out into a file and back into a new vault: equal row for row, and nothing hostile, damaged or foreign gets in.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAuditChain } from '../../../db/audit.ts';
import { fillDemoBeginning, fillDemoClinic } from '../../../db/demo/demo-clinic.ts';
import { searchPatients } from '../../../db/patient-search.ts';
import { takeRecordNumber } from '../../../db/patients.ts';
import { syncedTables } from '../../../db/schema/synced-tables.ts';
import { openVault } from '../../../db/vault/open.ts';
import { newRecoveryCode } from '../../../db/vault/recovery-code.ts';
import type { Vault } from '../../../db/vault/vault.ts';
import { write } from '../../../db/write.ts';
import { Refused } from '../../../domain/failure.ts';
import { type ExportManifest, MANIFEST_PATH, tableNames } from '../../../domain/leaving.ts';
import { exportEverything } from '../../../electron/leaving/export-everything.ts';
import { importClinic, inspectExport } from '../../../electron/leaving/import-clinic.ts';
import { documentsFolder } from '../../../db/document-files.ts';
import { openDocument } from '../../../electron/leaving/stored-documents.ts';
import { writeZip } from '../../../electron/leaving/zip-file.ts';
import { CHEAP } from '../../db/vault/a-vault.ts';
import { fillEmptyTables } from '../../support/a-row-of-everything.ts';
import { addSealedDocument } from '../../support/a-sealed-document.ts';
import { fillMorning } from '../../support/visits.ts';
import { openTestVault, type TestVault } from '../../support/test-vault.ts';
import { zipContents } from '../../support/zip-contents.ts';

const TODAY = '2026-11-23';
const TEN_ON_MONDAY = Date.parse('2026-11-23T10:10:00+07:00');
const PASSPHRASE = 'bảy con cò trắng bay';
const PASSWORD = 'mưa rào trên phố cổ';
const PICTURE = Buffer.from('a picture of a knee');
const quiet = () => {};

let folder: string;
/** Small: what is refused is refused in a clinic of any size. */
let clinic: TestVault;
let file: string;
let manifest: ExportManifest;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-leaving-'));
  clinic = openTestVault();
  fillMorning(clinic);
  await fillTheRest(clinic);
  file = join(folder, 'everything.zip');
  manifest = await exportTo(clinic, file);
});
afterAll(() => {
  clinic[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function fillTheRest(vault: TestVault): Promise<void> {
  await addSealedDocument(vault, PICTURE, { fileType: 'jpeg', fileName: 'gối.jpeg' });
  fillEmptyTables(vault);
}
async function demoClinic(): Promise<TestVault> {
  const vault = openTestVault();
  vault.sqlite.exec('DELETE FROM clinics');
  fillDemoBeginning(vault, { locale: 'vi', nowMs: TEN_ON_MONDAY });
  await fillDemoClinic(vault, { today: TODAY, nowMs: TEN_ON_MONDAY });
  await fillTheRest(vault);
  return vault;
}

const exportTo = (vault: TestVault, target: string, passphrase: string | null = null) =>
  exportEverything(
    {
      database: join(vault.dataDir, 'clinic.db'),
      key: vault.keys.database,
      documents: documentsFolder(vault.dataDir),
      target,
      passphrase,
      nowMs: TEN_ON_MONDAY,
    },
    quiet,
  );
const rowsOf = ({ sqlite }: Pick<Vault, 'sqlite'>, name: (typeof tableNames)[number]) =>
  sqlite.prepare(`SELECT * FROM "${getTableName(syncedTables[name])}" ORDER BY id`).all();
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('nothing was refused');
  return error.failure;
};
const wishFor = async (source: string, passphrase: string | null = null) => {
  const clinic = await inspectExport({ source, passphrase }, quiet);
  const [admin] = clinic.admins;
  if (!admin) throw new Error('the demo clinic has an admin');
  return {
    source,
    passphrase,
    clinic,
    admin: { ...admin, password: PASSWORD },
    dataDir: join(folder, 'coming-in'),
    recoveryCode: newRecoveryCode(),
    nowMs: TEN_ON_MONDAY,
    cost: CHEAP,
  };
};

describe('everything of a clinic', () => {
  test('has a line for every row of every table, schema, trail and documents, each with its hash', async () => {
    const zip = await zipContents(file);
    expect(tableNames.length).toBeGreaterThan(30);
    for (const { name, path, rows, sizeBytes, sha256 } of manifest.tables) {
      const bytes = zip.get(path) ?? Buffer.alloc(0);
      expect(rows, name).toBeGreaterThan(0);
      expect(bytes.toString().split('\n').length - 1).toBe(rows);
      expect(bytes.length).toBe(sizeBytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
    expect(zip.get('documents/document-1.jpg')).toEqual(PICTURE);
    expect(zip.get('README.txt')?.toString()).toMatch(/medical data[\s\S]*dữ liệu y tế/);
    expect(Object.keys(JSON.parse(zip.get('schema.json')?.toString() ?? ''))).toEqual(tableNames);
    expect(zip.get('audit.ndjson')?.toString()).toContain('tests.morning');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('comes back into a new vault equal row for row, with its documents, searchable, its numbers going on', async () => {
    using demo = await demoClinic();
    const locked = join(folder, 'locked.zip');
    await exportTo(demo, locked, PASSPHRASE);
    const wish = await wishFor(locked, PASSPHRASE);
    expect(wish.clinic).toMatchObject({
      patients: rowsOf(demo, 'patients').length,
      visits: rowsOf(demo, 'appointments').length,
      documents: 1,
      missingDocuments: 0,
    });
    await importClinic(wish, quiet);
    const { vault } = await openVault({
      dataDir: wish.dataDir,
      credentials: { email: wish.admin.email, password: PASSWORD },
      nowMs: TEN_ON_MONDAY,
    });
    try {
      for (const name of tableNames) {
        const rows = rowsOf(vault, name);
        expect(rows.length, name).toBeGreaterThan(0);
        expect(rows, name).toEqual(rowsOf(demo, name));
      }
      const [document] = vault.sqlite
        .prepare("SELECT * FROM healthDocuments WHERE id = 'document-1'")
        .all() as {
        storedName: string;
        fileIdentity: string;
      }[];
      expect(document && (await openDocument(documentsFolder(wish.dataDir), document))).toEqual(
        new Uint8Array(PICTURE),
      );
      const search = { text: 'nguyen', which: 'active', today: TODAY } as const;
      expect(searchPatients(vault, search)).toEqual(searchPatients(demo, search));
      const taken = write(
        vault,
        { userId: null, kind: 'tests.number', nowMs: TEN_ON_MONDAY },
        takeRecordNumber,
      );
      const numbers = vault.sqlite.prepare('SELECT recordNumber FROM patients').pluck().all();
      expect(numbers).not.toContain(taken);
      expect(verifyAuditChain(vault)).toMatchObject({ ok: true });
      // A clinic begins anew on its PC: nothing of the old one's own is there.
      for (const table of ['outbox', 'drafts', 'staffPins'])
        expect(vault.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
      expect(vault.deviceId).not.toBe(demo.deviceId);
    } finally {
      vault.close();
    }
  }, 300_000);
});

type Files = Map<string, Buffer | string>;
/** The export with something changed in it, packed again. */
async function changed(
  name: string,
  change: (files: Files, manifest: ExportManifest) => void,
): Promise<string> {
  const files: Files = await zipContents(file);
  const inside = structuredClone(manifest);
  change(files, inside);
  if (files.has(MANIFEST_PATH)) files.set(MANIFEST_PATH, JSON.stringify(inside));
  const target = join(folder, `${name}.zip`);
  await writeZip(target, null, async (zip) => {
    for (const [path, content] of files) await zip.add(path, [content]);
  });
  return target;
}
const tableOf = (manifest: ExportManifest, name: string) => {
  const table = manifest.tables.find((each) => each.name === name);
  if (!table) throw new Error(`${name} is in the manifest`);
  return table;
};
/** Changes a table and hides it: size, hash and count are those of what stands there now. */
function rewrite(
  files: Files,
  inside: ExportManifest,
  name: string,
  lines: (before: string[]) => string[],
): void {
  const table = tableOf(inside, name);
  const after = lines((files.get(table.path) ?? '').toString().trimEnd().split('\n'));
  const text = `${after.join('\n')}\n`;
  files.set(table.path, text);
  table.rows = after.length;
  table.sizeBytes = Buffer.byteLength(text);
  table.sha256 = createHash('sha256').update(text).digest('hex');
}

type Hostile = [
  name: string,
  reason: string,
  detail: string,
  change: (files: Files, manifest: ExportManifest) => void,
];
const hostile: Hostile[] = [
  ['zip-slip-import', 'unsafe_path', '../evil.txt', (files) => files.set('../evil.txt', 'x')],
  [
    'zip-slip-import-backslash',
    'unsafe_path',
    'documents\\..\\evil',
    (files) => files.set('documents\\..\\evil', 'x'),
  ],
  ['zip-slip-import-absolute', 'unsafe_path', '/etc/evil', (files) => files.set('/etc/evil', 'x')],
  ['a file that does not belong', 'unknown_file', 'evil.exe', (files) => files.set('evil.exe', 'x')],
  [
    'a file the manifest does not name',
    'unknown_file',
    'documents/more.pdf',
    (files) => files.set('documents/more.pdf', 'x'),
  ],
  [
    'an unknown table',
    'unknown_table',
    'tables/secrets.ndjson',
    (files) => files.set('tables/secrets.ndjson', '{}'),
  ],
  [
    'a table of Object itself',
    'unknown_table',
    'tables/constructor.ndjson',
    (files) => files.set('tables/constructor.ndjson', '{}'),
  ],
  [
    'a table that is missing',
    'missing_file',
    'tables/patients.ndjson',
    (files) => files.delete('tables/patients.ndjson'),
  ],
  [
    'a table the manifest keeps quiet about',
    'unknown_file',
    'tables/problems.ndjson',
    (_, inside) => {
      inside.tables = inside.tables.filter(({ name }) => name !== 'problems');
    },
  ],
  [
    'a document that is missing',
    'missing_file',
    'documents/document-1.jpg',
    (files) => files.delete('documents/document-1.jpg'),
  ],
  [
    'a document nobody says is missing',
    'missing_file',
    'document-1',
    (files, inside) => {
      files.delete('documents/document-1.jpg');
      inside.documents = [];
    },
  ],
  [
    'a changed row',
    'damaged',
    'tables/patients.ndjson',
    (files) =>
      files.set(
        'tables/patients.ndjson',
        (files.get('tables/patients.ndjson') ?? '').toString().replace('Trần Văn Bình', 'Trần Văn Ninh'),
      ),
  ],
  [
    'rows cut off',
    'damaged',
    'tables/patients.ndjson',
    (files) =>
      files.set(
        'tables/patients.ndjson',
        (files.get('tables/patients.ndjson') ?? '').toString().slice(0, 200),
      ),
  ],
  [
    'a file larger than it says',
    'damaged',
    'tables/clinics.ndjson',
    (files) => files.set('tables/clinics.ndjson', Buffer.alloc(5_000_000, 32)),
  ],
  [
    'a row with a column nobody knows',
    'bad_row',
    'tables/users.ndjson',
    (files, inside) =>
      rewrite(files, inside, 'users', ([first = '', ...rest]) => [
        first.replace('{', '{"isSuperuser":true,'),
        ...rest,
      ]),
  ],
  [
    'a row of another clinic',
    'bad_row',
    'tables/rooms.ndjson',
    (files, inside) =>
      rewrite(files, inside, 'rooms', ([first = '', ...rest]) => [
        JSON.stringify({ ...JSON.parse(first), clinicId: 'other' }),
        ...rest,
      ]),
  ],
  [
    'a number where words belong',
    'bad_row',
    'tables/patients.ndjson',
    (files, inside) =>
      rewrite(files, inside, 'patients', ([first = '', ...rest]) => [
        JSON.stringify({ ...JSON.parse(first), fullName: 7 }),
        ...rest,
      ]),
  ],
  [
    'zip-slip-import-stored-name',
    'bad_row',
    'tables/healthDocuments.ndjson',
    (files, inside) =>
      rewrite(files, inside, 'healthDocuments', ([first = '', ...rest]) => [
        JSON.stringify({ ...JSON.parse(first), storedName: '../../evil' }),
        ...rest,
      ]),
  ],
  ['a newer schema', 'newer_schema', '', (_, inside) => (inside.schemaVersion += 1)],
  [
    'no admin',
    'no_admin',
    '',
    (files, inside) =>
      rewrite(files, inside, 'users', (lines) =>
        lines.map((line) => line.replace('"admin"', '"receptionist"')),
      ),
  ],
  ['no manifest', 'not_an_export', '', (files) => files.delete(MANIFEST_PATH)],
];

describe('what is refused, by name', () => {
  test.each(hostile)('%s', async (name, reason, detail, change) => {
    const source = await changed(name, change);
    expect(await refusalOf(inspectExport({ source, passphrase: null }, quiet))).toEqual({
      code: 'import_refused',
      reason,
      detail,
    });
    expect(existsSync(join(folder, '..', 'evil.txt'))).toBe(false);
  });

  test('a wrong passphrase, none at all, and what is no zip or only half of one', async () => {
    const locked = join(folder, 'locked-2.zip');
    await exportTo(clinic, locked, PASSPHRASE);
    const reasonOf = async (source: string, passphrase: string | null) =>
      ((await refusalOf(inspectExport({ source, passphrase }, quiet))) as { reason?: string }).reason;
    expect(await reasonOf(locked, 'sai mật khẩu mất rồi')).toBe('wrong_passphrase');
    expect(await reasonOf(locked, null)).toBe('passphrase_needed');
    const half = join(folder, 'half.zip');
    writeFileSync(half, readFileSync(file).subarray(0, 5_000));
    expect(await reasonOf(half, null)).toBe('not_an_export');
    const letter = join(folder, 'letter.zip');
    writeFileSync(letter, 'Dear colleague');
    expect(await reasonOf(letter, null)).toBe('not_an_export');
  });

  test('a flipped bit is found out, wherever in what is taken in it stands', async () => {
    const locked = join(folder, 'locked-3.zip');
    await exportTo(clinic, locked, PASSPHRASE);
    const bad = join(folder, 'flipped.zip');
    const sound = readFileSync(locked);
    const seen = await inspectExport({ source: locked, passphrase: PASSPHRASE }, quiet);
    let found = 0;
    for (let at = 0.05; at < 0.95; at += 0.1) {
      const place = Math.floor(sound.length * at);
      writeFileSync(bad, sound.with(place, (sound[place] ?? 0) ^ 1));
      const looked = await inspectExport({ source: bad, passphrase: PASSPHRASE }, quiet).catch(
        (error: unknown) => error,
      );
      // A date in a header nobody reads may be any: then what comes out is the same.
      if (looked instanceof Refused) found += 1;
      else expect(looked).toEqual(seen);
    }
    expect(found).toBeGreaterThan(5);
  });

  test('all or nothing: rows that fit one by one and not together leave no vault behind', async () => {
    const source = await changed('twice', (files, inside) =>
      rewrite(files, inside, 'patients', (lines) => [...lines, lines[0] ?? '']),
    );
    const wish = await wishFor(source);
    expect(await refusalOf(importClinic(wish, quiet))).toMatchObject({
      code: 'import_refused',
      reason: 'bad_row',
    });
    expect(existsSync(wish.dataDir)).toBe(false);
  });

  test('an export that was exchanged after it was looked through is not brought in', async () => {
    const wish = await wishFor(file);
    expect(
      await refusalOf(importClinic({ ...wish, clinic: { ...wish.clinic, clinicId: 'other' } }, quiet)),
    ).toMatchObject({ code: 'import_refused' });
    expect(
      await refusalOf(importClinic({ ...wish, admin: { ...wish.admin, userId: 'nobody' } }, quiet)),
    ).toMatchObject({ reason: 'no_admin' });
    expect(existsSync(wish.dataDir)).toBe(false);
  });
});
