/**
 * Knows the order in which Electron's own binary starts an app: arguments, package.json, entry, ready; never what the
 * app is.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeProcess, takeTheNameElectron } from './hook.ts';

takeTheNameElectron();
describeProcess();

const { app } = await import('./app.ts');
const { followTargets } = await import('./browser-window.ts');
const { startChromium } = await import('./chromium.ts');
const { runtime } = await import('./runtime.ts');
const { startSchemeServer } = await import('./scheme-server.ts');

interface Manifest {
  name?: string;
  productName?: string;
  version?: string;
  main?: string;
}

interface CommandLine {
  /** `-r file`: loaded before the app, as Playwright's loader is. */
  preloads: string[];
  switches: [name: string, value: string][];
  entry: string;
}

function readCommandLine(args: string[]): CommandLine {
  const line: CommandLine = { preloads: [], switches: [], entry: '.' };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '-r' || arg === '--require') line.preloads.push(resolve(args[++index] ?? ''));
    else if (arg.startsWith('--')) line.switches.push(asSwitch(arg));
    else {
      line.entry = arg;
      // What follows is the app's, yet Chromium reads switches from the whole line.
      line.switches.push(
        ...args
          .slice(index + 1)
          .filter((rest) => rest.startsWith('--'))
          .map(asSwitch),
      );
      break;
    }
  }
  return line;
}

function asSwitch(arg: string): [string, string] {
  const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/s.exec(arg) ?? [];
  return [name, value];
}

/** The file to run; `app` learns name, version and folder from the package.json beside it. */
function findEntry(path: string): string {
  const entry = resolve(path);
  const isFolder = statSync(entry).isDirectory();
  if (!isFolder) {
    app.describe(dirname(entry), {});
    return entry;
  }
  const manifest = JSON.parse(readFileSync(join(entry, 'package.json'), 'utf8')) as Manifest;
  app.describe(entry, manifest);
  return join(entry, manifest.main ?? 'index.js');
}

/** As Electron: what the app leaves uncaught is shown, and the app goes on. */
function surviveUncaught(): void {
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error('A JavaScript error occurred in the main process\n', error);
  });
  process.on('unhandledRejection', (reason) => {
    if (process.listenerCount('unhandledRejection') > 1) return;
    console.error('Unhandled rejection in the main process\n', reason);
  });
}

function quitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

async function becomeReady(loaded: Promise<unknown>, line: CommandLine): Promise<void> {
  const given = new Map(line.switches);
  const debuggingPort = given.has('remote-debugging-port');
  for (const handledHere of ['remote-debugging-port', 'no-sandbox'])
    app.commandLine.removeSwitch(handledHere);
  const schemePort = await startSchemeServer();
  const switches = app.commandLine.asArguments();
  runtime.chromium = await startChromium({
    headed: runtime.headed,
    debuggingPort,
    switches,
    schemePort,
    locale: app.getLocale(),
  });
  const { browser } = runtime.chromium.connection;
  followTargets(browser);
  await browser.send('Target.setDiscoverTargets', { discover: true });
  // 'ready' waits until the entry is evaluated, as on Electron; a top-level `await app.whenReady()` would wait for ever.
  await loaded;
  app.becomeReady();
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}

const line = readCommandLine(process.argv.slice(2));
process.argv = [join(import.meta.dirname, 'dist', 'electron'), ...process.argv.slice(2)];
surviveUncaught();
quitOnSignals();
const require = createRequire(import.meta.url);
for (const [name, value] of line.switches) app.commandLine.appendSwitch(name, value);
for (const preload of line.preloads) require(preload);
const loaded = import(pathToFileURL(findEntry(line.entry)).href);
loaded.catch(fail);
// Switches the app appends while it is being evaluated still reach Chromium.
setImmediate(() => void becomeReady(loaded, line).catch(fail));
