/**
 * Knows how to start the machine's Chromium as the stand-in's window and how to leave none behind; never what is
 * shown in it.
 *
 * Chromium is driven over a pipe and exits by itself when the pipe closes, so a main process killed with SIGKILL leaves
 * no orphan. Its throwaway profile carries our process id, and the next start removes profiles whose owner is dead.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { findBrowser } from '../../../scripts/browser.mjs';
import { CdpConnection } from './cdp.ts';

const profilePrefix = 'electron-stand-in-';
const startTimeoutMs = 30_000;

/** What of Chromium's own talk is worth a reader's time; the rest is about a desktop this machine does not have. */
const isNoise = (line: string) => /^\[\d+:\d+:|^$|unexpected operator|^Gtk|^libva/.test(line);

export interface ChromiumOptions {
  headed: boolean;
  /** Playwright asks for this; without it no port is opened at all. */
  debuggingPort: boolean;
  switches: string[];
  /** The language pages are told, as in `navigator.language`. */
  locale: string;
  /** Where `*.standin.localhost` is really served. */
  schemePort: number;
}

export interface Chromium {
  connection: CdpConnection;
  /**
   * Opens a window without tabs or an address bar, as an app has. The DevTools protocol cannot; a second `chromium`
   * on the same profile hands the wish to the first and ends.
   */
  openAppWindow(url: string): void;
}

export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  const browser = findBrowser();
  if (!browser)
    throw new Error('electron stand-in: no Chromium found; name one with CHROMIUM=/path/to/chromium');
  removeProfilesOfTheDead();
  const profile = join(tmpdir(), `${profilePrefix}${process.pid}`);
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const args = [...chromiumArguments(options), `--user-data-dir=${profile}`];
  const child = spawn(browser, ['--remote-debugging-pipe', '--no-startup-window', ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  process.on('exit', () => {
    child.kill('SIGKILL');
    removeProfile(profile);
  });
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  await started(child, connection, options);
  const openAppWindow = (url: string) =>
    spawn(browser, [...args, `--app=${url}`], { stdio: 'ignore' }).unref();
  return { connection, openAppWindow };
}

function chromiumArguments({
  headed,
  debuggingPort,
  switches,
  schemePort,
  locale,
}: ChromiumOptions): string[] {
  const always = [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-extensions',
    '--disable-gpu',
    '--no-proxy-server',
    '--password-store=basic',
    '--force-device-scale-factor=1',
    `--accept-lang=${locale}`,
    `--host-resolver-rules=MAP *.standin.localhost:80 127.0.0.1:${schemePort}`,
  ];
  if (process.getuid?.() === 0) always.push('--no-sandbox');
  if (!headed) always.push('--headless=new', '--hide-scrollbars', '--screen-info={1920x1080}');
  if (debuggingPort) always.push('--remote-debugging-port=0');
  return [...always, ...switches];
}

/** Resolves when Chromium answers and, if a port was asked for, has printed the line Playwright waits for. */
async function started(
  child: ChildProcess,
  connection: CdpConnection,
  options: ChromiumOptions,
): Promise<void> {
  const port = Promise.withResolvers<void>();
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('DevTools listening on')) {
        process.stderr.write(`${line}\n`);
        port.resolve();
      } else if (!isNoise(line)) process.stderr.write(`[chromium] ${line}\n`);
    });
  }
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`Chromium ended before it was ready (${code ?? signal})`)),
    );
    setTimeout(
      () => reject(new Error(`Chromium was not ready within ${startTimeoutMs} ms`)),
      startTimeoutMs,
    ).unref();
  });
  failed.catch(() => undefined);
  await Promise.race([connection.browser.send('Browser.getVersion', {}), failed]);
  if (options.debuggingPort) await Promise.race([port.promise, failed]);
}

/** Chromium's helpers outlive it by a moment and may make the folder anew; the process is ending, so waiting may block. */
function removeProfile(profile: string): void {
  const moment = new Int32Array(new SharedArrayBuffer(4));
  for (let round = 0; round < 20; round++) {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    Atomics.wait(moment, 0, 0, 50);
    if (!existsSync(profile)) return;
  }
}

function removeProfilesOfTheDead(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(profilePrefix))) {
    const owner = Number(name.slice(profilePrefix.length));
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
