// One patient's file leaving through its procedure: what is in it, who may, that it is audited, and what hostile words come to.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { consultationsRouter } from '../../../electron/api/consultations.ts';
import { leavingRouter } from '../../../electron/api/leaving.ts';
import { createCallerFactory, type SignedIn } from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import { documentsFolder } from '../../../db/document-files.ts';
import { adminHa, aDesk, atTheDesk, doctorAn, receptionistLan } from '../../support/at-the-desk.ts';
import { addSealedDocument } from '../../support/a-sealed-document.ts';
import { refusalOf } from '../../support/refusal.ts';
import { openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';
import { zipContents } from '../../support/zip-contents.ts';

const PASSPHRASE = 'bảy con cò trắng bay';
const PDF = Buffer.from('%PDF-1.7 xét nghiệm');
let folder: string;
let target: string;
let suggested: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-leaving-'));
  target = join(folder, 'file.zip');
  suggested = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = {
  askWhere: async (_: unknown, name: string) => {
    suggested.push(name);
    return target;
  },
} as unknown as Desk['files'];
const as = (vault: TestVault, user: SignedIn) =>
  createCallerFactory(leavingRouter)(atTheDesk(vault, user, { desk: aDesk({ files }) }));
const patient = { patientId: 'patient-binh' };

async function aTreatedPatient(vault: TestVault, { fullName = 'Trần Văn Bình', notes = 'Họng đỏ' } = {}) {
  fillMorning(vault, { patient: { fullName, allergies: 'Penicillin', notes: 'Khó lấy máu' } });
  await addSealedDocument(vault, PDF);
  await createCallerFactory(consultationsRouter)(atTheDesk(vault, doctorAn)).sign({
    appointmentId: 'appointment-9',
    basedOnMs: null,
    record: {
      diagnosis: 'Viêm họng cấp',
      prescription: '=HYPERLINK("http://x")',
      notes,
      vitalSigns: { weight: 61 },
    },
  });
}
const exportsIn = (vault: TestVault) =>
  vault.sqlite
    .prepare("SELECT userId, patientId, detail FROM auditLog WHERE action = 'leaving.exportPatient'")
    .all();

describe('the file of one patient', () => {
  test('holds a page to read, tables, a FHIR bundle and the documents as they were added', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    expect(await as(vault, doctorAn).exportPatient({ ...patient, passphrase: null })).toEqual({
      name: 'file.zip',
      missingDocuments: 0,
    });
    expect(suggested).toEqual(['A-000001 2026-11-22']);
    const zip = await zipContents(target);
    expect([...zip.keys()].toSorted()).toEqual([
      'documents/001-2026-11-20.pdf',
      'fhir/bundle.json',
      'index.html',
      'tables/diagnoses.csv',
      'tables/documents.csv',
      'tables/medicines.csv',
      'tables/records.csv',
      'tables/visits.csv',
      'tables/vital-signs.csv',
    ]);
    expect(zip.get('documents/001-2026-11-20.pdf')).toEqual(PDF);
    const page = zip.get('index.html')?.toString() ?? '';
    for (const words of [
      'Trần Văn Bình',
      'Penicillin',
      'Viêm họng cấp',
      'Khó lấy máu',
      'href="documents/001-2026-11-20.pdf"',
    ])
      expect(page).toContain(words);
    const bundle = JSON.parse(zip.get('fhir/bundle.json')?.toString() ?? '');
    const binary = bundle.entry.find(
      (entry: { resource: { resourceType: string } }) => entry.resource.resourceType === 'Binary',
    );
    expect(Buffer.from(binary.resource.data, 'base64')).toEqual(PDF);
    expect(readdirSync(folder)).toEqual(['file.zip']);
  });

  test('opens with the passphrase alone, in other zip tools too', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    await as(vault, doctorAn).exportPatient({ ...patient, passphrase: PASSPHRASE });
    expect((await zipContents(target, PASSPHRASE)).get('documents/001-2026-11-20.pdf')).toEqual(PDF);
    // A keyboard that writes accents as letters of their own.
    expect((await zipContents(target, PASSPHRASE.normalize('NFD'))).size).toBe(9);
    await expect(zipContents(target, 'sai mật khẩu rồi')).rejects.toMatchObject({
      failure: { code: 'import_refused', reason: 'wrong_passphrase' },
    });
    // Method 99 is AES; strength 3 is 256 bits.
    expect(
      execFileSync(
        'python3',
        [
          '-c',
          `import zipfile,sys
for i in zipfile.ZipFile(sys.argv[1]).infolist(): print(i.compress_type, i.flag_bits & 1, i.extra[i.extra.index(b"AE") + 2])`,
          target,
        ],
        { encoding: 'utf8' },
      ),
    ).toMatch(/^(99 1 3\n)+$/);
  });

  test('csv-formula-export: a cell that begins like a formula is text in every spreadsheet', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault, { notes: '@SUM(A1)' });
    await as(vault, doctorAn).exportPatient({ ...patient, passphrase: null });
    const records = (await zipContents(target)).get('tables/records.csv')?.toString() ?? '';
    expect(records).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(records).toContain(`'@SUM(A1)`);
  });

  test('name-field-xss: markup in a name or a note is letters, and the page could load and run nothing anyway', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault, {
      fullName: '</title><script>alert(1)</script>',
      notes: '"><img src=x onerror=alert(2)>',
    });
    await as(vault, doctorAn).exportPatient({ ...patient, passphrase: null });
    const page = (await zipContents(target)).get('index.html')?.toString() ?? '';
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"`);
    expect(page).not.toMatch(/(src|href)="(https?:|\/\/|javascript:)/);
  });

  test('goes on without a document whose file is damaged, and says so', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    rmSync(documentsFolder(vault.dataDir), { recursive: true });
    expect(await as(vault, doctorAn).exportPatient({ ...patient, passphrase: null })).toMatchObject({
      missingDocuments: 1,
    });
    const zip = await zipContents(target);
    expect(zip.get('index.html')?.toString()).toContain('không mở được tệp');
    expect(zip.get('fhir/bundle.json')?.toString()).not.toContain('"Binary"');
  });
});

describe('leaving the database', () => {
  test('export-not-logged: what leaves is in the audit trail with the patient, and what cannot be audited does not leave', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    await as(vault, adminHa).exportPatient({ ...patient, passphrase: PASSPHRASE });
    expect(exportsIn(vault)).toEqual([
      {
        userId: 'user-ha',
        patientId: 'patient-binh',
        detail: '{"note":{"visits":1,"documents":1,"isEncrypted":true}}',
      },
    ]);
    rmSync(target);
    vault.sqlite.exec(
      "CREATE TRIGGER broken BEFORE INSERT ON auditLog BEGIN SELECT RAISE(ABORT, 'disk'); END",
    );
    await expect(as(vault, adminHa).exportPatient({ ...patient, passphrase: null })).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    });
    expect(existsSync(target)).toBe(false);
  });

  test('reception exports nobody; a weak passphrase and an unknown patient are refused before anything is asked', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    const refused = async (user: SignedIn, input: { patientId: string; passphrase: string | null }) =>
      (await refusalOf(as(vault, user).exportPatient(input))).code;
    expect(await refused(receptionistLan, { ...patient, passphrase: null })).toBe('forbidden');
    expect(await refused(doctorAn, { ...patient, passphrase: 'password1234' })).toBe('weak_password');
    expect(await refused(doctorAn, { patientId: 'nobody', passphrase: null })).toBe('not_found');
    expect(exportsIn(vault)).toEqual([]);
    expect(suggested).toEqual([]);
  });

  test('two at once: the second is told to wait; a stopped one leaves no file', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    await addSealedDocument(vault, Buffer.alloc(12_000_000, 7), { id: 'document-2' });
    const first = refusalOf(as(vault, doctorAn).exportPatient({ ...patient, passphrase: PASSPHRASE }));
    while ((await as(vault, doctorAn).progress()) === null) await new Promise((done) => setTimeout(done, 5));
    expect((await refusalOf(as(vault, adminHa).exportPatient({ ...patient, passphrase: null }))).code).toBe(
      'busy',
    );
    await as(vault, doctorAn).stop();
    expect((await first).code).toBe('export_cancelled');
    expect(readdirSync(folder)).toEqual([]);
    expect(await as(vault, doctorAn).progress()).toBeNull();
  });

  test('a folder that is gone is said, and the desk goes on', async () => {
    using vault = openTestVault();
    await aTreatedPatient(vault);
    rmSync(folder, { recursive: true });
    expect((await refusalOf(as(vault, doctorAn).exportPatient({ ...patient, passphrase: null }))).code).toBe(
      'folder_missing',
    );
  });
});
