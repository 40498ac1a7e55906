// What must lie in the packed app and what must not, checked file by file. It packs nothing and starts nothing.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from './electron-fuses.ts';
import { fuseNames } from './pack-stub.ts';

/** `folder` is the packed app, `archive` its app.asar, `root` this project. */
export type Packed = { root: string; folder: string; archive: string };

/** One line for each thing that holds; the first that does not ends the check. */
export function check(isTrue: boolean, what: string, found: unknown = ''): void {
  if (!isTrue) throw new Error(`${what}${found === '' ? '' : `: ${JSON.stringify(found)}`}`);
  console.log(`ok  ${what}`);
}

export async function checkFuses({ folder }: Packed): Promise<void> {
  const wire = await getCurrentFuseWire(join(folder, 'clinic-desk'));
  for (const name of fuseNames) {
    const wanted = fuses[name] ? FuseState.ENABLE : FuseState.DISABLE;
    check(wire[name] === wanted, `fuse ${FuseV1Options[name]} is ${fuses[name] ? 'on' : 'off'}`);
  }
  check(fuseNames.length === 9, 'all nine fuses are set', fuseNames.length);
}

export function checkContents(packed: Packed): void {
  const files = listPackage(packed.archive, { isPack: false }).map((path) => path.slice(1));
  checkParts(packed, files);
  checkLanguages(packed, files);
  checkNothingElse(files);
  checkNatives(packed, files);
  const manifest = JSON.parse(textOf(packed, 'package.json')) as Record<string, unknown>;
  const isPlain = manifest['main'] === 'out/main/main.js' && !('devDependencies' in manifest);
  check(isPlain, 'its package.json names the entry and no development package');
  const languages = readdirSync(join(packed.folder, 'locales'));
  check(languages.join() === 'en-US.pak,vi.pak', 'Chromium brings our two languages', languages);
  console.log(`    ${(statSync(packed.archive).size / 2 ** 20).toFixed(1)} MB in the archive`);
}

function checkParts(packed: Packed, files: string[]): void {
  const workers = ['vault-worker.js', 'leaving-worker.js'];
  const parts = [
    'main/main.js',
    ...workers.map((name) => `main/${name}`),
    'preload/preload.cjs',
    'renderer/index.html',
  ];
  for (const part of parts) check(files.includes(`out/${part}`), `out/${part} is in the archive`);

  // Who starts a worker looks for it beside itself: it must not have moved into a chunk.
  const chunks = files.filter((path) => path.startsWith('out/main/chunks/') && path.endsWith('.js'));
  const strayed = chunks.filter((path) => workers.some((name) => textOf(packed, path).includes(`./${name}`)));
  check(strayed.length === 0, 'the main process finds its workers', strayed);

  const migrations = readdirSync(join(packed.root, 'db/migrations')).filter((name) => name.endsWith('.sql'));
  const missing = [...migrations, 'meta/_journal.json'].filter(
    (name) => !files.includes(`db/migrations/${name}`),
  );
  check(
    missing.length === 0,
    `all ${migrations.length} migrations and their journal are in the archive`,
    missing,
  );
  for (const alphabet of ['latin', 'vietnamese']) {
    const isFont = (path: string) =>
      path.startsWith(`out/renderer/assets/inter-${alphabet}-`) && path.endsWith('.woff2');
    check(files.some(isFont), `the window has its ${alphabet} letters`);
  }
}

/** The texts are part of the window's scripts. Those that a script would have to escape are left out of the comparison. */
function checkLanguages(packed: Packed, files: string[]): void {
  const scripts = files.filter((path) => /^out\/renderer\/assets\/.*\.js$/.test(path));
  const bundled = scripts.map((path) => textOf(packed, path)).join('\n');
  for (const language of ['en', 'vi']) {
    const folder = join(packed.root, 'renderer/locales', language);
    const texts = readdirSync(folder).flatMap((file) =>
      textsIn(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    );
    const plain = texts.filter((text) => !/["'`\\\n$]/.test(text));
    const missing = plain.filter((text) => !bundled.includes(text));
    check(
      plain.length > 100 && missing.length === 0,
      `the window speaks "${language}" (${plain.length} texts)`,
      missing.slice(0, 5),
    );
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function checkNothingElse(files: string[]): void {
  const ours =
    /^(out|out\/(main|preload|renderer)(\/.*)?|db|db\/migrations(\/.*)?|node_modules(\/.*)?|package\.json)$/;
  const foreign = files.filter((path) => !ours.test(path));
  check(foreign.length === 0, 'nothing else lies in the archive', foreign.slice(0, 10));
  const packages = files.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/@]+)$/.exec(path)?.[1] ?? []);
  const native = packages.filter(
    (name) => name === 'better-sqlite3' || /^@node-rs\/argon2(-linux-[a-z0-9-]+)?$/.test(name),
  );
  check(native.length === 3 && packages.length === 3, 'the only packages are the native ones', packages);
  const sources = files.filter((path) =>
    /\.(tsx?|map|c|cc|cpp|h|gyp|md)$|(^|\/)(tests?|docs|deps|src)\//.test(path),
  );
  check(sources.length === 0, 'no source, map, test or document is shipped', sources.slice(0, 10));
}

function checkNatives({ archive }: Packed, files: string[]): void {
  const natives = files.filter((path) => path.endsWith('.node'));
  const isForHere = natives.every((path) => path.includes(`linux-${process.arch}`));
  check(
    natives.length === 2 && isForHere,
    'each native module has its binary, for this platform alone',
    natives,
  );
  const isOutside = natives.every((path) => existsSync(join(`${archive}.unpacked`, path)));
  check(isOutside, 'and it lies outside the archive, where the system can load it');
}

const textOf = ({ archive }: Packed, path: string) => extractFile(archive, path).toString();
