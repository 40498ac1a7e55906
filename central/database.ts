// The pool of connections the server works with, and the migrations it starts with. It knows no table.
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Brings the tables to this version. Two instances that start together wait for each other. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('clinic-desk migrations', 0))");
    await migrate(drizzle(client), { migrationsFolder: join(import.meta.dirname, 'migrations') });
  } finally {
    await client.end();
  }
}

/** Connections of the tables' owner, for the job queue alone: no row of a clinic is read or written with them. */
export const openOwnerPool = (url: string): pg.Pool =>
  listenedTo(new pg.Pool({ connectionString: url, max: 4 }));

/** Connections of the role that row-level security binds. */
export function openPool(url: string, max: number): pg.Pool {
  return listenedTo(new pg.Pool({ connectionString: url, max, options: '-c role=clinic_desk_app' }));
}

function listenedTo(pool: pg.Pool): pg.Pool {
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
