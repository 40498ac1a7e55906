// Migrations of the centre. Made only through `npm run central:migrations`, which sets the `postgres` condition: without it the
// tables would be SQLite's and the diff would drop everything.
import { defineConfig } from 'drizzle-kit';
import { dialect } from '#columns';

if (dialect !== 'postgresql') throw new Error('Run this through `npm run central:migrations`.');

export default defineConfig({
  dialect,
  schema: ['./db/schema/!(local|conformance|synced-tables).ts', './central/schema/*.ts'],
  out: './central/migrations',
});
