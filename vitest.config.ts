// Unit and property tests: real engines, run by Node. Journeys in a window are Playwright's (playwright.config.ts). The central
// server's run with the tables as Postgres has them (`#columns`), all others with SQLite's.
import { defineConfig } from 'vitest/config';

const shared = { pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'desktop',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/e2e/**', 'tests/bench/**', 'tests/central/**'],
        },
      },
      {
        ssr: { resolve: { conditions: ['postgres', 'node'] } },
        test: {
          ...shared,
          name: 'centre',
          include: ['tests/central/**/*.test.ts'],
        },
      },
    ],
  },
});
