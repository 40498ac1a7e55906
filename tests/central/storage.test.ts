// The storage door, once over a folder and once over a bucket of a local server that speaks S3: to everything else they are one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bucketStorage } from '../../central/files/bucket-storage.ts';
import { type FileStorage, folderStorage, newStoredName } from '../../central/files/storage.ts';
import { peopleOf } from './support/people.ts';
import { startTestCentre } from './support/test-centre.ts';
import { aPdfFile, sendRecord } from './support/uploads.ts';

const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-storage-'));
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'documents', configs: [] }],
});
let endpoint: string;
beforeAll(async () => {
  const { port } = await server.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const kinds: [string, () => FileStorage][] = [
  ['a folder', () => folderStorage(join(folder, 'files'))],
  [
    'a bucket',
    () =>
      bucketStorage({
        name: 'documents',
        endpoint,
        region: 'us-east-1',
        accessKeyId: 'S3RVER',
        secretAccessKey: 'S3RVER',
      }),
  ],
];

describe.each(kinds)('Files in %s', (_kind, make) => {
  test('come back as they were put, each clinic’s by itself', async () => {
    const storage = make();
    const storedName = newStoredName();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);
    await storage.put({ clinicId: 'one', storedName }, bytes);
    const found = await storage.get({ clinicId: 'one', storedName });
    expect(Buffer.from(found ?? []).equals(Buffer.from(bytes))).toBe(true);
    expect(await storage.get({ clinicId: 'two', storedName })).toBeNull();
    expect(await storage.list('one')).toEqual([{ storedName, changedAtMs: expect.any(Number) }]);
    expect(await storage.list('two')).toEqual([]);
  });

  test('are gone once they are taken away, also when that is done twice', async () => {
    const storage = make();
    const name = { clinicId: 'three', storedName: newStoredName() };
    await storage.put(name, Uint8Array.from([1]));
    await storage.remove(name);
    await storage.remove(name);
    expect(await storage.get(name)).toBeNull();
    expect(await storage.list('three')).toEqual([]);
  });
});

test('a server with a bucket keeps documents there, sealed, and none in its folder', async () => {
  const it = await startTestCentre({
    SIGN_IN_RATE_LIMIT: '1000000',
    S3_BUCKET: 'documents',
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  });
  try {
    const people = await peopleOf(it);
    const file = aPdfFile();
    const { status, body } = await sendRecord(it, { file, access: people.access.patient });
    expect(status).toBe(201);
    const opened = new Uint8Array(await (await fetch(body.file_url)).arrayBuffer());
    expect(opened).toEqual(new Uint8Array(file.bytes));
    const { storage } = it.centre.files;
    const [stored] = await storage.list(it.centre.clinicId);
    const sealed = await storage.get({ clinicId: it.centre.clinicId, storedName: stored?.storedName ?? '' });
    expect(
      Buffer.from(sealed ?? [])
        .subarray(0, 21)
        .toString(),
    ).toBe('age-encryption.org/v1');
  } finally {
    await it.stop();
  }
});
