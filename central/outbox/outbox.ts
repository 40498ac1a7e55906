// Puts a message into the outbox, in the transaction that it tells of: it leaves if and only if that one commits.
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Centre } from '../rest/routing.ts';
import { channels, outboxMessages } from '../schema/outbox.ts';
import { seal } from '../sealing.ts';
import type { Tx } from '../transaction.ts';

export const message = z.object({
  channel: z.enum(channels),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** What the text carries, for whoever reads it by machine. */
  code: z.string().optional(),
  link: z.string().optional(),
});
export type Message = z.infer<typeof message>;

export async function sendLater(
  { keys }: Pick<Centre, 'keys'>,
  tx: Tx,
  { content, expiresAtMs }: { content: Message; expiresAtMs: number },
): Promise<void> {
  const { db, clinicId, nowMs } = tx;
  const id = tx.newId();
  await db.insert(outboxMessages).values({
    clinicId,
    id,
    channel: content.channel,
    sealedContent: seal(keys.outbox, JSON.stringify(content), id),
    createdAtMs: nowMs,
    expiresAtMs,
  });
  await db.execute(sql`select deliver_later(${clinicId}, ${id})`);
}
