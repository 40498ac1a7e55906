import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfiguration } from '../../central/configuration.ts';
import { buildServer } from '../../central/server.ts';
import { startTestCentre, type TestCentre } from './support/test-centre.ts';

const root = join(import.meta.dirname, '../..');

describe('The command that starts the centre', () => {
  test('makes its database, says in one line that it is ready, stops when told to and comes back with the same clinic', {
    timeout: 180_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-central-'));
    chmodSync(folder, 0o755);
    try {
      const first = await started(['--data', folder, '--port', '0', '--demo']);
      const departments = await (await fetch(`${first.line.api}departments/`)).json();
      expect(departments).toMatchObject({ count: 8 });
      expect(await ended(first.server)).toEqual({ code: 0, said: 1 });
      await expect(fetch(`${first.line.api}departments/`)).rejects.toThrow();

      expect(statSync(join(folder, 'root.key')).mode & 0o777).toBe(0o600);
      const key = readFileSync(join(folder, 'root.key'), 'utf8');
      const again = await started(['--data', folder, '--port', '0']);
      expect(await (await fetch(`${again.line.api}departments/`)).json()).toMatchObject({
        results: (departments as { results: unknown[] }).results,
      });
      expect(readFileSync(join(folder, 'root.key'), 'utf8')).toBe(key);
      // What is asked may name a patient; the log names the route.
      await fetch(`${again.line.api}token/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'benhnhan@hoasen.example', password: 'swordfish-9' }),
      });
      await fetch(`${again.line.api}doctors/?specialization=Tr%E1%BA%A7n+V%C4%83n+B%C3%ACnh`);
      await fetch(`${again.line.api}files/some-file?signature=secret`);
      // What was written last is on its way through the pipe.
      await vi.waitFor(() => expect(again.server.told()).toContain('files/:id'));
      const told = again.server.told();
      const lines = told
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { msg: string; route?: string; status?: number });
      expect(lines).toContainEqual(
        expect.objectContaining({ msg: 'answered', route: '/api/v1/token', status: 401 }),
      );
      expect(lines).toContainEqual(expect.objectContaining({ route: '/api/v1/files/:id', status: 404 }));
      expect(told).not.toMatch(/benhnhan|swordfish|Tr%E1|Bình|secret|some-file/);
      expect(await ended(again.server)).toEqual({ code: 0, said: 1 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a setting that is wrong is named, and nothing starts', () => {
    const wrong = () => readConfiguration({ PORT: 'abc', ROOT_KEY: 'c2hvcnQ=', DATABASE_URL: 'mysql://x' });
    expect(wrong).toThrow(/PORT/);
    expect(wrong).toThrow(/ROOT_KEY: must be 32 bytes in base64/);
    expect(wrong).toThrow(/DATABASE_URL/);
  });

  test('an empty setting counts as not given', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 8080 });
  });
});

describe('The server', () => {
  let it: TestCentre;
  beforeAll(async () => {
    it = await startTestCentre();
  });
  afterAll(() => it?.stop());

  test('says that it lives and that it can serve', async () => {
    expect(await it.get('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await it.get('/ready')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('describes every route of the API as OpenAPI 3.1, with what each answers', async () => {
    const { body } = await it.get('/api/v1/schema/');
    const { openapi, paths } = body as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
    };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).filter((path) => path.startsWith('/api/v1/'))).toEqual([
      '/api/v1/auth/login/',
      '/api/v1/token/',
      '/api/v1/token/refresh/',
      '/api/v1/auth/token/refresh/',
      '/api/v1/auth/logout/',
      '/api/v1/auth/logout-all/',
      '/api/v1/user/me/',
      '/api/v1/auth/register/',
      '/api/v1/auth/verify-otp/',
      '/api/v1/auth/resend-otp/',
      '/api/v1/auth/forgot-password/',
      '/api/v1/auth/verify-reset-token/',
      '/api/v1/auth/reset-password/',
      '/api/v1/auth/password-reset/request/',
      '/api/v1/auth/password-reset/',
      '/api/v1/auth/change-password/',
      '/api/v1/auth/profile/',
      '/api/v1/devices/',
      '/api/v1/devices/{id}/',
      '/api/v1/devices/enrol/',
      '/api/v1/devices/token/',
      '/api/v1/devices/me/',
      '/api/v1/departments/',
      '/api/v1/departments/{id}/',
      '/api/v1/services/',
      '/api/v1/services/specialties/',
      '/api/v1/services/{id}/',
      '/api/v1/doctors/',
      '/api/v1/appointments/doctors-by-department/',
      '/api/v1/appointments/',
      '/api/v1/appointments/my-appointments/',
      '/api/v1/appointments/{id}/',
      '/api/v1/appointments/{id}/cancel/',
      '/api/v1/appointments/{id}/reschedule/',
      '/api/v1/appointments/{id}/confirm/',
      '/api/v1/appointments/{id}/complete/',
      '/api/v1/appointments/{id}/update-status/',
      '/api/v1/appointments/{id}/assign-service/',
      '/api/v1/appointments/{id}/medical-record/',
      '/api/v1/appointments/my-medical-records/',
      '/api/v1/medical-records/{id}/',
      '/api/v1/medical-records/{id}/pay/',
      '/api/v1/patient/appointments/',
      '/api/v1/doctor/appointments/',
      '/api/v1/patients/',
      '/api/v1/appointments/my-patients/',
      '/api/v1/records/',
      '/api/v1/records/statistics/',
      '/api/v1/records/{id}/',
      '/api/v1/records/{id}/archive/',
      '/api/v1/files/{id}/',
      '/api/v1/sharing/tokens/',
      '/api/v1/sharing/tokens/{id}/',
      '/api/v1/sharing/tokens/{id}/qr-code/',
      '/api/v1/sharing/scan/',
      '/api/v1/sharing/access/{id}/',
      '/api/v1/sharing/access-logs/',
      '/api/v1/sharing/saved-patients/',
      '/api/v1/sharing/saved-patients/{id}/',
      '/api/v1/sharing/notes/',
      '/api/v1/sharing/notes/{id}/',
      '/api/v1/admin/statistics/',
      '/api/v1/admin/users/',
      '/api/v1/admin/users/{id}/',
      '/api/v1/admin/users/{id}/activate/',
      '/api/v1/admin/users/{id}/reset-password/',
      '/api/v1/admin/users/{id}/records/',
      '/api/v1/admin/access-logs/',
      '/api/v1/admin/audit-trail/{id}/',
      '/api/v1/admin/audit-check/',
      '/api/v1/admin/export-logs/',
      '/api/v1/appointments/suggest-department/',
      '/api/v1/ai/health-qa/',
      '/api/v1/admin/symptom-words/',
      '/api/v1/appointments/available-slots/',
      '/api/v1/available-slots/',
    ]);
    for (const methods of Object.values(paths))
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses)[0]).toMatch(/^20[0145]$/);
  });

  test('shows the schema in two ways without asking anything of the internet', async () => {
    for (const page of ['/docs/', '/redoc/']) {
      const html = await (await fetch(it.address + page)).text();
      const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) {
        const address = new URL(source, it.address + page);
        expect(address.origin).toBe(it.address);
        const asset = await fetch(address);
        expect(asset.status, source).toBe(200);
        // Read to its end: what is in flight is waited for when the server stops.
        await asset.arrayBuffer();
      }
    }
  });

  test('route-without-policy: a route that does not say who may call it stops the server from starting', async () => {
    const app = await buildServer(it.centre);
    expect(() => app.get('/open', () => 'nobody asked')).toThrow('does not say who may call it');
    await app.close();
  });

  test('an error of its own tells the caller a reference and nothing else', async () => {
    await it.owner.query('ALTER TABLE services RENAME TO services_away');
    try {
      const { status, body } = await it.get('/api/v1/services/');
      expect(status).toBe(500);
      expect(body).toEqual({ detail: expect.stringMatching(/^Something went wrong here\. Reference: \S+$/) });
    } finally {
      await it.owner.query('ALTER TABLE services_away RENAME TO services');
    }
  });

  test('only the clients that are listed may call from a browser', async () => {
    const from = async (origin: string) =>
      (await fetch(`${it.address}/api/v1/departments/`, { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await from('http://localhost:5173')).toBe('http://localhost:5173');
    expect(await from('https://elsewhere.example')).toBeNull();
  });
});

describe('Who asks too often', () => {
  test('F15: is told to wait', async () => {
    const it = await startTestCentre({ RATE_LIMIT: '3' });
    try {
      const asked = [1, 2, 3, 4].map(() => it.get('/api/v1/departments/'));
      const statuses = (await Promise.all(asked)).map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([200, 200, 200, 429]);
      expect((await it.get('/health')).status).toBe(200);
    } finally {
      await it.stop();
    }
  });
});

type Ready = { ready: true; address: string; api: string };
type Running = ChildProcess & { lines: string[]; told: () => string };

async function started(args: string[]): Promise<{ server: Running; line: Ready }> {
  const server = spawn(process.execPath, ['--conditions=postgres', join(root, 'central/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  }) as unknown as Running;
  server.lines = [];
  let complaint = '';
  server.told = () => complaint;
  server.stderr?.on('data', (chunk) => (complaint += chunk));
  const line = await new Promise<string>((resolve, reject) => {
    if (server.stdout)
      createInterface(server.stdout).on('line', (text) => {
        server.lines.push(text);
        resolve(text);
      });
    server.once('close', (code) => reject(new Error(`ended with ${code}: ${complaint}`)));
  });
  return { server, line: JSON.parse(line) as Ready };
}

function ended(server: Running): Promise<{ code: number | null; said: number }> {
  return new Promise((resolve) => {
    server.once('close', (code) => resolve({ code, said: server.lines.length }));
    server.kill('SIGTERM');
  });
}
