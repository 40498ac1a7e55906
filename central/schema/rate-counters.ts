// How often somebody tried, for the routes where a guess is worth something: counted for all instances together.
import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

export const rateCounters = pgTable(
  'rateCounters',
  {
    clinicId: text().notNull(),
    /** MAC of route and address: who asked is not kept. */
    key: text().notNull(),
    count: integer().notNull(),
    windowEndsAtMs: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.clinicId, t.key] })],
);
