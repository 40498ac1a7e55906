/**
 * `npm start`: knows how to get from a fresh clone to an open Clinic Desk; never anything about the clinic.
 * What follows `--` goes to the app; the data folder is CLINIC_DESK_DATA when that is set.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Advice, bootstrap, projectEnvironment, root, runScript } from './bootstrap.mjs';
import { ensureBrowser } from './browser.mjs';
import { fetchElectron, hasDisplay, standInDist } from './electron-binary.mjs';

/** Everything the build reads. */
const sources = [
  'domain',
  'db',
  'electron',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const built = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

await runScript(async () => {
  const node = bootstrap();
  buildIfStale(node);
  const args = process.argv.slice(2);
  const electron = hasDisplay() ? fetchElectron() : undefined;
  return electron ? run(electron, [...asRoot(), '.', ...args]) : startStandIn(args);
});

function startStandIn(args) {
  if (process.platform === 'win32')
    throw new Advice('Electron could not be fetched. Connect to the internet and run `npm start` again.');
  if (!hasDisplay()) {
    throw new Advice(
      'There is no screen to open a window on (DISPLAY is not set). Either give it a virtual one:\n' +
        '  xvfb-run -a npm start\n' +
        'or see the main job done without one, with pictures and PDFs in out/tour:\n' +
        '  npm run tour',
    );
  }
  const browser = ensureBrowser();
  console.log(
    "Electron's binary cannot be fetched here: Clinic Desk opens in its stand-in, with this machine's Chromium.",
  );
  return run(join(standInDist, 'electron'), ['.', ...args], { STANDIN_HEADED: '1', CHROMIUM: browser });
}

function buildIfStale(node) {
  const builtAtMs = Math.min(...built.map((path) => newestMs(join(root, path))));
  if (builtAtMs >= Math.max(...sources.map((path) => newestMs(join(root, path))))) return;
  console.log('Building Clinic Desk …');
  const startedAtMs = Date.now();
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const options = { cwd: root, env: projectEnvironment(), encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(node, [tool, 'build', '--logLevel', 'warn'], options);
  if (status !== 0) throw new Advice(`${stdout}\n${stderr}\nThe build failed; its own words are above.`);
  console.log(`Built in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`);
}

/** The newest change in a file or folder; 0 when there is none. */
function newestMs(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

/** Electron's sandbox refuses to run as root; only a container or a test machine does that. */
function asRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** The app's own exit code; signals from the keyboard reach it by themselves, and we wait for it. */
function run(program, args, extra = {}) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: projectEnvironment(extra) });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}
