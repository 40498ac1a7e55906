// THE door to Postgres: transactions begin here and nowhere else. Each is bound to one clinic by row-level security before its first
// query. Writes are serializable, stamped with the clinic's dense counter and audited in the same transaction.
import { createHmac } from 'node:crypto';
import { and, eq, type InferInsertModel, type InferSelectModel } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pLimit, { type LimitFunction } from 'p-limit';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { SyncedTables } from '../db/schema/synced-tables.ts';
import { syncedTables } from '../db/schema/synced-tables.ts';
import { assert } from '../domain/failure.ts';
import type { SyncedRow } from '../domain/row.ts';
import type { SyncedTableName } from '../domain/synced.ts';
import { type AuditDetail, auditEntries, clinicHeads } from './schema/tenancy.ts';

type RowOf<Name extends SyncedTableName> = InferSelectModel<SyncedTables[Name]>;
type Stamped = Exclude<keyof SyncedRow, 'id'> | 'restId';
type NewRowOf<Name extends SyncedTableName> = Omit<InferInsertModel<SyncedTables[Name]>, Stamped>;
type PatchOf<Name extends SyncedTableName> = Partial<Omit<RowOf<Name>, keyof SyncedRow | 'restId'>>;

/** What may be read with, inside one transaction of one clinic. */
export type Reader = { readonly db: NodePgDatabase; readonly clinicId: string };

export type AuditSubject = { entity: string; entityId: string | null; patientId: string | null };

/** Who does what, when, from where. `kind` is the use case and the audit's action. */
export type WriteContext = {
  userId: string | null;
  kind: string;
  nowMs: number;
  ipAddress?: string | undefined;
};

declare const inWrite: unique symbol;
/** Only the write door makes one. */
export type Tx = Reader & {
  readonly [inWrite]: true;
  readonly userId: string | null;
  readonly nowMs: number;
  readonly newId: () => string;
  /** Adds a row and returns it stamped, with its `restId`. */
  insert<Name extends SyncedTableName>(table: Name, row: NewRowOf<Name>): Promise<RowOf<Name>>;
  /** Adds many rows in one statement; audited by their number. */
  insertMany(table: SyncedTableName, rows: readonly { id: string }[]): Promise<void>;
  /** Changes the fields given and returns the row as it is now. The row must exist. */
  update<Name extends SyncedTableName>(table: Name, id: string, patch: PatchOf<Name>): Promise<RowOf<Name>>;
  find<Name extends SyncedTableName>(table: Name, id: string): Promise<RowOf<Name> | undefined>;
  /** What the audit entry is about. Without it, the first row changed is. `patients`: whose, when it is about several. */
  about(subject: AuditSubject, detail?: Pick<AuditDetail, 'note' | 'patients'>): void;
};

export type Door = {
  /** Reads of one moment. */
  read<Result>(clinicId: string, work: (reader: Reader) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` in one serializable transaction and commits it with its audit entry. Postgres may ask for it to be run again
   * (40001, 40P01): `work` must change nothing outside.
   */
  write<Result>(clinicId: string, context: WriteContext, work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** For what is no change of the clinic's rows: counted tries, tidying up. Waits for no writer, and is neither audited nor run again. */
  aside<Result>(clinicId: string, work: (reader: Reader) => Promise<Result>): Promise<Result>;
};

const MAX_TRIES = 8;

export function openDoor(pool: pg.Pool, auditKey: Buffer): Door {
  // Writers of a clinic wait here before they take a connection, or those who wait would leave none for readers.
  const turns = new Map<string, LimitFunction>();
  const inTurn = (clinicId: string): LimitFunction => {
    const turn = turns.get(clinicId) ?? pLimit(1);
    turns.set(clinicId, turn);
    return turn;
  };
  return {
    read: (clinicId, work) =>
      withConnection(pool, async (client) => {
        await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${bindTo(clinicId)}`);
        return ending(client, await attempt(client, () => work({ db: drizzle(client), clinicId })), 'COMMIT');
      }),
    aside: (clinicId, work) =>
      withConnection(pool, async (client) => {
        await client.query(`BEGIN; ${bindTo(clinicId)}`);
        return ending(client, await attempt(client, () => work({ db: drizzle(client), clinicId })), 'COMMIT');
      }),
    write: (clinicId, context, work) =>
      inTurn(clinicId)(() =>
        withConnection(pool, async (client) => {
          // One writer of a clinic at a time, in all instances: the counter and the audit chain are rows that every write changes, so without this
          // all but one of several would be rolled back and run again. Taken before BEGIN, or the snapshot would be older than the wait.
          const lock = `hashtextextended(${pg.escapeLiteral(clinicId)}, 0)`;
          await client.query(`SELECT pg_advisory_lock(${lock})`);
          try {
            for (let tries = 1; ; tries += 1) {
              await client.query(`BEGIN ISOLATION LEVEL SERIALIZABLE; ${bindTo(clinicId)}`);
              try {
                return ending(
                  client,
                  await attempt(client, () => writing(client, { clinicId, context, auditKey, work })),
                  'COMMIT',
                );
              } catch (error) {
                if (tries === MAX_TRIES || !mayBeRetried(error)) throw error;
              }
            }
          } finally {
            await client.query(`SELECT pg_advisory_unlock(${lock})`);
          }
        }),
      ),
  };
}

/** Makes the head of a clinic: the centre serves it from then on. */
export async function openClinic(pool: pg.Pool, clinicId: string): Promise<void> {
  await withConnection(pool, async (client) => {
    await client.query(`BEGIN; ${bindTo(clinicId)}`);
    await drizzle(client)
      .insert(clinicHeads)
      .values({ clinicId, seq: 0, auditSeq: 0, auditMac: '' })
      .onConflictDoNothing();
    await client.query('COMMIT');
  });
}

const bindTo = (clinicId: string) => `SELECT set_config('app.clinic', ${pg.escapeLiteral(clinicId)}, true)`;

async function withConnection<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  try {
    return await work(client);
  } catch (error) {
    // A connection that lost its server must not go back into the pool.
    broken = !(error instanceof pg.DatabaseError) && isConnectionError(error);
    throw error;
  } finally {
    client.release(broken);
  }
}

const isConnectionError = (error: unknown) =>
  error instanceof Error &&
  /ECONN|terminated|Connection/.test(`${(error as { code?: string }).code} ${error.message}`);

/** Runs the work and rolls back what it threw. */
async function attempt<Result>(client: pg.PoolClient, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function ending<Result>(client: pg.PoolClient, result: Result, end: 'COMMIT'): Promise<Result> {
  await client.query(end);
  return result;
}

/** The error Postgres gave, beneath drizzle's. */
function postgresError(error: unknown): pg.DatabaseError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof pg.DatabaseError) return at;
  return undefined;
}

/** The name of the unique index a write ran into, if that is what went wrong. */
export function violatedUnique(error: unknown): string | undefined {
  const found = postgresError(error);
  return found?.code === '23505' ? found.constraint : undefined;
}

/** Postgres would not take a value (class 22): a character that no text holds, a number out of range. */
export const isOfTheData = (error: unknown): boolean => postgresError(error)?.code?.startsWith('22') === true;

const mayBeRetried = (error: unknown) => ['40001', '40P01'].includes(postgresError(error)?.code ?? '');

type Writing<Result> = {
  clinicId: string;
  context: WriteContext;
  auditKey: Buffer;
  work: (tx: Tx) => Promise<Result>;
};

async function writing<Result>(
  client: pg.PoolClient,
  { clinicId, context, auditKey, work }: Writing<Result>,
): Promise<Result> {
  const db = drizzle(client);
  const [head] = await db.select().from(clinicHeads).where(eq(clinicHeads.clinicId, clinicId));
  assert(head, 'a clinic is opened before anything is written in it');
  const changes: { table: string; id: string; fields: string[] }[] = [];
  let subject: AuditSubject | undefined;
  let told: Pick<AuditDetail, 'note' | 'patients'> = {};
  const counts: Record<string, number> = {};
  let version = head.seq;
  const nextVersion = () => (version += 1);
  const ofClinic = (name: SyncedTableName, id: string) => {
    const table = syncedTables[name];
    return and(eq(table.clinicId, clinicId), eq(table.id, id));
  };
  const tx = {
    db,
    clinicId,
    userId: context.userId,
    nowMs: context.nowMs,
    newId: () => uuidv7(),
    insert: async (name: SyncedTableName, row: { id: string } & Record<string, unknown>) => {
      changes.push({ table: name, id: row.id, fields: Object.keys(row) });
      const stamps = {
        clinicId,
        createdAtMs: context.nowMs,
        updatedAtMs: context.nowMs,
        rowVersion: nextVersion(),
      };
      const [saved] = await db
        .insert(syncedTables[name])
        .values({ ...row, ...stamps } as never)
        .returning();
      return saved;
    },
    insertMany: async (name: SyncedTableName, rows: readonly { id: string }[]) => {
      if (rows.length === 0) return;
      counts[name] = (counts[name] ?? 0) + rows.length;
      const stamps = { clinicId, createdAtMs: context.nowMs, updatedAtMs: context.nowMs };
      const stamped = rows.map((row) => ({ ...row, ...stamps, rowVersion: nextVersion() }));
      await db.insert(syncedTables[name]).values(stamped as never);
    },
    update: async (name: SyncedTableName, id: string, patch: Record<string, unknown>) => {
      changes.push({ table: name, id, fields: Object.keys(patch) });
      const stamps = { updatedAtMs: context.nowMs, rowVersion: nextVersion() };
      const [saved] = await db
        .update(syncedTables[name])
        .set({ ...patch, ...stamps })
        .where(ofClinic(name, id))
        .returning();
      assert(saved, `${name} ${id} is changed, so it exists`);
      return saved;
    },
    find: async (name: SyncedTableName, id: string) => {
      const [found] = await db
        .select()
        .from(syncedTables[name] as SyncedTables['users'])
        .where(ofClinic(name, id));
      return found;
    },
    about: (given: AuditSubject, detail: typeof told = {}) => {
      subject = given;
      told = detail;
    },
  } as unknown as Tx;
  const result = await work(tx);
  const [first] = changes;
  const entry = {
    clinicId,
    seq: head.auditSeq + 1,
    atMs: context.nowMs,
    userId: context.userId,
    action: context.kind,
    ...(subject ?? { entity: first?.table ?? 'none', entityId: first?.id ?? null, patientId: null }),
    detail: {
      ...(changes.length > 0 && { changes }),
      ...(Object.keys(counts).length > 0 && { counts }),
      ...told,
    },
    ipAddress: context.ipAddress ?? null,
  };
  const mac = createHmac('sha256', auditKey).update(head.auditMac).update(canonicalJson(entry)).digest('hex');
  await db.insert(auditEntries).values({ ...entry, mac });
  await db
    .update(clinicHeads)
    .set({ seq: version, auditSeq: entry.seq, auditMac: mac })
    .where(eq(clinicHeads.clinicId, clinicId));
  return result;
}

/** The same text for the same value whatever the order of its keys: Postgres gives JSON back in its own. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
