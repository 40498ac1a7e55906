// Proves what `npm run pack` would ship, on a machine that has no Electron binary: packs against a stub, reads the fuses back, looks at every
// file in the archive, and starts the packed app from it. It builds no installer.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import type Sqlite from 'better-sqlite3';
import { type ElectronApplication, _electron } from 'playwright';
import { ensureBrowser } from './browser.mjs';
import { check, checkContents, checkFuses, type Packed } from './pack-contents.ts';
import { makeElectronStub } from './pack-stub.ts';

const root = resolve(import.meta.dirname, '..');
const work = join(root, 'out/pack');
const folder = join(
  work,
  'dist',
  process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
);
const packed: Packed = { root, folder, archive: join(folder, 'resources/app.asar') };

const run = (command: string, ...args: string[]) =>
  execFileSync(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function pack(): Promise<void> {
  rmSync(work, { recursive: true, force: true });
  const stub = join(work, 'electron');
  await makeElectronStub(stub);
  run('electron-vite', 'build');
  const settings = [`-c.electronDist=${stub}`, `-c.directories.output=${join(work, 'dist')}`];
  run('electron-builder', '--dir', '--linux', '--publish', 'never', ...settings);
  check(existsSync(packed.archive), 'electron-builder packs the app');
}

/** What only shows once installers are built, which this machine cannot: the settings stand and the files they name are there. */
function checkInstallers(): void {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  check(/^ {4}schemes: \[shlink\]$/m.test(settings), 'installers register shlink: links');
  const icons = [...settings.matchAll(/^ {2}icon: (.+)$/gm)].map(([, path]) => path ?? '');
  check(
    icons.length === 3 && icons.every((path) => existsSync(join(root, path))),
    'each system has its icon',
    icons,
  );
}

/** Starts the packed app far from this project, so that nothing it needs can come from anywhere but the archive. */
async function checkStart(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'clinic-desk-packed-'));
  try {
    const resources = join(place, 'resources');
    extractAll(packed.archive, join(resources, 'app'));
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests/support/electron-stand-in/dist');
    const own = {
      CHROMIUM: ensureBrowser(),
      STANDIN_RESOURCES: resources,
      CLINIC_DESK_DATA: join(place, 'data'),
    };
    const app = await _electron.launch({
      args: [join(resources, 'app')],
      cwd: place,
      env: { ...process.env, ...own },
    });
    await checkRunning(app);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function checkRunning(app: ElectronApplication): Promise<void> {
  const main = app.process();
  const written: string[] = [];
  main.stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const heading = (await app.firstWindow()).getByRole('heading').first();
  try {
    await heading.waitFor({ timeout: 20_000 });
  } catch (cause) {
    await app.close();
    throw new Error(`the packed app drew no page; it wrote:\n${written.join('')}`, { cause });
  }
  check(
    await app.evaluate(({ app: electron }) => electron.isPackaged),
    'the packed app starts from the archive',
  );
  check(true, `its window says “${await heading.innerText()}”`);
  const cipher = await app.evaluate(({ app: electron }) => {
    const { createRequire } = process.getBuiltinModule('node:module');
    const Database = createRequire(`${electron.getAppPath()}/out/main/main.js`)(
      'better-sqlite3',
    ) as typeof Sqlite;
    return new Database(':memory:').pragma("cipher = 'sqlcipher'", { simple: true });
  });
  check(cipher === 'sqlcipher', 'the encrypting SQLite loads from beside it', cipher);
  await app.close();
  check(main.exitCode === 0, 'and it closes in order', main.exitCode);
}

try {
  await pack();
  await checkFuses(packed);
  checkContents(packed);
  checkInstallers();
  await checkStart();
} catch (error) {
  console.error(`not ok  ${error instanceof Error ? error.message : String(error)}`);
  // A tool that failed wrote why.
  if (error instanceof Error && 'stdout' in error) console.error(String(error.stdout).slice(-4000));
  process.exitCode = 1;
}
