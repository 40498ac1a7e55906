/**
 * Knows where a Chromium is on this machine, and how to get one when there is none; never what it is used for.
 * Runs on Node 18 and newer with nothing installed.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, isAbsolute, join } from 'node:path';
import { Advice, root } from './bootstrap.mjs';

const namesInPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const wellKnownPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The first Chromium found: `CHROMIUM`, then the PATH, then the usual places, then Playwright's own. */
export function findBrowser() {
  const named = process.env['CHROMIUM'];
  if (named) {
    const found = isAbsolute(named) ? named : inPath(named);
    if (found && isExecutable(found)) return found;
    throw new Advice(`CHROMIUM names ${named}, and there is no such program.`);
  }
  return namesInPath.map(inPath).find(Boolean) ?? wellKnownPlaces.find(isExecutable) ?? playwrightsOwn();
}

/** Finds Chromium or installs it: by Playwright, else (as root on Debian and Ubuntu) by apt. Throws with advice. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  console.log('No Chromium on this machine; asking Playwright to install one …');
  runQuietly(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  const installed = findBrowser() ?? byApt();
  if (installed) return installed;
  throw new Advice(
    'No Chromium was found and none could be installed. Install Chromium or Google Chrome (Debian, Ubuntu: ' +
      '`apt-get install chromium`), or name one: `CHROMIUM=/path/to/chrome npm test`.',
  );
}

function byApt() {
  if (process.getuid?.() !== 0 || !inPath('apt-get')) return undefined;
  console.log('Playwright could not; installing the system package with apt-get …');
  runQuietly('apt-get', ['update']);
  runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  return findBrowser();
}

function runQuietly(command, args) {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function inPath(name) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightsOwn() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
