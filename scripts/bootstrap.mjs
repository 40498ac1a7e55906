/**
 * Knows how a fresh clone becomes one that can run: packages installed, Node 24 found; never what is run then.
 * Runs on Node 18 and newer with nothing installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

const wantedMajor = 24;
const modules = join(root, 'node_modules');
const lockNote = join(modules, '.clinic-desk-lock');
const ourNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** A message for the reader alone: the scripts print it without a stack and end with a failure. */
export class Advice extends Error {}

/**
 * Installs what is missing and continues under Node 24: on another Node this script is run again with the project's own,
 * and does not come back. Returns the path of Node 24.
 */
export function bootstrap() {
  if (!isInstalled()) install();
  const node = findNode();
  if (!isWantedVersion(process.version)) continueUnder(node);
  return node;
}

/** The environment in which the project's tools find Node 24 and each other. */
export function projectEnvironment(extra = {}) {
  const path = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env['PATH'] ?? ''].join(
    delimiter,
  );
  return { ...process.env, PATH: path, ...extra };
}

/** Runs `main`; what it throws as Advice is told in plain words. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

function isInstalled() {
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  const hash = lockHash();
  if (existsSync(lockNote) && readFileSync(lockNote, 'utf8') === hash) return true;
  if (!everythingLockedIsThere()) return false;
  writeFileSync(lockNote, hash);
  return true;
}

/** True when npm's own record of node_modules agrees with the lock: then `npm install` was run by hand, and that will do. */
function everythingLockedIsThere() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const there = readPackages(join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(([path, locked]) => {
    const isElsewhere = path === '' || locked.optional || locked.devOptional || locked.peer;
    return isElsewhere || there[path]?.version === locked.version;
  });
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function install() {
  console.log('Installing packages (npm ci); the first time this takes a minute or two …');
  const startedAtMs = Date.now();
  const status = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0)
    throw new Advice('`npm ci` failed; its own words are above. Mend that and run the same command again.');
  writeFileSync(lockNote, lockHash());
  console.log(`Packages installed in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`);
}

function findNode() {
  if (!runsWantedVersion(ourNode)) fetchNode();
  if (runsWantedVersion(ourNode)) return ourNode;
  if (isWantedVersion(process.version)) return process.execPath;
  throw new Advice(
    `Clinic Desk needs Node ${wantedMajor}; this is ${process.version}, and the project's own is missing.\n` +
      'It arrives with `npm ci` unless scripts are switched off. Either install Node 24, or run:\n' +
      '  cd node_modules/node && node installArchSpecificPackage.js',
  );
}

/** What the `node` package's install script does; it was not run when npm was told to ignore scripts. */
function fetchNode() {
  const folder = join(modules, 'node');
  if (!existsSync(join(folder, 'installArchSpecificPackage.js'))) return;
  console.log(`Fetching Node ${wantedMajor} from the npm registry …`);
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, npm_config_ignore_scripts: 'false' },
  });
}

function runsWantedVersion(node) {
  if (!existsSync(node)) return false;
  return isWantedVersion(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '');
}

function isWantedVersion(version) {
  return version.startsWith(`v${wantedMajor}.`);
}

function continueUnder(node) {
  const { status, signal } = spawnSync(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: projectEnvironment(),
  });
  process.exit(signal ? 1 : (status ?? 1));
}

function npm(args) {
  const cli = process.env['npm_execpath'];
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  if (cli?.endsWith('.js')) return spawnSync(process.execPath, [cli, ...args], options).status;
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' }).status;
}
