// Proves what `npm run pack` would ship, on a machine that has no Electron binary: packs against a stub, reads the fuses back, looks at every
// file in the archive, and starts the packed app from it. It builds no installer.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createPackage, extractAll, extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { _electron } from 'playwright';
import { ensureBrowser } from './browser.mjs';
import { fuses } from './electron-fuses.ts';

const root = resolve(import.meta.dirname, '..');
const work = join(root, 'out/pack');
const packed = join(
  work,
  'dist',
  process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
);
const archive = join(packed, 'resources/app.asar');
const fuseNames = Object.values(FuseV1Options).filter(
  (option): option is FuseV1Options => typeof option === 'number',
);

function check(isTrue: boolean, what: string, found: unknown = ''): void {
  if (!isTrue) throw new Error(`${what}${found === '' ? '' : `: ${JSON.stringify(found)}`}`);
  console.log(`ok  ${what}`);
}

const run = (command: string, ...args: string[]) =>
  execFileSync(join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** An Electron that is only its outside: a file with the fuse wire, each fuse the wrong way round so that setting it shows. */
async function makeStub(folder: string): Promise<void> {
  const wire = fuseNames.map((name) => (fuses[name] ? '0' : '1')).join('');
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([
      Buffer.alloc(64),
      sentinel,
      Buffer.from([1, fuseNames.length]),
      Buffer.from(wire),
      Buffer.alloc(64),
    ]),
  );
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), '45.4.1');
  for (const language of ['de', 'en-US', 'vi'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), language);
  const empty = join(work, 'default-app');
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{}');
  await createPackage(empty, join(folder, 'resources/default_app.asar'));
}

async function pack(): Promise<void> {
  rmSync(work, { recursive: true, force: true });
  const stub = join(work, 'electron');
  await makeStub(stub);
  run('electron-vite', 'build');
  run(
    'electron-builder',
    '--dir',
    '--linux',
    '--publish',
    'never',
    `-c.electronDist=${stub}`,
    `-c.directories.output=${join(work, 'dist')}`,
  );
  check(existsSync(archive), 'electron-builder packs the app');
}

async function checkFuses(): Promise<void> {
  const wire = await getCurrentFuseWire(join(packed, 'clinic-desk'));
  for (const name of fuseNames) {
    check(
      wire[name] === (fuses[name] ? FuseState.ENABLE : FuseState.DISABLE),
      `fuse ${FuseV1Options[name]} is ${fuses[name] ? 'on' : 'off'}`,
    );
  }
  check(fuseNames.length === 9, 'all nine fuses are set', fuseNames.length);
}

function checkArchive(): void {
  const files = listPackage(archive, { isPack: false }).map((path) => path.slice(1));
  const has = (path: string) => files.includes(path);
  for (const part of [
    'out/main/main.js',
    'out/main/vault-worker.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'package.json',
  ]) {
    check(has(part), `${part} is in the archive`);
  }
  const migrations = readdirSync(join(root, 'db/migrations')).filter((name) => name.endsWith('.sql'));
  check(
    migrations.length > 0 && migrations.every((name) => has(`db/migrations/${name}`)),
    `all ${migrations.length} migrations are in the archive`,
  );
  check(has('db/migrations/meta/_journal.json'), 'so is their journal');
  for (const alphabet of ['latin', 'vietnamese']) {
    check(
      files.some(
        (path) => path.startsWith(`out/renderer/assets/inter-${alphabet}-`) && path.endsWith('.woff2'),
      ),
      `the window has its ${alphabet} letters`,
    );
  }
  checkLanguages(files.filter((path) => /^out\/renderer\/assets\/.*\.js$/.test(path)));

  const foreign = files.filter(
    (path) =>
      !/^(out(\/(main|preload|renderer)(\/|$)|$)|db$|db\/migrations(\/|$)|node_modules(\/|$)|package\.json$)/.test(
        path,
      ),
  );
  check(foreign.length === 0, 'nothing else lies in the archive', foreign.slice(0, 10));
  const packages = new Set(
    files.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/@]+)$/.exec(path)?.[1] ?? []),
  );
  const others = [...packages].filter(
    (name) => name !== 'better-sqlite3' && !/^@node-rs\/argon2(-linux-[a-z0-9-]+)?$/.test(name),
  );
  check(
    packages.has('better-sqlite3') && packages.has('@node-rs/argon2') && others.length === 0,
    'the only packages are the native ones',
    others,
  );
  const sources = files.filter((path) =>
    /\.(tsx?|map|c|cc|cpp|h|gyp|md)$|(^|\/)(tests?|docs|deps|src)\//.test(path),
  );
  check(sources.length === 0, 'no source, map, test or document is shipped', sources.slice(0, 10));
  checkNatives(files.filter((path) => path.endsWith('.node')));

  const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
  check(
    manifest['main'] === 'out/main/main.js' && !('devDependencies' in manifest),
    'its package.json names the entry and no development package',
  );
}

/** The texts are inside the window's scripts: one sentence of each language proves its file. */
function checkLanguages(scripts: string[]): void {
  const bundled = scripts.map((path) => extractFile(archive, path).toString()).join('\n');
  for (const language of ['en', 'vi']) {
    const missing = readdirSync(join(root, 'renderer/locales', language)).filter((file) => {
      const texts = Object.values(
        JSON.parse(readFileSync(join(root, 'renderer/locales', language, file), 'utf8')) as object,
      );
      const plain = texts.filter(
        (text): text is string => typeof text === 'string' && !/["'`\\\n]/.test(text),
      );
      return plain.length > 0 && !plain.every((text) => bundled.includes(text));
    });
    check(missing.length === 0, `the window speaks "${language}", every text of it`, missing);
  }
}

function checkNatives(natives: string[]): void {
  const outside = `${archive}.unpacked`;
  check(
    natives.some((path) => path.includes('better-sqlite3')) &&
      natives.some((path) => path.includes('argon2')),
    'both native modules are shipped',
    natives,
  );
  check(
    natives.every((path) => existsSync(join(outside, path))),
    'each lies outside the archive, where the system can load it',
  );
  check(
    natives.every((path) => path.includes('linux')),
    'and is for this platform alone',
    natives,
  );
  const locales = readdirSync(join(packed, 'locales'));
  check(locales.join() === 'en-US.pak,vi.pak', 'Chromium brings our two languages', locales);
  const config = readFileSync(join(work, 'dist/builder-effective-config.yaml'), 'utf8');
  check(/schemes:\s*\n?\s*-?\s*\[?\s*shlink/.test(config), 'shlink: links are registered');
  for (const icon of ['icon.ico', 'icon.icns', 'linux/512x512.png'])
    check(statSync(join(root, 'resources/icons', icon)).size > 0, `the icon ${icon} is there`);
  console.log(`    ${(statSync(archive).size / 2 ** 20).toFixed(1)} MB in the archive`);
}

/** Starts the packed app far from this project, so that nothing it needs can come from anywhere but the archive. */
async function checkStart(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'clinic-desk-packed-'));
  try {
    const resources = join(place, 'resources');
    extractAll(archive, join(resources, 'app'));
    cpSync(join(root, 'resources/icons/icon.png'), join(place, 'icon.png'));
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests/support/electron-stand-in/dist');
    const env = {
      ...process.env,
      CHROMIUM: ensureBrowser(),
      STANDIN_RESOURCES: resources,
      CLINIC_DESK_DATA: join(place, 'data'),
    };
    const app = await _electron.launch({ args: [join(resources, 'app')], cwd: place, env });
    const written: string[] = [];
    app.process().stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
    const window = await app.firstWindow();
    try {
      await window.getByRole('heading').first().waitFor({ timeout: 20_000 });
    } catch (error) {
      throw new Error(`The packed app drew no page. It wrote:\n${written.join('')}`, { cause: error });
    }
    check(
      await app.evaluate(({ app: electron }) => electron.isPackaged),
      'the packed app starts from the archive',
    );
    check(true, `its window asks: “${await window.getByRole('heading').first().innerText()}”`);
    await app.close();
    check(app.process().exitCode === 0, 'and closes in order', app.process().exitCode);
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

try {
  await pack();
  await checkFuses();
  checkArchive();
  await checkStart();
} catch (error) {
  console.error(`not ok  ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof Error && 'stdout' in error) console.error(String(error.stdout).slice(-4000));
  process.exitCode = 1;
}
