// Documents from the desk's side: brought in, sealed, found, read, changed, put away; refused with a reason; and nothing left of what was
// refused. The worker, the disk and the age files are real.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  copyMissingFiles,
  documentsFolder,
  sealedFile,
  sweepUnfinishedFiles,
} from '../../../db/document-files.ts';
import { documentsQuery, sameContentQuery, statisticsQuery } from '../../../db/documents.ts';
import { hasRowQuery } from '../../../db/document-files.ts';
import { fill } from '../../../db/write.ts';
import { DOCUMENT_LIMIT_BYTES } from '../../../domain/document-content.ts';
import { PART_BYTES } from '../../../domain/documents.ts';
import { documentsRouter } from '../../../electron/api/documents.ts';
import { createCallerFactory, router, type SignedIn } from '../../../electron/api/trpc.ts';
import type { Desk } from '../../../electron/desk.ts';
import { DocumentDesk } from '../../../electron/documents/document-desk.ts';
import {
  adminHa,
  aDesk,
  atTheDesk,
  doctorAn,
  doctorKhoa,
  receptionistLan,
} from '../../support/at-the-desk.ts';
import { aDocument, aPatient } from '../../support/builders.ts';
import { type Bytes, anExe, anHtml, aPdf, aPng, joined } from '../../support/document-files.ts';
import { refusalOf } from '../../support/refusal.ts';
import { NOW_MS, openTestVault, type TestVault } from '../../support/test-vault.ts';
import { fillMorning } from '../../support/visits.ts';

/** Debian's `age`; without it only the library on both sides can be tried. */
const hasAge = spawnSync('age', ['--version']).status === 0;

const createCaller = createCallerFactory(router({ documents: documentsRouter }));

let vault: TestVault;
let documents: DocumentDesk;
let leaving: AbortController;
let nowMs = NOW_MS;
beforeEach(() => {
  vault = openTestVault();
  fillMorning(vault);
  documents = new DocumentDesk();
  leaving = new AbortController();
  nowMs = NOW_MS;
});
afterEach(() => {
  documents.forgetAll();
  vault[Symbol.dispose]();
});

const as = (user: SignedIn) => {
  const session = { leaving: leaving.signal } as Desk['session'];
  return createCaller(
    atTheDesk(vault, user, {
      desk: aDesk({ documents, session }),
      nowMs: (nowMs += 1),
      signal: leaving.signal,
    }),
  ).documents;
};
const everybody = { patientId: 'patient-binh', text: '', documentType: null, isArchived: false };

type Bringing = { fileName?: string; by?: SignedIn; appointmentId?: string | null; partBytes?: number };
async function bring(
  bytes: Bytes,
  { fileName = 'letter.pdf', by = doctorAn, appointmentId = null, partBytes = PART_BYTES }: Bringing = {},
) {
  const { uploadId } = await as(by).begin({
    patientId: 'patient-binh',
    appointmentId,
    fileName,
    sizeBytes: bytes.length,
  });
  for (let at = 0; at < bytes.length; at += partBytes)
    await as(by).part({ uploadId, bytes: bytes.slice(at, at + partBytes) });
  const { documentId } = await as(by).finish({ uploadId, documentType: 'LAB_REPORT' });
  return documentId;
}
async function readBack(documentId: string, by = doctorAn): Promise<Uint8Array> {
  const { readingId, parts } = await as(by).open({ documentId, purpose: 'view' });
  const got: Uint8Array[] = [];
  for (let part = 0; part < parts; part++) got.push(await as(by).read({ readingId, part }));
  return joined(...got);
}
const folder = () => documentsFolder(vault.dataDir);
const filesThere = () => (existsSync(folder()) ? readdirSync(folder()) : []);
const rowOf = (id: string) =>
  vault.sqlite.prepare('SELECT * FROM healthDocuments WHERE id = ?').get(id) as Record<string, string>;
const trail = (action: string) =>
  vault.sqlite
    .prepare('SELECT userId, patientId, entityId, detail FROM auditLog WHERE action = ?')
    .all(action) as {
    userId: string;
    patientId: string;
    entityId: string;
    detail: string;
  }[];

describe('bringing a file in', () => {
  test('a file in parts becomes a document, sealed on the disk, and reads back byte for byte', async () => {
    const bytes = aPdf({ objects: [`(${'x'.repeat(70_000)})`] });
    const id = await bring(bytes, {
      fileName: '../Kết_quả.PDF',
      appointmentId: 'appointment-9',
      partBytes: 9_999,
    });
    expect(await readBack(id)).toEqual(bytes);
    const { lines } = await as(doctorAn).list(everybody);
    expect(lines).toMatchObject([
      {
        title: 'Kết quả',
        fileName: 'Kết_quả.PDF',
        fileType: 'pdf',
        documentType: 'LAB_REPORT',
        fileSizeBytes: bytes.length,
        appointmentId: 'appointment-9',
        addedByName: 'Nguyễn Thị An',
        isArchived: false,
      },
    ]);
    const { storedName } = rowOf(id);
    expect(filesThere()).toEqual([`${storedName}.age`]);
    const sealed = readFileSync(sealedFile(folder(), storedName ?? ''));
    expect(sealed.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(sealed.includes('%PDF')).toBe(false);
    expect(trail('documents.add')).toMatchObject([{ userId: 'user-an', patientId: 'patient-binh' }]);
    expect(trail('documents.open')).toMatchObject([{ entityId: id, patientId: 'patient-binh' }]);
  });

  test('what the window hears of a document never holds how it opens', async () => {
    const id = await bring(aPng());
    const said = JSON.stringify([
      await as(doctorAn).list(everybody),
      await as(doctorAn).open({ documentId: id, purpose: 'view' }),
      await as(doctorAn).archive({ documentId: id }),
    ]);
    const { fileIdentity = '?', storedName = '?', encryptionKeyHash = '?' } = rowOf(id);
    for (const secret of [fileIdentity, storedName, encryptionKeyHash, 'AGE-SECRET-KEY'])
      expect(said).not.toContain(secret);
  });

  test('every file has a key of its own', async () => {
    const ids = [await bring(aPng({ grey: 1 })), await bring(aPng({ grey: 2 }))];
    expect(new Set(ids.map((id) => rowOf(id)['fileIdentity'])).size).toBe(2);
  });

  test.each([
    ['upload-html-as-pdf', anHtml(), 'document_type_unknown'],
    ['upload-exe-as-jpg', anExe(), 'document_type_unknown'],
    ['upload-pixel-bomb', aPng({ promised: [60_000, 60_000] }), 'picture_too_large'],
    ['pdf-openaction-js', aPdf({ catalog: '/OpenAction << /S /JavaScript /JS (x) >>' }), 'pdf_forbidden'],
  ])('%s: is refused with its reason, and nothing of it is left', async (_name, bytes, code) => {
    expect(await refusalOf(bring(bytes))).toMatchObject({ code });
    expect(filesThere()).toEqual([]);
    expect((await as(doctorAn).list(everybody)).lines).toEqual([]);
    expect(trail('documents.add')).toEqual([]);
  });

  test('upload-zero-byte: an empty file is refused before anything is sent', async () => {
    expect(await refusalOf(bring(new Uint8Array()))).toEqual({ code: 'document_empty' });
  });

  test('upload-oversize-chunked: 25 MB is the most, whether it is announced or not', async () => {
    const input = { patientId: 'patient-binh', appointmentId: null, fileName: 'big.pdf' };
    expect(
      await refusalOf(as(doctorAn).begin({ ...input, sizeBytes: DOCUMENT_LIMIT_BYTES + 1 })),
    ).toMatchObject({
      code: 'document_too_big',
    });
    const { uploadId } = await as(doctorAn).begin({ ...input, sizeBytes: 1_000 });
    await as(doctorAn).part({ uploadId, bytes: new Uint8Array(900) });
    expect(await refusalOf(as(doctorAn).part({ uploadId, bytes: new Uint8Array(101) }))).toMatchObject({
      code: 'document_too_big',
    });
    expect(await refusalOf(as(doctorAn).part({ uploadId, bytes: new Uint8Array(1) }))).toEqual({
      code: 'upload_gone',
    });
    expect(
      await refusalOf(as(doctorAn).part({ uploadId, bytes: new Uint8Array(PART_BYTES + 1) })),
    ).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('less than was announced is no document', async () => {
    const bytes = aPng();
    const input = {
      patientId: 'patient-binh',
      appointmentId: null,
      fileName: 'x.png',
      sizeBytes: bytes.length + 1,
    };
    const { uploadId } = await as(doctorAn).begin(input);
    await as(doctorAn).part({ uploadId, bytes });
    expect(await refusalOf(as(doctorAn).finish({ uploadId, documentType: 'SCAN' }))).toEqual({
      code: 'upload_gone',
    });
    expect(filesThere()).toEqual([]);
  });

  test('the same file twice for one patient is told, with where it lies; after it was deleted it may come again', async () => {
    const first = await bring(aPng(), { fileName: 'scan.png' });
    expect(await refusalOf(bring(aPng(), { fileName: 'copy.png' }))).toEqual({
      code: 'document_there_already',
      documentId: first,
      title: 'scan',
    });
    expect(filesThere()).toHaveLength(1);
    await as(doctorAn).remove({ documentId: first });
    await bring(aPng());
  });

  test('the same file twice at once becomes one document', async () => {
    const both = await Promise.allSettled([bring(aPng()), bring(aPng())]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(filesThere()).toHaveLength(1);
  });

  test('a cancelled upload is gone, and nobody goes on with the upload of another', async () => {
    const input = { patientId: 'patient-binh', appointmentId: null, fileName: 'x.png', sizeBytes: 10 };
    const { uploadId } = await as(doctorAn).begin(input);
    expect(await refusalOf(as(doctorKhoa).part({ uploadId, bytes: new Uint8Array(1) }))).toEqual({
      code: 'upload_gone',
    });
    await as(doctorAn).cancel({ uploadId });
    expect(await refusalOf(as(doctorAn).part({ uploadId, bytes: new Uint8Array(1) }))).toEqual({
      code: 'upload_gone',
    });
  });

  test('when the desk is left, what was coming in and what was being read is dropped', async () => {
    const id = await bring(aPng());
    const { readingId } = await as(doctorAn).open({ documentId: id, purpose: 'view' });
    const input = { patientId: 'patient-binh', appointmentId: null, fileName: 'x.png', sizeBytes: 10 };
    const { uploadId } = await as(doctorAn).begin(input);
    leaving.abort();
    leaving = new AbortController();
    expect(await refusalOf(as(doctorAn).part({ uploadId, bytes: new Uint8Array(1) }))).toEqual({
      code: 'upload_gone',
    });
    expect(await refusalOf(as(doctorAn).read({ readingId, part: 0 }))).toEqual({ code: 'upload_gone' });
    expect(await readBack(id)).toEqual(aPng());
  });

  test('a visit of another patient, and a patient who is not there, are refused', async () => {
    fill(vault, { userId: null, kind: 'tests.other', nowMs: NOW_MS }, (tx) =>
      tx.insert('patients', aPatient({ id: 'patient-hoa', recordNumber: 'A-000002' })),
    );
    const bytes = aPng();
    for (const [patientId, subject] of [
      ['patient-hoa', 'appointment'],
      ['nobody', 'patient'],
    ] as const) {
      const { uploadId } = await as(doctorAn).begin({
        patientId,
        appointmentId: 'appointment-9',
        fileName: 'x.png',
        sizeBytes: bytes.length,
      });
      await as(doctorAn).part({ uploadId, bytes });
      expect(await refusalOf(as(doctorAn).finish({ uploadId, documentType: 'SCAN' }))).toEqual({
        code: 'not_found',
        subject,
      });
    }
    expect(filesThere()).toEqual([]);
  });

  test('a full desk says it is busy instead of filling the memory', async () => {
    const input = {
      patientId: 'patient-binh',
      appointmentId: null,
      fileName: 'x.png',
      sizeBytes: DOCUMENT_LIMIT_BYTES,
    };
    for (let i = 0; i < 8; i++) await as(doctorAn).begin(input);
    expect(await refusalOf(as(doctorAn).begin(input))).toEqual({ code: 'busy' });
  });
});

describe('the sealed file', () => {
  const path = (id: string) => sealedFile(folder(), rowOf(id)['storedName'] ?? '');

  test('attachment-bitflip: any changed bit is noticed', async () => {
    const id = await bring(aPdf());
    const sealed = readFileSync(path(id));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(sealed);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        writeFileSync(path(id), flipped);
        expect(await refusalOf(as(doctorAn).open({ documentId: id, purpose: 'view' }))).toEqual({
          code: 'document_file_damaged',
        });
      }),
      { numRuns: 60 },
    );
    writeFileSync(path(id), sealed);
    expect(await readBack(id)).toEqual(aPdf());
  });

  test('attachment-truncated-chunk: a file cut off at a chunk’s end is noticed', async () => {
    const bytes = aPdf({ objects: [`(${'x'.repeat(200_000)})`] });
    const id = await bring(bytes);
    const sealed = readFileSync(path(id));
    const headerEnd = sealed.indexOf('\n', sealed.indexOf('\n---') + 1) + 1;
    // After the header and its nonce of 16 bytes come chunks of 64 kB with a tag of 16 bytes each.
    for (const length of [headerEnd + 16 + 65_552, headerEnd + 16 + 2 * 65_552, sealed.length - 1, 10, 0]) {
      writeFileSync(path(id), sealed.subarray(0, length));
      expect(await refusalOf(as(doctorAn).open({ documentId: id, purpose: 'view' }))).toEqual({
        code: 'document_file_damaged',
      });
    }
  });

  test('attachment-swapped: the file of another document under this one’s name is noticed', async () => {
    const [a, b] = [await bring(aPng({ grey: 1 })), await bring(aPng({ grey: 2 }))];
    const [fileA, fileB] = [readFileSync(path(a)), readFileSync(path(b))];
    writeFileSync(path(a), fileB);
    writeFileSync(path(b), fileA);
    for (const id of [a, b])
      expect(await refusalOf(as(doctorAn).open({ documentId: id, purpose: 'view' }))).toEqual({
        code: 'document_file_damaged',
      });
  });

  test('attachment-swapped: other content sealed for the same key is noticed too', async () => {
    const id = await bring(aPng());
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(rowOf(id)['fileIdentity'] ?? ''));
    writeFileSync(path(id), await encrypter.encrypt(aPng({ grey: 9 })));
    expect(await refusalOf(as(doctorAn).open({ documentId: id, purpose: 'view' }))).toEqual({
      code: 'document_file_damaged',
    });
  });

  test('a file that is not on this PC is told as missing', async () => {
    const id = await bring(aPng());
    execFileSync('rm', [path(id)]);
    expect(await refusalOf(as(doctorAn).open({ documentId: id, purpose: 'view' }))).toEqual({
      code: 'document_file_missing',
    });
  });

  test.skipIf(!hasAge)(
    'the age program of the system reads our file with the key of the row, and we read what it sealed',
    async () => {
      const id = await bring(aPdf());
      const { fileIdentity = '' } = rowOf(id);
      const keyFile = join(vault.dataDir, 'key.txt');
      writeFileSync(keyFile, `${fileIdentity}\n`);
      const opened = execFileSync('age', ['--decrypt', '-i', keyFile, path(id)]);
      expect(new Uint8Array(opened)).toEqual(aPdf());
      const recipient = await identityToRecipient(fileIdentity);
      writeFileSync(path(id), execFileSync('age', ['--encrypt', '-r', recipient], { input: aPdf() }));
      expect(await readBack(id)).toEqual(aPdf());
    },
  );
});

describe('after a crash', () => {
  test('a file whose row never came goes at the next opening; one whose row came stays, and so does one of another vault', async () => {
    const id = await bring(aPng());
    const { storedName } = rowOf(id);
    const [lost, torn, foreign] = ['0', '1', '2'].map((digit) => digit.repeat(32));
    mkdirSync(folder(), { recursive: true });
    for (const name of [
      `${storedName}.adding`,
      `${lost}.adding`,
      `${lost}.age`,
      `${torn}.adding`,
      `${torn}.age.writing`,
      `${foreign}.age`,
      'notes.txt',
    ])
      writeFileSync(join(folder(), name), 'x');
    sweepUnfinishedFiles(vault);
    expect(filesThere().toSorted()).toEqual([`${foreign}.age`, `${storedName}.age`, 'notes.txt'].toSorted());
  });
});

describe('on another disk', () => {
  test('sealed files are copied beside a backup once, and come back from there', async () => {
    const first = await bring(aPng({ grey: 1 }));
    const second = documentsFolder(join(vault.dataDir, 'second-place'));
    expect(await copyMissingFiles(folder(), second)).toBe(1);
    await bring(aPng({ grey: 2 }));
    writeFileSync(join(folder(), `${'3'.repeat(32)}.adding`), '');
    expect(await copyMissingFiles(folder(), second)).toBe(1);
    expect(await copyMissingFiles(folder(), second)).toBe(0);
    execFileSync('rm', ['-r', folder()]);
    expect(await copyMissingFiles(second, folder())).toBe(2);
    expect(await readBack(first)).toEqual(aPng({ grey: 1 }));
    expect(await copyMissingFiles(join(vault.dataDir, 'nowhere'), folder())).toBe(0);
  });
});

describe('finding, changing and putting away', () => {
  test('documents are found by words of title, notes, file name and source doctor, without accents', async () => {
    const id = await bring(aPng({ grey: 1 }), { fileName: 'IMG_0042.png' });
    await bring(aPng({ grey: 2 }), { fileName: 'Xquang.png' });
    const details = {
      title: 'Siêu âm bụng',
      documentType: 'SCAN',
      sourceDoctor: 'BS. Đặng Hữu Phước',
      dateOfRecord: '2026-11-01',
      notes: 'gan nhiễm mỡ',
    } as const;
    const [line] = (await as(doctorAn).list({ ...everybody, text: 'img 0042' })).lines;
    await as(doctorAn).edit({ documentId: id, basedOnMs: line?.updatedAtMs ?? 0, details });
    for (const text of ['sieu am', 'nhiem mo', 'dang huu phuoc', '0042', 'bung gan'])
      expect((await as(doctorAn).list({ ...everybody, text })).lines.map((found) => found.id)).toEqual([id]);
    expect((await as(doctorAn).list({ ...everybody, documentType: 'SCAN' })).lines).toHaveLength(1);
    expect((await as(doctorAn).list({ ...everybody, text: 'sieu am xquang' })).lines).toEqual([]);
  });

  test('an edit over somebody else’s newer one is refused, and so is a letter of tomorrow', async () => {
    const id = await bring(aPng());
    const details = {
      title: 'x',
      documentType: 'SCAN',
      sourceDoctor: '',
      dateOfRecord: null,
      notes: '',
    } as const;
    expect(await refusalOf(as(doctorAn).edit({ documentId: id, basedOnMs: 1, details }))).toMatchObject({
      code: 'changed_meanwhile',
    });
    const [line] = (await as(doctorAn).list(everybody)).lines;
    const edit = { documentId: id, basedOnMs: line?.updatedAtMs ?? 0 };
    expect(
      await refusalOf(as(doctorAn).edit({ ...edit, details: { ...details, dateOfRecord: '2026-12-01' } })),
    ).toMatchObject({
      code: 'invalid_input',
      fields: { 'details.dateOfRecord': ['validation.dateOfRecord'] },
    });
    expect(
      await refusalOf(as(doctorAn).edit({ ...edit, details: { ...details, title: ' ' } })),
    ).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('an archived document stands in the archive; a deleted one nowhere, until it is brought back', async () => {
    const id = await bring(aPng());
    const idsIn = async (isArchived: boolean) =>
      (await as(adminHa).list({ ...everybody, isArchived })).lines.map((line) => line.id);
    await as(doctorAn).archive({ documentId: id });
    expect([await idsIn(false), await idsIn(true)]).toEqual([[], [id]]);
    await as(doctorAn).unarchive({ documentId: id });
    await as(doctorAn).remove({ documentId: id });
    expect([await idsIn(false), await idsIn(true)]).toEqual([[], []]);
    expect(await refusalOf(as(doctorAn).open({ documentId: id, purpose: 'view' }))).toEqual({
      code: 'not_found',
      subject: 'document',
    });
    expect(filesThere()).toHaveLength(1);
    await as(doctorAn).bringBack({ documentId: id });
    expect(await readBack(id)).toEqual(aPng());
  });

  test('the statistics count documents and bytes by kind, the archived ones too, the deleted ones not', async () => {
    const [a, b, c] = [await bring(aPng({ grey: 1 })), await bring(aPng({ grey: 2 })), await bring(aPdf())];
    await as(doctorAn).archive({ documentId: a });
    await as(doctorAn).remove({ documentId: b });
    const bytes = Number(rowOf(a)['fileSizeBytes']) + Number(rowOf(c)['fileSizeBytes']);
    expect(await as(doctorAn).statistics({ patientId: 'patient-binh' })).toEqual({
      count: 2,
      totalBytes: bytes,
      archivedCount: 1,
      byType: [{ documentType: 'LAB_REPORT', count: 2, totalBytes: bytes }],
    });
  });

  test('a long list comes in pages that leave nothing out and show nothing twice', async () => {
    fillDocuments(250);
    const seen: string[] = [];
    let cursor: { createdAtMs: number; place: number } | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof as>['list']>> = await as(doctorAn).list({
        ...everybody,
        cursor,
        limit: 60,
      });
      seen.push(...page.lines.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(250);
    expect(new Set(seen).size).toBe(250);
  });

  test('reception has no part in documents', async () => {
    const id = await bring(aPng());
    const lan = as(receptionistLan);
    for (const call of [
      () => lan.list(everybody),
      () => lan.statistics({ patientId: 'patient-binh' }),
      () => lan.open({ documentId: id, purpose: 'view' }),
      () => lan.begin({ patientId: 'patient-binh', appointmentId: null, fileName: 'x', sizeBytes: 1 }),
      () => lan.remove({ documentId: id }),
    ])
      expect(await refusalOf(call())).toMatchObject({ code: 'forbidden' });
  });

  test('the camera is lent exactly as long as somebody listens', async () => {
    const listening = (await as(doctorAn).camera()) as AsyncIterable<string>;
    const events = listening[Symbol.asyncIterator]();
    expect(documents.isCameraOpen).toBe(false);
    expect(await events.next()).toMatchObject({ value: 'open' });
    expect(documents.isCameraOpen).toBe(true);
    const ended = events.next();
    leaving.abort();
    await ended;
    expect(documents.isCameraOpen).toBe(false);
  });
});

describe('ten thousand documents', () => {
  const planOf = (sql: string, values: unknown) =>
    (vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[])
      .map(({ detail }) => detail)
      .join('\n');

  test('no hot query scans the table or sorts', () => {
    fillDocuments(500);
    vault.sqlite.exec('ANALYZE');
    const list = planOf(documentsQuery, {
      clinicId: 'c',
      patientId: 'p',
      isArchived: 0,
      documentType: null,
      createdAtMs: 1,
      place: 1,
    });
    expect(list).toContain('health_documents_newest');
    const plans = [
      list,
      planOf(statisticsQuery, ['c', 'p']),
      planOf(sameContentQuery, ['c', 'p', 'h']),
      planOf(hasRowQuery, ['c', 's']),
    ];
    for (const plan of plans) expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});

/** Rows alone: their files are of no concern to a list. */
function fillDocuments(count: number): void {
  fill(vault, { userId: null, kind: 'tests.documents', nowMs: NOW_MS }, (tx) => {
    for (let i = 0; i < count; i++)
      tx.insert(
        'healthDocuments',
        aDocument({ id: `document-${i}`, storedName: String(i).padStart(32, '0'), title: `Scan ${i}` }),
      );
  });
}
