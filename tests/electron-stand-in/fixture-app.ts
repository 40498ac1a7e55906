/** Knows how the stand-in's own tests open the fixture app; never the clinic. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { standInDist } from '../../scripts/electron-binary.mjs';

export const fixture = join(import.meta.dirname, 'fixture');

export interface OpenFixture {
  app: ElectronApplication;
  page: Page;
  folder: string;
  log: () => string;
  close: () => Promise<void>;
}

export async function openFixture(): Promise<OpenFixture> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = standInDist;
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-fixture-'));
  const app = await _electron.launch({ args: [fixture], env: environment(folder) });
  let written = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (written += chunk.toString()));
  }
  const page = await app.firstWindow();
  await page.waitForSelector('h1');
  const close = async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  return { app, page, folder, log: () => written, close };
}

export function environment(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(inherited), FIXTURE_DATA: folder };
}
