import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoSignIns } from '../../central/demo.ts';
import { ask } from './support/calls.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
let access: Record<string, string>;
beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  access = {};
  for (const role of ['patient', 'doctor', 'receptionist', 'admin']) {
    const { email, password } = demoSignIns().find((person) => person.role === role) ?? {};
    const { body } = await ask(it, { method: 'POST', path: '/token/', body: { email, password } });
    access[role] = body.access;
  }
});
afterAll(() => it?.stop());
beforeEach(() => {
  it.clock.nowMs = NOW_MS;
});

const admit = () =>
  ask(it, { method: 'POST', path: '/devices/', body: { name: 'Quầy 1' }, access: access['admin'] });
const keyPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, public_key: publicKey.export({ format: 'jwk' }).x ?? '' };
};
const enrol = (code: string, public_key = keyPair().public_key) =>
  ask(it, { method: 'POST', path: '/devices/enrol/', body: { code, public_key } });
const enrolled = async () => {
  const { privateKey, public_key } = keyPair();
  const { body } = await enrol((await admit()).body.code, public_key);
  return { id: body.device_id as string, clinicId: body.clinic_id as string, privateKey };
};
type Signing = { id: string; clinicId: string; privateKey: KeyObject };
const proof = ({ id, clinicId, privateKey }: Signing, atMs = NOW_MS) =>
  new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(id)
    .setAudience(clinicId)
    .setIssuedAt(Math.floor(atMs / 1000))
    .setExpirationTime(Math.floor(atMs / 1000) + 3_600)
    .sign(privateKey);
const tokenFor = async (device_id: string, signed: string) =>
  ask(it, { method: 'POST', path: '/devices/token/', body: { device_id, proof: signed } });
const me = (token?: string) => ask(it, { path: '/devices/me/', access: token });
const list = async () => (await ask(it, { path: '/devices/', access: access['admin'] })).body;

describe('A new PC', () => {
  test('is let in by a code that an admin has made, and is known by its key from then on', async () => {
    const { status, body } = await admit();
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Quầy 1',
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/),
      expires_at: '2026-11-27T09:25:00.000+07:00',
    });
    expect(await list()).toContainEqual(expect.objectContaining({ id: body.id, state: 'waiting' }));
    const { privateKey, public_key } = keyPair();
    // As somebody types it who reads it from the screen.
    const answered = await enrol(` ${body.code.toLowerCase().replace('-', ' ')}`, public_key);
    expect(answered).toEqual({
      status: 201,
      body: { device_id: body.id, clinic_id: it.centre.clinicId, name: 'Quầy 1' },
    });
    const device = { id: body.id, clinicId: it.centre.clinicId, privateKey };
    const token = (await tokenFor(device.id, await proof(device))).body.access;
    expect((await me(token)).body).toEqual({
      id: body.id,
      name: 'Quầy 1',
      state: 'enrolled',
      created_at: expect.any(String),
      enrolled_at: '2026-11-27T09:10:00.000+07:00',
      revoked_at: null,
    });
  });

  test('is not let in by a code that is wrong, used or older than a quarter of an hour', async () => {
    const refused = { status: 400, body: { code: [expect.any(String)] } };
    expect(await enrol('00000-00000')).toEqual(refused);
    const { code } = (await admit()).body;
    const tries = await Promise.all([enrol(code), enrol(code), enrol(code)]);
    expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400, 400]);
    const late = (await admit()).body.code;
    it.clock.nowMs = NOW_MS + 15 * 60_000;
    expect(await enrol(late)).toEqual(refused);
  });

  test('without a proper key is not let in, and its code is good still', async () => {
    const { code } = (await admit()).body;
    expect(await enrol(code, 'short')).toEqual({ status: 400, body: { public_key: [expect.any(String)] } });
    expect((await enrol(code)).status).toBe(201);
  });
});

describe('A PC proves itself', () => {
  test('by its own key alone, within a minute, for this clinic', async () => {
    const device = await enrolled();
    const other = await enrolled();
    expect((await tokenFor(device.id, await proof(device))).status).toBe(200);
    for (const wrong of [
      await proof({ ...device, privateKey: other.privateKey }),
      await proof({ ...device, id: other.id }),
      await proof({ ...device, clinicId: 'another clinic' }),
      await proof(device, NOW_MS - 61_000),
      'not a token',
    ])
      expect((await tokenFor(device.id, wrong)).status).toBe(401);
  });

  test('and is no person: its token opens nothing of the API, and a person’s token is no device’s', async () => {
    const device = await enrolled();
    const { access: token } = (await tokenFor(device.id, await proof(device))).body;
    for (const path of ['/user/me/', '/devices/', '/appointments/'])
      expect((await ask(it, { path, access: token })).status).toBe(401);
    expect((await me(access['admin'])).status).toBe(401);
    expect((await me()).status).toBe(401);
  });
});

describe('Revoking a PC', () => {
  test('sync-revoked-device: makes it a stranger at its next request, whatever it still holds', async () => {
    const device = await enrolled();
    const { access: token } = (await tokenFor(device.id, await proof(device))).body;
    const revoke = () =>
      ask(it, { method: 'DELETE', path: `/devices/${device.id}/`, access: access['admin'] });
    expect((await revoke()).status).toBe(204);
    expect((await me(token)).status).toBe(401);
    expect((await tokenFor(device.id, await proof(device))).status).toBe(401);
    expect(await list()).toContainEqual(
      expect.objectContaining({ id: device.id, state: 'revoked', revoked_at: expect.any(String) }),
    );
    expect((await revoke()).status).toBe(204);
  });

  test('takes back a code that was not used yet', async () => {
    const { id, code } = (await admit()).body;
    await ask(it, { method: 'DELETE', path: `/devices/${id}/`, access: access['admin'] });
    expect((await enrol(code)).status).toBe(400);
  });

  test('of one that does not exist is not found; none but an admin sees, admits or revokes', async () => {
    const absent = { method: 'DELETE', path: '/devices/nobody/' };
    expect((await ask(it, { ...absent, access: access['admin'] })).status).toBe(404);
    for (const role of ['patient', 'doctor', 'receptionist']) {
      expect((await ask(it, { ...absent, access: access[role] })).status).toBe(403);
      expect((await ask(it, { path: '/devices/', access: access[role] })).status).toBe(403);
      expect(
        (await ask(it, { method: 'POST', path: '/devices/', body: { name: 'X' }, access: access[role] }))
          .status,
      ).toBe(403);
    }
    expect((await ask(it, { path: '/devices/' })).status).toBe(401);
  });
});
