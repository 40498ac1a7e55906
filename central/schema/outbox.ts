// Messages on their way to people, written in the transaction that they tell of; a job queue sees to it that they leave.
import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

const instant = () => bigint({ mode: 'number' });
export const channels = ['email', 'sms'] as const;

export const outboxMessages = pgTable(
  'outboxMessages',
  {
    clinicId: text().notNull(),
    id: text().notNull(),
    channel: text({ enum: [...channels] }).notNull(),
    /** Sealed with the server's key: whom it goes to and the code or link in it. Null once it has left. */
    sealedContent: text(),
    createdAtMs: instant().notNull(),
    /** Later it would be of no use: it is dropped. */
    expiresAtMs: instant().notNull(),
    sentAtMs: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.clinicId, t.id] }),
    index('outbox_messages_expiry').on(t.clinicId, t.expiresAtMs),
  ],
);
