// Journeys in the window, on real Electron or on its stand-in (tests/support/launch.ts chooses).
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  // One window at a time: a journey measures what a person would wait for, and two would share two cores.
  workers: 1,
  timeout: 60_000,
  // The machines are shared and noisy. What passes only at a second or third try is said by name (scripts/test.mjs).
  retries: process.env['CI'] ? 2 : 0,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['CLINIC_DESK_E2E_REPORT'] ?? 'out/reports/e2e.json' }],
  ],
  use: { actionTimeout: 15_000 },
});
