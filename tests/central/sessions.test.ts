import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signToken } from '../../central/accounts/tokens.ts';
import { demoSignIns } from '../../central/demo.ts';
import { NOW_MS, startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
});
afterAll(() => it?.stop());
beforeEach(() => {
  it.clock.nowMs = NOW_MS;
});

const person = (role: string) => {
  const found = demoSignIns().find((signIn) => signIn.role === role);
  if (!found) throw new Error(`the demo clinic has a ${role}`);
  return found;
};
type Pair = { refresh: string; access: string };
type Answer = { status: number; body: Record<string, never> & Record<string, unknown> };

async function post(path: string, body: unknown, access?: string): Promise<Answer> {
  const response = await fetch(`${it.address}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(access !== undefined && { authorization: `Bearer ${access}` }),
    },
    body: JSON.stringify(body),
  });
  // A 205 has no body for fetch, whatever was sent.
  const answered: unknown = response.status === 205 ? {} : await response.json();
  return { status: response.status, body: answered as Answer['body'] };
}
const signIn = async (role = 'patient') => {
  const { email, password } = person(role);
  return (await post('/token/', { email, password })).body as unknown as Pair;
};
const refresh = (token: string) => post('/token/refresh/', { refresh: token });
const me = async (access: string) => {
  const response = await fetch(`${it.address}/api/v1/user/me/`, {
    headers: { authorization: `Bearer ${access}` },
  });
  return { status: response.status, body: await response.json() };
};

describe('Signing in', () => {
  test('answers with the person and the tokens in the places where the clients of both systems look', async () => {
    const { email, password } = person('patient');
    const { status, body } = await post('/auth/login/', { email: ` ${email.toUpperCase()}`, password });
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      message: expect.any(String),
      user: {
        id: expect.any(Number),
        email,
        full_name: expect.any(String),
        phone_num: '0909000001',
        role: 'patient',
        is_active: true,
        created_at: expect.any(String),
        updated_at: expect.any(String),
        patient_profile: {
          date_of_birth: expect.toSatisfy((value) => value === null || typeof value === 'string'),
          gender: expect.toSatisfy((value) => value === null || typeof value === 'string'),
          address: expect.toSatisfy((value) => value === null || typeof value === 'string'),
          insurance_id: expect.toSatisfy((value) => value === null || typeof value === 'string'),
          emergency_contact: expect.toSatisfy((value) => value === null || typeof value === 'string'),
          emergency_contact_phone: expect.toSatisfy((value) => value === null || typeof value === 'string'),
        },
      },
      tokens: { refresh: body['refresh'], access: body['access'] },
      access: expect.any(String),
      refresh: expect.any(String),
      user_id: (body['user'] as unknown as { id: number }).id,
      email,
    });
  });

  test('each role sees its own profile, an admin none', async () => {
    expect((await me((await signIn('doctor')).access)).body).toMatchObject({
      role: 'doctor',
      doctor_profile: { department_id: expect.any(Number), department_name: expect.any(String) },
    });
    const admin = (await me((await signIn('admin')).access)).body;
    expect(admin).not.toHaveProperty('patient_profile');
    expect(admin).not.toHaveProperty('doctor_profile');
  });

  test('a wrong password, an unknown e-mail and an account that was closed are told alike', async () => {
    const { email, password } = person('receptionist');
    const wrong = await post('/auth/login/', { email, password: 'not this one' });
    expect(wrong).toEqual({
      status: 401,
      body: {
        success: false,
        message: expect.any(String),
        error: expect.any(String),
        detail: expect.any(String),
      },
    });
    expect(await post('/auth/login/', { email: 'nobody@example.test', password })).toEqual(wrong);
    await it.owner.query('UPDATE users SET "isActive" = false WHERE email = $1', [email]);
    expect(await post('/auth/login/', { email, password })).toEqual(wrong);
    await it.owner.query('UPDATE users SET "isActive" = true WHERE email = $1', [email]);
    expect((await post('/token/', { email, password: 'not this one' })).body).toEqual({
      detail: expect.any(String),
    });
  });

  test('user-enumeration-timing: an unknown e-mail is checked as slowly as a wrong password', async () => {
    const { email } = person('doctor');
    const took = async (of: string) => {
      const times: number[] = [];
      for (let i = 0; i < 7; i += 1) {
        const startedAt = performance.now();
        await post('/token/', { email: of, password: 'not this one' });
        times.push(performance.now() - startedAt);
      }
      return times.toSorted((a, b) => a - b)[3] ?? 0;
    };
    const known = await took(email);
    const unknown = await took('nobody@example.test');
    // The hash is nearly all of it; without one an answer comes in a tenth of the time.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  test('a refused try is in the trail of the account, without the password', async () => {
    const { email } = person('doctor');
    await post('/token/', { email, password: 'swordfish-9' });
    const { rows } = await it.owner.query(
      `SELECT e.* FROM "auditEntries" e JOIN users u ON u.id = e."entityId" WHERE u.email = $1 AND action = 'accounts.signInRefused'`,
      [email],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('swordfish');
  });

  test('what is missing is said field by field', async () => {
    expect(await post('/auth/login/', {})).toEqual({
      status: 400,
      body: { email: ['This field is required.'], password: ['This field is required.'] },
    });
    expect((await post('/token/', { email: '', password: 'x' })).body).toEqual({
      email: ['This field may not be blank.'],
    });
  });
});

describe('The server', () => {
  test('F14: knows people by their tokens alone: it sets no cookie, and one that is sent changes nothing', async () => {
    const { email, password } = person('patient');
    const ask = (path: string, body: unknown) =>
      fetch(`${it.address}/api/v1${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: 'sessionid=left-by-another; csrftoken=x',
          origin: 'http://localhost:5173',
        },
        body: JSON.stringify(body),
      });
    const signedIn = await ask('/auth/login/', { email, password });
    expect([signedIn.status, signedIn.headers.get('set-cookie')]).toEqual([200, null]);
    expect((await ask('/auth/forgot-password/', { email: 'nobody@example.test' })).status).toBe(200);
    expect((await ask('/auth/logout-all/', {})).status).toBe(401);
  });
});

describe('A session', () => {
  test('goes on with a client that never keeps the new refresh token', async () => {
    const { refresh: first } = await signIn();
    for (let hour = 1; hour <= 5; hour += 1) {
      it.clock.nowMs = NOW_MS + hour * 3_600_000;
      const answer = await refresh(first);
      expect(answer.status).toBe(200);
      expect((await me(String(answer.body['access']))).status).toBe(200);
    }
  });

  test('refresh-lost-response: an answer that was lost costs nobody the session', async () => {
    const { refresh: first } = await signIn();
    await refresh(first);
    const second = await refresh(first);
    expect(second.status).toBe(200);
    expect((await refresh(String(second.body['refresh']))).status).toBe(200);
  });

  test('refresh-reuse: a token used after its successor was used ends the whole session', async () => {
    const { refresh: first } = await signIn();
    const second = String((await refresh(first)).body['refresh']);
    const third = await refresh(second);
    expect(third.status).toBe(200);
    expect((await me(String(third.body['access']))).status).toBe(200);
    expect(await refresh(first)).toMatchObject({ status: 401, body: { code: 'token_not_valid' } });
    expect((await refresh(String(third.body['refresh']))).status).toBe(401);
    expect((await me(String(third.body['access']))).status).toBe(401);
  });

  test('of two successors of one token only one can be gone on with: the other was stolen', async () => {
    const { refresh: first } = await signIn();
    const [own, stolen] = [await refresh(first), await refresh(first)].map(({ body }) =>
      String(body['refresh']),
    );
    expect((await refresh(own ?? '')).status).toBe(200);
    expect((await refresh(stolen ?? '')).status).toBe(401);
    expect((await refresh(own ?? '')).status).toBe(401);
  });

  test('refresh-race: ten at once with one token all go on', async () => {
    const { refresh: first } = await signIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(first)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  });

  test('logout ends it, also with a token that was superseded; the access token is dead at once', async () => {
    const { refresh: first, access } = await signIn();
    const second = await refresh(first);
    await refresh(String(second.body['refresh']));
    const answer = await post('/auth/logout/', { refresh: first }, access);
    expect(answer).toEqual({
      status: 200,
      body: { success: true, message: expect.any(String), redirect_url: '/api/v1/auth/login' },
    });
    expect((await me(access)).status).toBe(401);
    expect((await refresh(String(second.body['refresh']))).status).toBe(401);
  });

  test("F12: somebody else's token ends nothing, and an address from outside is not repeated", async () => {
    const theirs = await signIn('doctor');
    const { access } = await signIn();
    expect((await post('/auth/logout/', { refresh: theirs.refresh }, access)).status).toBe(400);
    expect((await post('/auth/logout/', { refresh: 'junk' }, access)).status).toBe(400);
    expect((await refresh(theirs.refresh)).status).toBe(200);
    const redirected = async (redirect_url: string) =>
      (await post('/auth/logout/', { redirect_url }, (await signIn()).access)).body['redirect_url'];
    expect(await redirected('https://evil.example/x')).toBe('/api/v1/auth/login');
    expect(await redirected('//evil.example/x')).toBe('/api/v1/auth/login');
    expect(await redirected('/welcome')).toBe('/welcome');
  });

  test('logout-all-old-access: signing out everywhere ends every session of the person and of nobody else', async () => {
    const [one, two, other] = [await signIn(), await signIn(), await signIn('doctor')];
    expect((await post('/auth/logout-all/', {}, one.access)).status).toBe(205);
    for (const { access, refresh: token } of [one, two]) {
      expect((await me(access)).status).toBe(401);
      expect((await refresh(token)).status).toBe(401);
    }
    expect((await me(other.access)).status).toBe(200);
  });

  test('deactivated-staff-token: who was deactivated is out at once', async () => {
    const { email } = person('receptionist');
    const { access, refresh: token } = await signIn('receptionist');
    await it.owner.query('UPDATE users SET "isActive" = false WHERE email = $1', [email]);
    expect(await me(access)).toMatchObject({ status: 401, body: { code: 'user_inactive' } });
    expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'user_inactive' } });
    await it.owner.query('UPDATE users SET "isActive" = true WHERE email = $1', [email]);
  });

  test('an access token lives ten minutes and a refresh token seven days', async () => {
    const { access, refresh: token } = await signIn();
    it.clock.nowMs = NOW_MS + 601_000;
    expect((await me(access)).status).toBe(401);
    it.clock.nowMs = NOW_MS + 7 * 86_400_000 + 1_000;
    expect(await refresh(token)).toMatchObject({
      status: 401,
      body: { detail: expect.any(String), code: 'token_not_valid' },
    });
  });
});

describe('A token that is not ours', () => {
  const claims = () => ({ token_type: 'access', jti: 'x', user_id: 1, fam: 'x' });
  const signed = (alg: string, key: Parameters<SignJWT['sign']>[0], audience = it.centre.clinicId) =>
    new SignJWT(claims())
      .setProtectedHeader({ alg, kid: 'tokens-1' })
      .setIssuer('clinic-desk')
      .setAudience(audience)
      .setSubject('x')
      .setIssuedAt(NOW_MS / 1000)
      .setExpirationTime(NOW_MS / 1000 + 600)
      .sign(key);

  test('jwt-alg-none, jwt-key-confusion: is refused, whatever it says of its signature', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const none = `${part({ alg: 'none', kid: 'tokens-1' })}.${part({ ...claims(), aud: it.centre.clinicId })}.`;
    const publicPem = it.centre.keys.tokens.publicKey.export({ type: 'spki', format: 'pem' });
    const head = `${part({ alg: 'HS256', kid: 'tokens-1' })}.${part({ ...claims(), aud: it.centre.clinicId })}`;
    const confused = `${head}.${createHmac('sha256', publicPem).update(head).digest('base64url')}`;
    const { privateKey } = generateKeyPairSync('ed25519');
    for (const token of [none, confused, await signed('EdDSA', privateKey), 'junk', ''])
      expect((await me(token)).status).toBe(401);
  });

  test('jwt-wrong-audience: one of another clinic, and a refresh token in the place of an access token', async () => {
    const { access, refresh: token } = await signIn();
    expect((await me(access)).status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect((await refresh(access)).status).toBe(401);
    const elsewhere = await signToken(it.centre.keys, {
      type: 'access',
      jti: 'x',
      user_id: 1,
      sub: 'x',
      fam: 'x',
      clinicId: 'another clinic',
      nowMs: NOW_MS,
    });
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(await signed('EdDSA', it.centre.keys.tokens.privateKey))).status).toBe(401);
  });

  test('is refused on a public route too, because clients refresh theirs on that answer', async () => {
    const response = await fetch(`${it.address}/api/v1/departments/`, {
      headers: { authorization: 'Bearer junk' },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ detail: expect.any(String), code: 'token_not_valid' });
  });
});

describe('Trying passwords', () => {
  test('F15: is slowed down by address', async () => {
    const slow = await startTestCentre({ SIGN_IN_RATE_LIMIT: '3' });
    try {
      const tries = [1, 2, 3, 4].map(() =>
        fetch(`${slow.address}/api/v1/token/`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: 'a@example.test', password: 'x' }),
        }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([401, 401, 401, 429]);
      expect((await slow.get('/api/v1/departments/')).status).toBe(200);
    } finally {
      await slow.stop();
    }
  });
});
