// Bad inputs of security.md that no single route has for itself, by name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './support/calls.ts';
import { type People, peopleOf } from './support/people.ts';
import { startTestCentre, type TestCentre } from './support/test-centre.ts';

let it: TestCentre;
let people: People;
beforeAll(async () => {
  it = await startTestCentre({ SIGN_IN_RATE_LIMIT: '1000000' });
  people = await peopleOf(it);
});
afterAll(() => it?.stop());

const send = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${it.address}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${people.access.patient}`,
      ...headers,
    },
    body,
  });
  return { status: response.status, body: await response.json() };
};
type Operation = { method: string; path: string };
/** Every route there is, from the document that the server gives of itself. */
async function operations(): Promise<Operation[]> {
  const { paths } = (await it.get('/api/v1/schema/')).body as { paths: Record<string, object> };
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.slice('/api/v1'.length).replaceAll(/\{\w+\}/g, '1'),
      })),
    );
}
/** Anyone may ask these. All else needs a person or a clinic PC. */
const open = new Set(
  `POST /auth/login/ POST /token/ POST /token/refresh/ POST /auth/token/refresh/ POST /auth/register/ POST /auth/verify-otp/
   POST /auth/resend-otp/ POST /auth/forgot-password/ POST /auth/verify-reset-token/ POST /auth/reset-password/
   POST /auth/password-reset/request/ POST /auth/password-reset/ POST /devices/enrol/ POST /devices/token/ GET /departments/
   GET /departments/1/ GET /services/ GET /services/specialties/ GET /services/1/ GET /doctors/ GET /appointments/available-slots/
   GET /available-slots/ GET /files/1/ POST /ai/health-qa/`
    .trim()
    .split(/\s+(?=POST|GET)/),
);

test('route-without-policy: every route but those for anyone answers 401 without a token, before it looks at anything', async () => {
  const all = await operations();
  expect(all.length).toBeGreaterThan(90);
  for (const { method, path } of all) {
    if (open.has(`${method} ${path}`)) continue;
    const { status, body } = await ask(it, { method, path, ...(method !== 'GET' && { body: {} }) });
    expect({ status, body }, `${method} ${path}`).toEqual({
      status: 401,
      body: { detail: expect.any(String), code: 'not_authenticated' },
    });
  }
});

test('a route for anyone refuses a token that is bad all the same: clients refresh theirs on that answer', async () => {
  for (const asked of open) {
    const [method = '', path = ''] = asked.split(' ');
    const { status, body } = await ask(it, {
      method,
      path,
      access: 'bad',
      ...(method !== 'GET' && { body: {} }),
    });
    expect({ status, code: body.code }, asked).toEqual({ status: 401, code: 'token_not_valid' });
  }
});

test('rubbish in every field of every route is told, and never an error of ours', async () => {
  const rubbish: unknown[] = [null, 0, '', '\u0000', [], { a: 1 }, '1e999', 'x'.repeat(5_000)];
  const names =
    'email password role status service_id appointment_date new_date symptoms record_ids patient patient_profile vital_signs departments otp_code'.split(
      ' ',
    );
  for (const { method, path } of await operations()) {
    if (method === 'GET' || path.startsWith('/auth/logout')) continue;
    for (const value of rubbish) {
      const body = Object.fromEntries(names.map((name) => [name, value]));
      for (const access of [people.access.doctor, people.access.patient]) {
        const { status } = await ask(it, { method, path, access, body });
        expect(status, `${method} ${path} ${JSON.stringify(value).slice(0, 20)}`).toBeLessThan(500);
      }
    }
  }
}, 120_000);

test('sort-param-sqli, fts-query-syntax, page-size-unbounded: what a query says is a value or nothing', async () => {
  const queries = [
    `search=' OR 1=1 --`,
    'search=%22 NEAR(',
    'search=%25%25%25',
    'page=-1',
    'page=1e9',
    'page_size=1000000',
    'ordering=password',
    `status=booked'; DROP TABLE users; --`,
    'date_from=0000-00-00',
    'department_id=1 OR 1=1',
    'patient=%00',
    'doctor_id[]=1',
  ];
  for (const { method, path } of await operations()) {
    if (method !== 'GET') continue;
    for (const query of queries)
      for (const access of [people.access.patient, people.access.doctor, people.access.admin]) {
        const { status, body } = await ask(it, { path: `${path}?${query}`, access });
        expect(status, `${path}?${query}`).toBeLessThan(500);
        if (status === 200 && Array.isArray(body?.results))
          expect(body.results.length).toBeLessThanOrEqual(100);
      }
  }
}, 120_000);

test('json-depth-bomb: a body of a hundred thousand brackets is refused at once', async () => {
  const depth = 100_000;
  const startedAt = performance.now();
  const { status } = await send('/appointments/', '['.repeat(depth) + ']'.repeat(depth));
  expect(status).toBe(400);
  const nested = `{"symptoms":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`;
  expect((await send('/appointments/suggest-department/', nested)).status).toBe(400);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('proto-pollution-json: keys that mean something to the language are refused', async () => {
  for (const body of ['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"role":"admin"}}}'])
    expect((await send('/user/me/', body)).status).toBeGreaterThanOrEqual(400);
  expect(({} as { role?: string }).role).toBeUndefined();
});

test('what is too large, no JSON, or no content that is taken is told in one shape', async () => {
  const told = { detail: expect.any(String) };
  expect(await send('/appointments/', '{')).toEqual({ status: 400, body: told });
  expect(await send('/appointments/', `"${'x'.repeat(1_100_000)}"`)).toEqual({ status: 413, body: told });
  expect(await send('/appointments/', '<xml/>', { 'content-type': 'application/xml' })).toEqual({
    status: 415,
    body: told,
  });
  expect(await it.get('/api/v1/nothing/')).toEqual({ status: 404, body: told });
});

test('name-field-xss: what somebody is called comes back as it is, as JSON that no browser takes for a page', async () => {
  const full_name = '<img src=x onerror=alert(1)>';
  await ask(it, { method: 'PATCH', path: '/user/me/', body: { full_name }, access: people.access.patient });
  const response = await fetch(`${it.address}/api/v1/user/me/`, {
    headers: { authorization: `Bearer ${people.access.patient}` },
  });
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(((await response.json()) as { full_name: string }).full_name).toBe(full_name);
});
