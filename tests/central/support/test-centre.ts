// A whole centre on a real Postgres of its own, for one file of tests: the demo clinic's set-up, fifty patients, no visit.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createServer, request as requestOf } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { readConfiguration } from '../../../central/configuration.ts';
import { fillDemoClinic } from '../../../central/demo.ts';
import { startEmbeddedPostgres } from '../../../central/embedded-postgres.ts';
import type { Centre } from '../../../central/rest/routing.ts';
import type { Message } from '../../../central/outbox/outbox.ts';
import { startCentre, type StartedCentre } from '../../../central/start.ts';

/** A Friday, 09:10 in the clinic. */
export const NOW_MS = Date.parse('2026-11-27T09:10:00+07:00');

export type TestCentre = StartedCentre & {
  /** As the owner of the database: past every policy, to look and to prepare. */
  owner: pg.Pool;
  dataFolder: string;
  /** What the clock of the server says. */
  clock: { nowMs: number };
  /** The newest message to that address or number that is of use, once it is there. */
  messageTo(to: string): Promise<Message>;
  get(path: string): Promise<{ status: number; body: unknown }>;
};

/** `environment` are settings of the server beside the test's own. */
export async function startTestCentre(environment: Record<string, string> = {}): Promise<TestCentre> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'clinic-desk-centre-'));
  const outboxFolder = join(dataFolder, 'outbox');
  // As root, Postgres runs as another user, who must get in.
  chmodSync(dataFolder, 0o755);
  // No power is cut in these tests: without the disk's flushes they take half the time.
  const database = await startEmbeddedPostgres(dataFolder, ['-c', 'fsync=off', '-c', 'full_page_writes=off']);
  const clock = { nowMs: NOW_MS };
  const asked = {
    configuration: readConfiguration({
      DATABASE_URL: database.url,
      PORT: '0',
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '1000000',
      ...environment,
    }),
    dataFolder,
    nowMs: () => clock.nowMs,
    outboxFolder,
    fillWith: (centre: Centre) => fillDemoClinic(centre, { patients: 50, withVisits: false }),
  };
  const started = await startCentre(asked);
  const others: { stop(): Promise<void> }[] = [];
  let { address } = started;
  if (process.env['CENTRE_INSTANCES'] === '2') {
    const second = await startCentre(asked);
    const inTurn = await serveInTurn([address, second.address]);
    others.push(inTurn, second);
    address = inTurn.address;
  }
  const owner = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    ...started,
    address,
    owner,
    dataFolder,
    clock,
    messageTo: (to) => newestMessage(outboxFolder, to),
    get: async (path) => {
      const response = await fetch(address + path);
      return { status: response.status, body: await response.json() };
    },
    stop: async () => {
      await owner.end();
      for (const other of others) await other.stop();
      await started.stop();
      await database.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Each message is heard once: the file is taken away. */
async function newestMessage(folder: string, to: string): Promise<Message> {
  for (let tries = 0; tries < 200; tries += 1) {
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    for (const name of files.toSorted().toReversed()) {
      const found = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Message;
      if (found.to !== to) continue;
      rmSync(join(folder, name));
      return found;
    }
    await wait(25);
  }
  throw new Error(`no message came to ${to}`);
}

/** One address for several servers: each request goes to the next of them. `CENTRE_INSTANCES=2` runs every test like this. */
async function serveInTurn(
  addresses: readonly string[],
): Promise<{ address: string; stop(): Promise<void> }> {
  let turn = 0;
  const proxy = createServer((incoming, outgoing) => {
    turn += 1;
    const to = new URL(incoming.url ?? '/', addresses[turn % addresses.length]);
    const { method, headers } = incoming;
    const passed = requestOf(to, { ...(method !== undefined && { method }), headers }, (answered) => {
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.on('error', () => passed.destroy());
    incoming.on('close', () => incoming.complete || passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    stop: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
