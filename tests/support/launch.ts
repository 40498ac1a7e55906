/**
 * Knows how a journey opens Clinic Desk, on real Electron or on the stand-in, with a data folder of its own; never
 * what is done in the window.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';
import { findElectron, hasDisplay, standInDist } from '../../scripts/electron-binary.mjs';

const root = resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  /** A folder to open again; without it a new one is made, and removed by `close`. */
  dataDir?: string;
  env?: Record<string, string>;
  /** What the operating system would say, such as 'vi-VN'. */
  locale?: string;
  colorScheme?: 'light' | 'dark';
  /** Of the page, in CSS pixels. */
  size?: { width: number; height: number };
}

export interface ClinicDesk {
  app: ElectronApplication;
  window: Page;
  dataDir: string;
  /** What the main process has written so far. */
  log: () => string;
  /** Quits as a person would, and removes a folder that was made for this launch. */
  close: () => Promise<void>;
  /** Ends the main process as a power cut would; the data folder stays. */
  kill: () => Promise<void>;
  isRunning: () => boolean;
}

const defaultSize = { width: 1366, height: 768 };

/** Real Electron wherever it can open a window; `CLINIC_DESK_ELECTRON=stand-in` chooses the stand-in all the same. */
function usesStandIn(): boolean {
  return process.env['CLINIC_DESK_ELECTRON'] === 'stand-in' || findElectron() === undefined || !hasDisplay();
}

function environment(dataDir: string, extra: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const chosen: Record<string, string> = {
    ...Object.fromEntries(inherited),
    CLINIC_DESK_DATA: dataDir,
    ...extra,
  };
  const browser = usesStandIn() ? findBrowser() : undefined;
  if (browser !== undefined) chosen['CHROMIUM'] = browser;
  return chosen;
}

export async function launchClinicDesk(options: LaunchOptions = {}): Promise<ClinicDesk> {
  const main = join(process.env['CLINIC_DESK_OUT'] ?? 'out', 'main/main.js');
  if (!existsSync(join(root, main))) throw new Error('Clinic Desk is not built: run `npm run build` first');
  const ownsFolder = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'clinic-desk-')));
  // Playwright asks the electron package for its binary, in this process.
  if (usesStandIn()) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = standInDist;
  const { locale = 'en-US', colorScheme = 'light', env = {}, size = defaultSize } = options;
  const app = await _electron.launch({
    // The package's own entry, unless a trial build is looked at (electron.vite.config.ts).
    args: [process.env['CLINIC_DESK_OUT'] ? main : '.', `--lang=${locale}`],
    cwd: root,
    env: environment(dataDir, env),
    locale,
    colorScheme,
  });
  const written: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  }
  const log = () => written.join('');
  // Kept here: Playwright forgets it once the app is gone.
  const mainProcess = app.process();
  const window = await firstWindow(app, size, log);
  return {
    app,
    window,
    dataDir,
    log,
    close: async () => {
      await app.close();
      if (ownsFolder) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
    kill: () => kill(app),
    isRunning: () => mainProcess.exitCode === null && mainProcess.signalCode === null,
  };
}

async function firstWindow(
  app: ElectronApplication,
  size: { width: number; height: number },
  log: () => string,
): Promise<Page> {
  try {
    const window = await app.firstWindow();
    // The window is blank until the main process has sent it somewhere.
    await window.waitForURL((url) => url.protocol !== 'about:');
    await window.waitForLoadState();
    const handle = await app.browserWindow(window);
    await handle.evaluate(
      (browserWindow, { width, height }) => browserWindow.setContentSize(width, height),
      size,
    );
    await window.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
    return window;
  } catch (error) {
    await kill(app);
    throw new Error(`Clinic Desk did not open its window. The main process wrote:\n${log()}`, {
      cause: error,
    });
  }
}

async function kill(app: ElectronApplication): Promise<void> {
  const main = app.process();
  if (main.exitCode !== null || main.signalCode !== null) return;
  const ended = once(main, 'exit');
  main.kill('SIGKILL');
  await ended;
}

interface Fixtures {
  /** Opens Clinic Desk; whatever is still open when the test ends is closed, and its log kept if the test failed. */
  openDesk: (options?: LaunchOptions) => Promise<ClinicDesk>;
}

export const test = base.extend<Fixtures>({
  // `test.use({ locale: 'vi-VN', colorScheme: 'dark' })` sets both for a whole file.
  openDesk: async ({ locale, colorScheme }, use, testInfo) => {
    const chosen: LaunchOptions = {
      ...(locale && { locale }),
      ...(colorScheme === 'dark' && { colorScheme }),
    };
    const opened: ClinicDesk[] = [];
    await use(async (options = {}) => {
      const desk = await launchClinicDesk({ ...chosen, ...options });
      opened.push(desk);
      return desk;
    });
    for (const desk of opened) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('main process', { body: desk.log(), contentType: 'text/plain' });
      }
      if (desk.isRunning()) await desk.close();
    }
  },
});
