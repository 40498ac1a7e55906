/** Knows how a Node process is made to look like Electron's main process to the code it runs; never what Electron does. */
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const standIn = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href;

/** `import … from 'electron'` and `require('electron')` both find the stand-in, wherever they are written. */
export function takeTheNameElectron(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'electron' && specifier !== 'electron/main') return next(specifier, context);
      return { url: standIn, format: 'module-typescript', shortCircuit: true };
    },
  });
}

/** The values of `process` an app may read before anything else has run. */
export function describeProcess(): void {
  const manifest = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8')) as {
    version: string;
  };
  show(process.versions, 'electron', manifest.version);
  show(process.versions, 'chrome', 'stand-in');
  show(process, 'type', 'browser');
  const resources = process.env['STANDIN_RESOURCES'];
  if (resources === undefined) show(process, 'defaultApp', true);
  show(process, 'resourcesPath', resources ?? join(import.meta.dirname, 'dist', 'resources'));
}

function show(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
