import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDocument } from '../../central/documents.ts';
import { sweepFiles } from '../../central/outbox/tidy.ts';
import { anExe, anHtml, anSvg, aJpeg, aPdf, aPng } from '../support/document-files.ts';
import { ask } from './support/calls.ts';
import { type People, peopleOf, type RoleOfDemo } from './support/people.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';
import { aPdfFile, labReport, type SentFile, sendRecord, webForm } from './support/uploads.ts';

let it: TestCentre;
let people: People;
/** A second patient, registered with the web client. */
let other: string;
beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  people = await peopleOf(it);
  const form = webForm('hang@example.test', '0911000001');
  other = (await ask(it, { method: 'POST', path: '/auth/register/', body: form })).body.access;
});
afterAll(() => it?.stop());
beforeEach(async () => {
  it.clock.nowMs = NOW_MS;
  await it.owner.query('DELETE FROM "healthDocuments"');
  rmSync(folder(), { recursive: true, force: true });
});

const folder = () => join(it.dataFolder, 'files', it.centre.clinicId);
const lying = () => {
  try {
    return readdirSync(folder());
  } catch {
    return [];
  }
};
const described = labReport;
const pdf = aPdfFile;
type Sending = { fields?: Record<string, string>; access?: string | null };
const send = (file: SentFile | null, sending: Sending = {}) =>
  sendRecord(it, { access: people.access.patient, ...sending, file });
const added = async (file = pdf()) => {
  const { status, body } = await send(file);
  expect(status).toBe(201);
  return body;
};
const as = (...asked: Parameters<People['as']>) => people.as(...asked);
const list = async (query = '') => (await as('patient', 'GET', `/records/?${query}`)).body;

describe('A patient’s record', () => {
  test('is added with a form, sealed, and opened under an address that needs no header', async () => {
    const { bytes } = pdf();
    const { status, body } = await send({ name: 'kết quả.pdf', bytes, type: 'application/pdf' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      file_name: 'kết quả.pdf',
      file_size: bytes.length,
      file_url: expect.stringContaining(`${it.address}/api/v1/files/${body.id}?`),
      file_type: 'pdf',
      document_type: 'LAB_REPORT',
      title: 'kết quả',
      source_doctor: 'BS. Lan',
      date_of_record: '2026-11-01',
      notes: 'Bụng đói',
      page_count: 1,
      is_archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const file = await fetch(body.file_url);
    expect(file.status).toBe(200);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(bytes));
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''k%E1%BA%BFt%20qu%E1%BA%A3.pdf`,
    });
    const [name = ''] = lying();
    const sealed = readFileSync(join(folder(), name));
    expect(sealed.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    expect(sealed.includes('%PDF')).toBe(false);
    const { rows } = await it.owner.query(
      'SELECT "fileIdentity", "encryptionKeyHash" FROM "healthDocuments"',
    );
    expect(rows[0].fileIdentity).not.toContain('AGE-SECRET-KEY');
    expect(rows[0].encryptionKeyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('may be a picture; what its name or its sender say of it is not asked', async () => {
    expect((await send({ name: 'anh.pdf', bytes: aPng(), type: 'text/html' })).body).toMatchObject({
      file_type: 'png',
    });
    expect((await send({ name: 'anh', bytes: aJpeg() })).body).toMatchObject({ file_type: 'jpg' });
  });

  test('is fetched in parts', async () => {
    const { file_url, file_size } = await added();
    const part = async (range: string) => {
      const response = await fetch(file_url, { headers: { range } });
      return [
        response.status,
        response.headers.get('content-range'),
        (await response.arrayBuffer()).byteLength,
      ];
    };
    expect(await part('bytes=0-9')).toEqual([206, `bytes 0-9/${file_size}`, 10]);
    expect(await part('bytes=10-')).toEqual([206, `bytes 10-${file_size - 1}/${file_size}`, file_size - 10]);
    expect(await part('bytes=-5')).toEqual([206, `bytes ${file_size - 5}-${file_size - 1}/${file_size}`, 5]);
    expect(await part(`bytes=${file_size}-`)).toEqual([416, `bytes */${file_size}`, 0]);
    expect(await part('lines=1-2')).toEqual([200, null, file_size]);
  });

  test('is listed, searched, narrowed and counted', async () => {
    const { id } = await added();
    await send(
      { name: 'phim.png', bytes: aPng() },
      { fields: { ...described, document_type: 'SCAN', notes: '' } },
    );
    expect(await list()).toMatchObject({ count: 2, next: null, previous: null });
    expect((await list('document_type=SCAN')).count).toBe(1);
    expect((await list('document_type=NONSENSE')).count).toBe(0);
    expect((await list('search=b%E1%BB%A5ng')).results.map((record: { id: string }) => record.id)).toEqual([
      id,
    ]);
    expect((await list('search=%25')).count).toBe(0);
    expect((await list('page=1&page_size=1')).results).toHaveLength(1);
    const size = (await list()).results.reduce(
      (sum: number, record: { file_size: number }) => sum + record.file_size,
      0,
    );
    expect((await as('patient', 'GET', '/records/statistics/')).body).toEqual({
      total_records: 2,
      total_size_mb: Math.round((size / 1_048_576) * 100) / 100,
    });
  });

  test('is described anew, archived and taken out again, and put away for good', async () => {
    const { id, file_url } = await added();
    const changed = await as('patient', 'PUT', `/records/${id}/`, {
      source_doctor: 'BS. Minh',
      date_of_record: '',
    });
    expect(changed.body).toMatchObject({
      source_doctor: 'BS. Minh',
      date_of_record: null,
      notes: 'Bụng đói',
    });
    expect((await as('patient', 'PUT', `/records/${id}/`, { date_of_record: '2026-11-28' })).body).toEqual({
      date_of_record: [expect.any(String)],
    });
    expect((await as('patient', 'POST', `/records/${id}/archive/`)).body.is_archived).toBe(true);
    expect((await list('is_archived=true')).count).toBe(1);
    expect((await list('is_archived=false')).count).toBe(0);
    expect((await as('patient', 'POST', `/records/${id}/archive/`)).body.is_archived).toBe(false);
    expect((await as('patient', 'DELETE', `/records/${id}/`)).status).toBe(204);
    expect((await as('patient', 'GET', `/records/${id}/`)).status).toBe(404);
    expect((await fetch(file_url)).status).toBe(404);
    expect((await list()).count).toBe(0);
    const { rows } = await it.owner.query('SELECT "deletedAtMs" IS NOT NULL AS gone FROM "healthDocuments"');
    expect(rows).toEqual([{ gone: true }]);
  });
});

describe('Nobody else’s', () => {
  test('idor-child-record, idor-binary: a record of another patient is not there, nor are its bytes without its address', async () => {
    const { id, file_url } = await added();
    for (const [method, path, body] of [
      ['GET', `/records/${id}/`],
      ['PUT', `/records/${id}/`, { notes: 'X' }],
      ['DELETE', `/records/${id}/`],
      ['POST', `/records/${id}/archive/`],
    ] as const)
      expect((await ask(it, { method, path, body, access: other })).status, `${method} ${path}`).toBe(404);
    expect((await ask(it, { path: '/records/', access: other })).body.count).toBe(0);
    expect((await fetch(`${it.address}/api/v1/files/${id}`)).status).toBe(404);
    const url = new URL(file_url);
    for (const [name, value] of [
      ['expires', String(NOW_MS + 86_400_000)],
      ['signature', 'x'],
      ['share', 'x'],
    ] as const) {
      const forged = new URL(url);
      forged.searchParams.set(name, value);
      expect((await fetch(forged)).status).toBe(404);
    }
    it.clock.nowMs = NOW_MS + 5 * 60_000;
    expect((await fetch(file_url)).status).toBe(404);
  });

  test('what the clinic has added is read by its patient and left as it is', async () => {
    const { id } = await added();
    await it.owner.query('UPDATE "healthDocuments" SET "addedById" = $1', [people.doctor.id]);
    expect((await as('patient', 'GET', `/records/${id}/`)).status).toBe(200);
    for (const [method, path] of [
      ['PUT', `/records/${id}/`],
      ['DELETE', `/records/${id}/`],
      ['POST', `/records/${id}/archive/`],
    ] as const)
      expect(await as('patient', method, path, { notes: 'X' }), `${method} ${path}`).toEqual({
        status: 403,
        body: { detail: expect.any(String) },
      });
  });

  test('patient-token-staff-route and its mirror: staff have their own ways, and nobody has none', async () => {
    for (const role of ['doctor', 'receptionist', 'admin'] as RoleOfDemo[]) {
      expect((await as(role, 'GET', '/records/')).status).toBe(403);
      expect((await send(pdf(), { access: people.access[role] })).status).toBe(403);
    }
    expect((await send(pdf(), { access: null })).status).toBe(401);
  });
});

describe('A file that cannot be taken', () => {
  const refused = async (file: SentFile | null, fields?: Record<string, string>) => {
    const { status, body } = await send(file, fields && { fields });
    expect(status).toBe(400);
    expect(lying()).toEqual([]);
    expect((await it.owner.query('SELECT FROM "healthDocuments"')).rowCount).toBe(0);
    return body;
  };

  test.each([
    ['upload-html-as-pdf', 'a.pdf', anHtml()],
    ['upload-exe-as-jpg', 'a.jpg', anExe()],
    ['upload-svg', 'a.svg', anSvg()],
    ['upload-zero-byte', 'a.pdf', new Uint8Array()],
    ['upload-pixel-bomb', 'a.png', aPng({ promised: [60_000, 60_000] })],
    [
      'pdf-openaction-js',
      'a.pdf',
      aPdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
    ],
  ])('%s is refused under "file" and leaves nothing', async (_name, name, bytes) => {
    expect(await refused({ name, bytes: bytes })).toEqual({ file: [expect.any(String)] });
  });

  test('upload-oversize-chunked: more than 25 MB is refused while it comes, whatever length was said', async () => {
    const big = new Uint8Array(25 * 1024 * 1024 + 1);
    big.set(new TextEncoder().encode('%PDF-1.4'));
    expect(await refused({ name: 'a.pdf', bytes: big })).toEqual({
      file: ['The file is larger than 25 MB.'],
    });
  });

  test('upload-path-filename: a name is a name; the file lies under one of the server’s own', async () => {
    const { body } = await send({ name: '../../../etc/passwd\u202Efdp.pdf', bytes: pdf().bytes });
    expect(body.file_name).toBe('passwdfdp.pdf');
    expect(lying()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.age$/)]);
  });

  test('the same file twice is refused, in turn and at once; another patient may have it', async () => {
    const tries = await Promise.all(Array.from({ length: 4 }, () => send(pdf())));
    expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400, 400, 400]);
    expect((await send(pdf())).body).toEqual({ file: ['This file is among your records already.'] });
    expect(lying()).toHaveLength(1);
    expect((await send(pdf(), { access: other })).status).toBe(201);
  });

  test('what is said of it is checked under its field; a form without a file, and what is no form, are told', async () => {
    expect(await refused(pdf(), { ...described, document_type: 'X', date_of_record: 'x' })).toEqual({
      document_type: [expect.any(String)],
      date_of_record: [expect.any(String)],
    });
    expect(await refused(pdf(), { ...described, date_of_record: '2026-11-28' })).toEqual({
      date_of_record: [expect.any(String)],
    });
    expect(await refused(null)).toEqual({ file: [expect.any(String)] });
    expect((await as('patient', 'POST', '/records/', { file: 'x' })).body).toEqual({
      file: [expect.any(String)],
    });
  });

  test('an upload that breaks off leaves nothing', async () => {
    await new Promise<void>((resolve) => {
      const sending = httpRequest(`${it.address}/api/v1/records/`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${people.access.patient}`,
          'content-type': 'multipart/form-data; boundary=x',
        },
      });
      sending.on('error', () => resolve());
      sending.on('close', () => resolve());
      sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4');
      setTimeout(() => sending.destroy(), 50);
    });
    expect(lying()).toEqual([]);
    expect((await as('patient', 'GET', '/records/')).status).toBe(200);
  });
});

/** Begins an upload and never ends it. */
function stuck(access: string) {
  const sending = httpRequest(`${it.address}/api/v1/records/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}`, 'content-type': 'multipart/form-data; boundary=x' },
  });
  sending.on('error', () => undefined);
  sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4');
  return sending;
}

describe('Uploads that come slowly', () => {
  test('fill no places that others need, however many one person begins', async () => {
    const slow = Array.from({ length: 8 }, () => stuck(other));
    await wait(300);
    expect((await send(pdf())).status).toBe(201);
    for (const sending of slow) sending.destroy();
  });

  test('given up while they waited for a turn do not keep it for ever', async () => {
    const [first, ...waiting] = Array.from({ length: 6 }, () => stuck(people.access.patient));
    await wait(300);
    for (const sending of waiting) sending.destroy();
    await wait(100);
    first?.destroy();
    expect((await send(pdf())).status).toBe(201);
  });
});

describe('A sealed file', () => {
  test('attachment-bitflip, attachment-truncated-chunk, attachment-swapped: is not opened as something else', async () => {
    const one = await added();
    const first = lying()[0] ?? '';
    const two = await added(pdf('khac.pdf', ['y']));
    const second = lying().find((name) => name !== first) ?? '';
    const sealed = readFileSync(join(folder(), first));
    const broken = [
      Buffer.from(sealed.map((byte, at) => (at === sealed.length - 20 ? byte ^ 1 : byte))),
      sealed.subarray(0, -30),
      readFileSync(join(folder(), second)),
    ];
    for (const bytes of broken) {
      writeFileSync(join(folder(), first), bytes);
      expect((await fetch(one.file_url)).status).toBe(500);
    }
    expect((await fetch(two.file_url)).status).toBe(200);
  });

  test('that no row names, because a process died between the two, is swept away after an hour; others stay', async () => {
    await added();
    const [kept] = lying();
    mkdirSync(folder(), { recursive: true });
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of [
      '0123456789abcdef0123456789abcdef.age',
      'feedfeedfeedfeedfeedfeedfeedfeed.age.1a2b.writing',
    ]) {
      writeFileSync(join(folder(), name), 'x');
      utimesSync(join(folder(), name), old, old);
    }
    writeFileSync(join(folder(), 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.age'), 'x');
    await sweepFiles(it.centre);
    expect(new Set(lying())).toEqual(new Set([kept, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.age']));
  });

  test('stays when the database names no document at all: it is a wrong or an empty one', async () => {
    await added();
    const before = lying();
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of before) utimesSync(join(folder(), name), old, old);
    await it.owner.query('DELETE FROM "healthDocuments"');
    await sweepFiles(it.centre);
    expect(lying()).toEqual(before);
  });

  test('stays when nobody knows whether its row was committed', async () => {
    const { door } = it.centre;
    const write: typeof door.write = async (...asked) => {
      await door.write(...asked);
      throw new Error('Connection terminated unexpectedly');
    };
    const bytes = aPdf({ pages: ['lost answer'] });
    const { id } = (await as('patient', 'GET', '/auth/profile/')).body;
    const context = { userId: id, kind: 'documents.add', nowMs: NOW_MS };
    const details = { documentType: 'OTHER', sourceDoctor: '', dateOfRecord: null, notes: '' } as const;
    const incoming = { patientId: id, addedById: id, fileName: 'a.pdf', bytes, details };
    const centre = { ...it.centre, door: { ...door, write } };
    await expect(addDocument(centre, context, incoming)).rejects.toThrow('terminated');
    const [record] = (await list()).results;
    expect((await fetch(record.file_url)).status).toBe(200);
  });
});
