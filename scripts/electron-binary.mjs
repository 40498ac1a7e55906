/**
 * Knows whether Electron's own binary is on this machine and how to fetch it once; never what it runs.
 * Runs on Node 18 and newer.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const folder = join(root, 'node_modules', 'electron');
const failureNote = join(root, 'node_modules', '.clinic-desk-electron');
const fetchTimeoutMs = 120_000;
const retryAfterMs = 24 * 60 * 60 * 1000;

/** The folder of the stand-in, for ELECTRON_OVERRIDE_DIST_PATH. */
export const standInDist = join(root, 'tests', 'support', 'electron-stand-in', 'dist');

/** Electron's binary, when it has been fetched. */
export function findElectron() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

/** Electron's binary, fetched if need be. A failure is remembered for a day, so that starting offline stays quick. */
export function fetchElectron(nowMs = Date.now()) {
  const found = findElectron();
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (found || failedLately(version, nowMs)) return found;
  console.log(`Fetching Electron ${version} …`);
  const options = { stdio: ['ignore', 'ignore', 'ignore'], timeout: fetchTimeoutMs };
  const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], options);
  if (status !== 0) writeFileSync(failureNote, JSON.stringify({ version, failedAtMs: nowMs }));
  return findElectron();
}

function failedLately(version, nowMs) {
  if (!existsSync(failureNote)) return false;
  const note = JSON.parse(readFileSync(failureNote, 'utf8'));
  return note.version === version && nowMs - note.failedAtMs < retryAfterMs;
}

/** True when a window can be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
