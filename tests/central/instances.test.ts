// Several processes of the server on one database, as behind one address; and what is left when one of them dies.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoSignIns } from '../../central/demo.ts';
import { startEmbeddedPostgres } from '../../central/embedded-postgres.ts';
import { ask } from './support/calls.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-instances-'));
let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let owner: pg.Pool;
let instances: [Instance, Instance];
let doctor: { id: string; restId: number; departmentRestId: number };
let patients: string[];

type Instance = { address: string; process: ChildProcess };
const environment = () => ({
  ...process.env,
  DATABASE_URL: database.url,
  ROOT_KEY: randomBytes(32).toString('base64'),
  LOG_LEVEL: 'silent',
  RATE_LIMIT: '1000000',
  SIGN_IN_RATE_LIMIT: '30',
  TRUST_PROXY: 'true',
});
let shared: NodeJS.ProcessEnv;

async function start(): Promise<Instance> {
  const args = [
    '--conditions=postgres',
    join(root, 'central/main.ts'),
    '--data',
    folder,
    '--port',
    '0',
    '--demo',
  ];
  const server = spawn(process.execPath, args, { env: shared, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  return { address: (JSON.parse(line) as Instance).address, process: server };
}
async function end({ process: server }: Instance, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}
/** One of the instances, in turn. */
let turn = 0;
const either = (): Instance => {
  turn += 1;
  return turn % 2 === 0 ? instances[0] : instances[1];
};
const post = (at: Instance, path: string, body: unknown, access?: string) =>
  ask(at, { method: 'POST', path, body, access });
/** Every sign-in of these tests comes from an address of its own. */
let addresses = 0;
const anotherAddress = (): string => `10.0.0.${(addresses += 1)}`;
const signIn = async (at: Instance, email: string) => {
  const password = demoSignIns()[0]?.password;
  const body = { email, password };
  const signedIn = await ask(at, { method: 'POST', path: '/token/', body, from: anotherAddress() });
  return signedIn.body as { access: string; refresh: string };
};
const patientEmail = demoSignIns().find(({ role }) => role === 'patient')?.email ?? '';

beforeAll(async () => {
  chmodSync(folder, 0o755);
  database = await startEmbeddedPostgres(folder);
  owner = new pg.Pool({ connectionString: database.url, max: 2 });
  shared = environment();
  const first = await start();
  instances = [first, await start()];
  const { rows } = await owner.query(
    `SELECT d.id, d."restId"::int AS "restId", p."restId"::int AS "departmentRestId"
     FROM doctors d JOIN departments p ON p.id = d."departmentId" ORDER BY d.id LIMIT 1`,
  );
  doctor = rows[0];
  // Ten patients who may sign in, with the password of the demo patient.
  await owner.query(`
    WITH chosen AS (SELECT p.* FROM patients p WHERE p.id NOT IN (SELECT id FROM users) ORDER BY p.id LIMIT 10), added AS (
      INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object('id', c.id, 'email', 'p' || c."restId" || '@example.test', 'mobileNumber', NULL))).*
      FROM chosen c, users u WHERE u.email = '${patientEmail}' RETURNING id, "clinicId")
    INSERT INTO credentials ("clinicId", "userId", "passwordHash", "changedAtMs")
      SELECT a."clinicId", a.id, k."passwordHash", 0 FROM added a, credentials k JOIN users u ON u.id = k."userId" WHERE u.email = '${patientEmail}'`);
  const people = await owner.query(`SELECT email FROM users WHERE email LIKE 'p%@example.test' ORDER BY id`);
  patients = people.rows.map(({ email }) => email as string);
}, 120_000);
afterAll(async () => {
  for (const instance of instances ?? []) await end(instance, 'SIGTERM');
  await owner?.end();
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const wish = (date: string, time: string) => ({
  doctor_id: doctor.restId,
  department_id: doctor.departmentRestId,
  appointment_date: date,
  appointment_time: time,
});
/** A working day at least a week ahead on which the doctor is free all day. */
async function freeDay(): Promise<{ date: string; times: string[] }> {
  for (let ahead = 7; ahead < 29; ahead += 1) {
    const date = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    await owner.query('DELETE FROM appointments WHERE "appointmentDate" = $1', [date]);
    const { body } = await ask(either(), {
      path: `/available-slots/?doctor_id=${doctor.restId}&date=${date}`,
    });
    const times = (body.available_slots ?? []).flatMap((slot: { time: string; available: boolean }) =>
      slot.available ? [slot.time] : [],
    );
    if (times.length >= 6) return { date, times };
  }
  throw new Error('the doctor works in the next four weeks');
}

describe('Two instances behind one address', () => {
  test('sell every slot once: ten patients want each of a day’s slots at the same moment', async () => {
    const { date, times } = await freeDay();
    const tokens = await Promise.all(patients.map((email) => signIn(either(), email)));
    expect(tokens).toHaveLength(10);
    for (const time of times) {
      const statuses = await Promise.all(
        tokens.map(
          async ({ access }) => (await post(either(), '/appointments/', wish(date, time), access)).status,
        ),
      );
      expect(
        statuses.filter((status) => status === 201),
        time,
      ).toHaveLength(1);
      expect(
        statuses.filter((status) => status === 400),
        time,
      ).toHaveLength(9);
    }
    const { rows } = await owner.query(
      `SELECT count(*)::int, count(DISTINCT "appointmentTime")::int AS times FROM appointments WHERE "doctorId" = $1 AND "appointmentDate" = $2 AND status <> 'cancelled'`,
      [doctor.id, date],
    );
    expect(rows).toEqual([{ count: times.length, times: times.length }]);
  });

  test('share sessions: who signed in at one is known to the other, and signed out of both at once', async () => {
    const [one, two] = instances;
    const { access, refresh } = await signIn(one, patientEmail);
    expect((await ask(two, { path: '/user/me/', access })).status).toBe(200);
    const refreshed = await post(two, '/token/refresh/', { refresh });
    expect(refreshed.status).toBe(200);
    await post(two, '/auth/logout-all/', {}, access);
    expect((await ask(one, { path: '/user/me/', access })).status).toBe(401);
    expect((await post(one, '/token/refresh/', { refresh: refreshed.body.refresh })).status).toBe(401);
  });

  /** Forty wrong passwords from one address, to both in turn. */
  const fortyTries = (from: string) =>
    Promise.all(
      Array.from({ length: 40 }, () =>
        ask(either(), {
          method: 'POST',
          path: '/token/',
          body: { email: patientEmail, password: 'not this one' },
          from,
        }),
      ),
    );

  test('count tries to sign in together: a second instance is no second chance', async () => {
    const statuses = (await fortyTries(anotherAddress())).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  test('lockout-dos: wrong tries from one address lock nobody’s account: the owner signs in from another', async () => {
    await fortyTries(anotherAddress());
    expect((await signIn(either(), patientEmail)).access).toEqual(expect.any(String));
  });
});

describe('An instance that dies', () => {
  test('kill -9 under load: nothing that was answered is lost, and the others go on', async () => {
    const { date, times } = await freeDay();
    const { access } = await signIn(either(), patientEmail);
    const [victim, other] = instances;
    const acknowledged: number[] = [];
    let asked = 0;
    /** Books and cancels the same slots again and again, so that there is always something to write. */
    const keepWriting = async (at: Instance, own: string[]) => {
      for (let round = 0; round < 40; round += 1) {
        const time = own[round % own.length] ?? '';
        asked += 1;
        const made = await post(at, '/appointments/', wish(date, time), access).catch(() => undefined);
        if (!made) return;
        if (made.status !== 201) continue;
        const { id } = made.body.appointment;
        acknowledged.push(id);
        const gone = await post(at, `/appointments/${id}/cancel/`, {}, access).catch(() => undefined);
        if (!gone) return;
      }
    };
    const half = Math.floor(times.length / 2);
    const writing = [keepWriting(victim, times.slice(0, half)), keepWriting(other, times.slice(half))];
    while (acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    await end(victim, 'SIGKILL');
    const before = acknowledged.length;
    await Promise.all(writing);
    expect(acknowledged.length).toBeGreaterThan(before);
    expect(asked).toBeGreaterThan(acknowledged.length - 1);
    const { rows } = await owner.query('SELECT count(*)::int FROM appointments WHERE "restId" = ANY($1)', [
      acknowledged,
    ]);
    expect(rows).toEqual([{ count: acknowledged.length }]);
    // No half of anything: each visit has its event, and the counter has no hole.
    const orphans = await owner.query(
      `SELECT FROM appointments a WHERE a."appointmentDate" = $1 AND NOT EXISTS (SELECT FROM "appointmentEvents" e WHERE e."appointmentId" = a.id)`,
      [date],
    );
    expect(orphans.rowCount).toBe(0);
    const trail = await owner.query('SELECT max(seq)::int AS last, count(*)::int FROM "auditEntries"');
    expect(trail.rows[0].last).toBe(trail.rows[0].count);
    instances = [await start(), other];
    expect((await ask(instances[0], { path: '/user/me/', access })).status).toBe(200);
  });

  test('told to stop, it answers what is in flight before it goes', async () => {
    const { access } = await signIn(either(), patientEmail);
    const { date, times } = await freeDay();
    const leaving = instances[0];
    const flying = times.map((time) =>
      post(leaving, '/appointments/', wish(date, time), access).catch(() => undefined),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    await end(leaving, 'SIGTERM');
    const answers = (await Promise.all(flying)).filter((answer) => answer !== undefined);
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.appointment.id);
    const { rows } = await owner.query(
      'SELECT count(*)::int FROM appointments WHERE "appointmentDate" = $1',
      [date],
    );
    expect(rows).toEqual([{ count: made.length }]);
    instances = [await start(), instances[1]];
  });
});
