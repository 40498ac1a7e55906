// Measures a centre under load and prints one line of JSON. Run by central-load.ts as a process of its own, under the `postgres` condition; the server
// and the load generator are processes beside it. Figures of one run on one machine: their ratios count.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { demoSignIns } from '../../../central/demo.ts';
import { openOwnerPool, openPool } from '../../../central/database.ts';
import { startEmbeddedPostgres } from '../../../central/embedded-postgres.ts';
import { addDays } from '../../../domain/civil-date.ts';
import type { CentreFigures, Load } from '../central-figures.ts';
import { median } from '../measure.ts';

const root = join(import.meta.dirname, '../../..');
const CONNECTIONS = 8;
const SECONDS = 4;
const ROUNDS = 3;
const POOL = 20;
const SIZES = [10_000, 1_000_000] as const;

const today = new Date().toISOString().slice(0, 10);
const day = (ahead: number): string => addDays(today, ahead);
let bookingDay = 0;
const say = (line: string) => process.stderr.write(`  ${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-bench-centre-'));
chmodSync(folder, 0o755);
const database = await startEmbeddedPostgres(folder);
const owner = openOwnerPool(database.url);
const environment = {
  ...process.env,
  DATABASE_URL: database.url,
  DATABASE_POOL: String(POOL),
  ROOT_KEY: randomBytes(32).toString('base64'),
  LOG_LEVEL: 'silent',
  RATE_LIMIT: '1000000',
  SIGN_IN_RATE_LIMIT: '1000000',
};
let server: ChildProcess | undefined;
try {
  say('making the clinic …');
  await startServer();
  // Filling it has left its mark on the memory: what is measured has served nothing yet.
  await stopServer();
  const address = await startServer();
  process.stdout.write(`${JSON.stringify(await measured(address))}\n`);
} finally {
  await stopServer();
  await owner.end();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function startServer(): Promise<string> {
  const args = [
    '--conditions=postgres',
    join(root, 'central/main.ts'),
    '--data',
    folder,
    '--port',
    '0',
    '--demo',
  ];
  const started = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  server = started;
  const [line] = (await once(createInterface(started.stdout), 'line')) as [string];
  return (JSON.parse(line) as { address: string }).address;
}

async function stopServer(): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

async function measured(address: string): Promise<CentreFigures> {
  const memory = { idleMB: residentMB(), loadedMB: 0 };
  const bare = Fastify();
  bare.get('/constant', () => ({ status: 'ok' }));
  const constantUrl = `${await bare.listen({ port: 0, host: '127.0.0.1' })}/constant`;
  const access = {
    doctor: await signIn(address, 'doctor'),
    patients: await patientsSignedIn(address, 24),
  };
  const doctor = await aDoctor();
  const constant: Load[] = [];
  const sizes: CentreFigures['sizes'] = {};
  for (const size of SIZES) {
    say(`${size} appointments …`);
    await growTo(size);
    const rounds = { slots: [] as Load[], sql: [] as number[], list: [] as Load[], booking: [] as Load[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const slots = `${address}/api/v1/appointments/available-slots/?doctor_id=${doctor.restId}&date=${day(7 + round)}`;
      rounds.slots.push(await load({ url: slots }));
      rounds.sql.push(await bareSql(slots));
      constant.push(await load({ url: constantUrl }));
      rounds.list.push(
        await load({
          url: `${address}/api/v1/doctor/appointments/?status=upcoming&page_size=20`,
          access: access.doctor,
        }),
      );
      rounds.booking.push(await bookings(address, access.patients));
    }
    sizes[size] = {
      slots: medianLoad(rounds.slots),
      slotsSqlMs: median(rounds.sql),
      list: medianLoad(rounds.list),
      booking: medianLoad(rounds.booking),
    };
    say(`${size}: ${JSON.stringify(sizes[size])}`);
  }
  const login = await load({
    url: `${address}/api/v1/token/`,
    body: demoSignIns().find(({ role }) => role === 'patient'),
  });
  memory.loadedMB = residentMB();
  say(`signing in: ${JSON.stringify(login)}; memory: ${JSON.stringify(memory)}`);
  await bare.close();
  return { constant: medianLoad(constant), sizes, login, memory };
}

type Request = { url: string; access?: string; body?: unknown };

async function load({ url, access, body }: Request): Promise<Load> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(access !== undefined && { authorization: `Bearer ${access}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return loadOf(result);
}

function loadOf({ requests, latency, non2xx, errors, duration }: autocannon.Result): Load {
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were none of 2xx, ${errors} errors`);
  const rate = requests.total / duration;
  return {
    rate,
    meanMs: (1_000 / rate) * CONNECTIONS,
    p50: latency.p50,
    p97_5: latency.p97_5,
    p99: latency.p99,
  };
}

function medianLoad(loads: readonly Load[]): Load {
  const of = (key: keyof Load) => median(loads.map((one) => one[key]));
  return { rate: of('rate'), meanMs: of('meanMs'), p50: of('p50'), p97_5: of('p97_5'), p99: of('p99') };
}

/**
 * The same statements that the server sends for this address, sent over a pool like its own with as many at once and nothing around them: the limit.
 * They are heard from Postgres itself. Answers the mean time of one request's statements, in ms.
 */
async function bareSql(url: string): Promise<number> {
  const pool = openPool(database.url, POOL);
  try {
    const statements = await statementsOf(url);
    const one = async () => {
      const client = await pool.connect();
      try {
        for (const { text, values } of statements) await client.query(text, values);
      } finally {
        client.release();
      }
    };
    let done = 0;
    const until = performance.now() + SECONDS * 1_000;
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (performance.now() < until) {
          await one();
          done += 1;
        }
      }),
    );
    return ((performance.now() - startedAt) / done) * CONNECTIONS;
  } finally {
    await pool.end();
  }
}

type Statement = { text: string; values: unknown[] };

/** What this process's own copy of the server asks for the address: recorded at the driver. */
async function statementsOf(url: string): Promise<Statement[]> {
  const { readConfiguration } = await import('../../../central/configuration.ts');
  const { rootKey, serverKeys } = await import('../../../central/keys.ts');
  const { openDoor } = await import('../../../central/transaction.ts');
  const { buildServer } = await import('../../../central/server.ts');
  const configuration = readConfiguration(environment);
  const keys = serverKeys(rootKey(environment.ROOT_KEY, folder));
  const pool = openPool(database.url, 1);
  const recorded: Statement[] = [];
  pool.on('connect', (client) => {
    const { query } = client;
    client.query = ((asked: unknown, values?: unknown, ...rest: unknown[]) => {
      const text = typeof asked === 'string' ? asked : (asked as { text: string }).text;
      const own =
        typeof asked === 'object' && asked !== null ? (asked as { values?: unknown[] }).values : undefined;
      recorded.push({ text, values: (Array.isArray(values) ? values : own) ?? [] });
      return (query as (...all: unknown[]) => unknown).call(client, asked, values, ...rest);
    }) as typeof client.query;
  });
  const { rows } = await owner.query<{ id: string }>('SELECT "clinicId" AS id FROM "clinicHeads"');
  const app = await buildServer({
    door: openDoor(pool, keys.audit),
    keys,
    configuration,
    clinicId: rows[0]?.id ?? '',
    nowMs: Date.now,
    files: undefined as never,
  });
  const { statusCode } = await app.inject({ url: new URL(url).pathname + new URL(url).search });
  await app.close();
  await pool.end();
  if (statusCode !== 200 || recorded.length < 4)
    throw new Error(`recorded ${recorded.length} at ${statusCode}`);
  return recorded;
}

async function aDoctor(): Promise<{ restId: number }> {
  const { rows } = await owner.query<{ restId: number }>(
    'SELECT d."restId"::int AS "restId" FROM doctors d JOIN users u ON u.id = d.id WHERE u."isActive" ORDER BY d.id LIMIT 1',
  );
  if (!rows[0]) throw new Error('the demo clinic has a doctor');
  return rows[0];
}

async function signIn(address: string, role: string): Promise<string> {
  return tokenFor(address, demoSignIns().find((person) => person.role === role)?.email ?? '');
}
async function tokenFor(address: string, email: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoSignIns()[0]?.password }),
  });
  return ((await response.json()) as { access: string }).access;
}

/** Patients of the registry who may sign in, with the password of the demo patient. */
async function patientsSignedIn(address: string, howMany: number): Promise<string[]> {
  const known = demoSignIns().find(({ role }) => role === 'patient')?.email;
  await owner.query(
    `WITH chosen AS (SELECT p.* FROM patients p WHERE p.id NOT IN (SELECT id FROM users) ORDER BY p.id LIMIT ${howMany}), added AS (
      INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object('id', c.id, 'email', 'p' || c."restId" || '@example.test', 'mobileNumber', NULL))).*
      FROM chosen c, users u WHERE u.email = '${known}' RETURNING id, "clinicId")
    INSERT INTO credentials ("clinicId", "userId", "passwordHash", "changedAtMs")
      SELECT a."clinicId", a.id, k."passwordHash", 0 FROM added a, credentials k JOIN users u ON u.id = k."userId" WHERE u.email = '${known}'`,
  );
  const { rows } = await owner.query<{ email: string }>(
    `SELECT email FROM users WHERE email LIKE 'p%@example.test' ORDER BY id`,
  );
  return Promise.all(rows.map(({ email }) => tokenFor(address, email)));
}

/** Completed visits of days long gone, of every doctor at every time, until there are so many. */
async function growTo(size: number): Promise<void> {
  const { rows } = await owner.query<{ have: number; doctors: number; last: string | null }>(
    `SELECT (SELECT count(*)::int FROM appointments) AS have, (SELECT count(*)::int FROM doctors) AS doctors,
       (SELECT min("appointmentDate") FROM appointments WHERE id LIKE 'bench-%') AS last`,
  );
  const { have = 0, doctors = 1, last = null } = rows[0] ?? {};
  const days = Math.max(0, Math.ceil((size - have) / (doctors * 17)));
  const columns = (
    await owner.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'appointments' AND column_name <> 'restId' ORDER BY ordinal_position`,
    )
  ).rows.map(({ name }) => `"${name}"`);
  const made: Record<string, string> = {
    '"id"': `'bench-' || b.gone || '-' || d.k || '-' || t.k`,
    '"doctorId"': 'd.id',
    '"departmentId"': 'd."departmentId"',
    '"roomId"': 'NULL',
    '"serviceId"': 'NULL',
    '"patientId"': 'p.ids[(1 + (b.n * 31 + t.k * 7 + d.k) % array_length(p.ids, 1))::int]',
    '"appointmentDate"': 'b.gone::text',
    '"appointmentTime"': 't.at',
    '"status"': `'completed'`,
    '"rescheduledFrom"': 'NULL',
    '"cancelledAtMs"': 'NULL',
  };
  await owner.query(
    `INSERT INTO appointments (${columns.join(', ')})
     SELECT ${columns.map((column) => made[column] ?? `a.${column}`).join(', ')}
     FROM (SELECT * FROM appointments LIMIT 1) a, (SELECT array_agg(id) AS ids FROM patients) p,
       (SELECT id, "departmentId", row_number() OVER (ORDER BY id) AS k FROM doctors) d,
       (SELECT to_char(time '08:00' + k * interval '30 minutes', 'HH24:MI') AS at, k FROM generate_series(0, 16) k) t,
       (SELECT n, coalesce($1::date, date '2024-01-01') - n AS gone FROM generate_series(1, $2::int) n) b`,
    [last, days],
  );
  await owner.query('VACUUM ANALYZE appointments');
}

/** Bookings of free slots, each asked for once: what a day of all doctors has, until the time is over. */
async function bookings(address: string, patients: readonly string[]): Promise<Load> {
  const { rows } = await owner.query<{ doctor: number; department: number }>(
    `SELECT d."restId"::int AS doctor, p."restId"::int AS department FROM doctors d JOIN departments p ON p.id = d."departmentId"
     JOIN users u ON u.id = d.id WHERE u."isActive" ORDER BY d.id`,
  );
  const times: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + SECONDS * 1_000;
  let at = 0;
  // Each patient has one visit at a time, so a time of a day is given to as many patients as there are doctors.
  const slots = (function* () {
    for (;;) {
      const date = day(2 + (bookingDay % 26));
      for (let k = 0; k < 17; k += 1) {
        const time = `${String(8 + Math.floor(k / 2)).padStart(2, '0')}:${k % 2 === 0 ? '00' : '30'}`;
        for (const [i, { doctor, department }] of rows.entries())
          yield { date, time, doctor, department, access: patients[(i + k) % patients.length] ?? '' };
      }
      bookingDay += 1;
    }
  })();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const { value: slot } = slots.next();
        const askedAt = performance.now();
        const response = await fetch(`${address}/api/v1/appointments/`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${slot?.access}` },
          body: JSON.stringify({
            doctor_id: slot?.doctor,
            department_id: slot?.department,
            appointment_date: slot?.date,
            appointment_time: slot?.time,
          }),
        });
        await response.arrayBuffer();
        // Lunch, days off and slots that the demo has sold are refused: they are no booking.
        if (response.status !== 201) continue;
        times.push(performance.now() - askedAt);
        at += 1;
      }
    }),
  );
  const rate = (at / (performance.now() - startedAt)) * 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  const p50 = share(0.5);
  return {
    rate,
    meanMs: times.reduce((sum, time) => sum + time, 0) / times.length,
    p50,
    p97_5: share(0.975),
    p99: share(0.99),
  };
}

function residentMB(): number {
  const status = readFileSync(`/proc/${server?.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
