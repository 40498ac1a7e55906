// Empties the outbox: a job for each message, in a queue that Postgres keeps, tried again with growing pauses. Every instance takes part.
import { and, eq } from 'drizzle-orm';
import { Logger, run, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { z } from 'zod';
import type { Centre } from '../rest/routing.ts';
import { outboxMessages } from '../schema/outbox.ts';
import { unseal } from '../sealing.ts';
import type { Courier } from './couriers.ts';
import { message } from './outbox.ts';
import { tidy } from './tidy.ts';

const job = z.object({ clinicId: z.string(), id: z.string() });

/** Makes the queue's own tables. */
export const migrateQueue = (pool: pg.Pool) =>
  runMigrations({ pgPool: pool, logger: quiet, noHandleSignals: true });

export type Delivery = { stop(): Promise<void> };

/** Works until it is stopped; what is under way is finished first. `pool` is the owner's. */
export async function startDelivery(
  centre: Pick<Centre, 'door' | 'keys' | 'nowMs' | 'clinicId' | 'files'>,
  { pool, courier, log }: { pool: pg.Pool; courier: Courier; log: (line: string) => void },
): Promise<Delivery> {
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => (level, line) => {
      if (level === 'error' || level === 'warning') log(line);
    }),
    taskList: {
      deliver: async (payload) => {
        const { clinicId, id } = job.parse(payload);
        await deliver(centre, { clinicId, id, courier });
      },
      tidy: () => tidy(centre),
    },
    // At a quarter past each hour, by one instance; what was missed while none ran is not made up for.
    crontab: '15 * * * * tidy',
  });
  return { stop: () => runner.stop() };
}

const quiet = new Logger(() => () => undefined);

async function deliver(
  { door, keys, nowMs }: Pick<Centre, 'door' | 'keys' | 'nowMs'>,
  { clinicId, id, courier }: { clinicId: string; id: string; courier: Courier },
): Promise<void> {
  const ofMessage = and(eq(outboxMessages.clinicId, clinicId), eq(outboxMessages.id, id));
  const [waiting] = await door.read(clinicId, ({ db }) => db.select().from(outboxMessages).where(ofMessage));
  if (!waiting || waiting.sealedContent === null) return;
  const isOfUse = waiting.expiresAtMs > nowMs();
  if (isOfUse) await courier(id, message.parse(JSON.parse(unseal(keys.outbox, waiting.sealedContent, id))));
  const kind = isOfUse ? 'outbox.sent' : 'outbox.expired';
  await door.write(clinicId, { userId: null, kind, nowMs: nowMs() }, async (tx) => {
    tx.about({ entity: 'outboxMessages', entityId: id, patientId: null });
    await tx.db
      .update(outboxMessages)
      .set({ sealedContent: null, sentAtMs: isOfUse ? tx.nowMs : null })
      .where(ofMessage);
  });
}
