// What a page of ours can and cannot do, tried from inside the page. On the stand-in this proves the policy our scheme sends, what the preload
// gives, what the scheme serves and what our listeners decide. Only real Electron proves that it obeys those listeners (navigation, windows,
// permissions), that the sandbox holds, and that another frame's messages carry that frame: run the same file there (docs/testing.md).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { test } from '../support/launch.ts';

/** Everything the policy refused since the page was drawn. */
const refusals = (window: Page) =>
  window.evaluate(() => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    Object.assign(globalThis, { seen });
  });
const builtApp = process.env['CLINIC_DESK_OUT'] ? `${process.env['CLINIC_DESK_OUT']}/main/main.js` : '.';
const seen = (window: Page) =>
  window.evaluate(() => [...new Set(Reflect.get(globalThis, 'seen') as string[])]);
const settle = (window: Page) => window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));

test('the page draws itself within its own policy', async ({ openDesk }) => {
  const { app, window } = await openDesk();
  const complaints: string[] = [];
  window.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await expect(window.getByRole('heading').first()).toBeVisible();
  await settle(window);
  expect(complaints).toEqual([]);
  // Mantine's variables are a <style> of its own: without the nonce they would be missing.
  expect(
    await window.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-dimmed'),
    ),
  ).not.toBe('');
});

test('csp-inline-script: nothing that was not built into the page runs in it', async ({ openDesk }) => {
  const { window } = await openDesk();
  await refusals(window);
  await window.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = "inline"';
    const foreign = document.createElement('script');
    foreign.src = 'https://example.com/x.js';
    const data = document.createElement('script');
    data.src = 'data:text/javascript,globalThis.ran = "data"';
    document.head.append(script, foreign, data);
    const patient = document.createElement('div');
    patient.innerHTML =
      '<img src="x:" onerror="globalThis.ran = \'name\'"><style>body { visibility: hidden }</style>';
    document.body.append(patient);
    Reflect.apply(setTimeout, globalThis, ['globalThis.ran = "text"', 0]);
    setTimeout(() => {
      try {
        (Reflect.construct(Function, ['globalThis.ran = "made"']) as () => void)();
      } catch {
        // Refused, as it must be.
      }
    }, 0);
    void fetch('https://example.com/patients', { method: 'POST', body: 'x' }).catch(() => undefined);
  });
  await settle(window);
  expect(await window.evaluate(() => Reflect.get(globalThis, 'ran') as unknown)).toBeUndefined();
  expect(await window.evaluate(() => getComputedStyle(document.body).visibility)).toBe('visible');
  expect(await seen(window)).toEqual(
    expect.arrayContaining([
      'script-src-elem',
      'script-src-attr',
      'script-src',
      'style-src-elem',
      'connect-src',
    ]),
  );
});

test('ipc-subframe: a frame inside the page has no way to the main process', async ({ openDesk }) => {
  const { window } = await openDesk();
  const found = await window.evaluate(async () => {
    const answers: string[] = [];
    for (const attributes of [{}, { srcdoc: '<p>x</p>' }, { srcdoc: '<p>x</p>', sandbox: 'allow-scripts' }]) {
      const frame = document.createElement('iframe');
      for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      try {
        answers.push(typeof Reflect.get(frame.contentWindow ?? {}, 'electronTRPC'));
      } catch {
        answers.push('another origin');
      }
    }
    return answers;
  });
  expect(found).toEqual(['undefined', 'undefined', 'another origin']);
});

test('the preload gives the page two functions, none of which returns a promise, and nothing of Node', async ({
  openDesk,
}) => {
  const { window } = await openDesk();
  const given = await window.evaluate(() => ({
    names: Object.keys(globalThis.window.electronTRPC),
    posted: globalThis.window.electronTRPC.post({ do: 'stop', id: 1 }) as unknown,
    isFrozen: Object.isFrozen(globalThis.window.electronTRPC),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
  }));
  expect(given).toEqual({ names: ['post', 'onMessage'], posted: undefined, isFrozen: true, node: [] });
});

test('app-protocol-traversal: the page reads its own files and no others', async ({ openDesk }) => {
  const { window } = await openDesk();
  const statuses = await window.evaluate(async () => {
    const paths = [
      'index.html',
      '..%2fmain%2fmain.js',
      '%2e%2e/main/main.js',
      'assets/..%2f..%2fmain%2fmain.js',
      '..%5cmain%5cmain.js',
      '%2fetc%2fpasswd',
      'package.json',
      'assets',
    ];
    return Promise.all(paths.map(async (path) => (await fetch(`./${path}`)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
});

test('navigate-external, window-open-external: the window stays what it is', async ({ openDesk }) => {
  const { app, window } = await openDesk();
  const address = window.url();
  const opened = await window.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    document.body.append(link);
    link.click();
    location.assign('https://example.com/');
    const form = document.createElement('form');
    form.action = 'https://example.com/';
    document.body.append(form);
    form.submit();
    return globalThis.window.open('https://example.com/');
  });
  await settle(window);
  expect(window.url()).toBe(address);
  expect(opened === null || app.windows().length === 1).toBe(true);
  await expect.poll(() => app.windows().length).toBe(1);
});

test('a second start comes forward as the first, unless a false link asks for it', async ({ openDesk }) => {
  const { app, dataDir } = await openDesk();
  await app.evaluate(({ app: electron }) => {
    const starts: string[][] = [];
    electron.on('second-instance', (_event, argv) => starts.push(argv));
    Object.assign(globalThis, { starts });
  });
  const startAgain = (...args: string[]) =>
    promisify(execFile)('node_modules/.bin/electron', [builtApp, ...args], {
      env: { ...process.env, CLINIC_DESK_DATA: dataDir },
      timeout: 20_000,
    });
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false);
  const minimize = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  await minimize();
  await startAgain(`shlink:/${'A'.repeat(5000)}`);
  await startAgain('shlink:/AAAA', 'shlink:/BBBB');
  await expect
    .poll(() => app.evaluate(() => (Reflect.get(globalThis, 'starts') as string[][]).length))
    .toBe(2);
  expect(await isVisible()).toBe(false);
  await startAgain('--gpu-launcher=calc', 'shlink:/eyJ1cmwiOiJodHRwczovL2V4YW1wbGUub3JnIn0');
  await expect.poll(isVisible).toBe(true);
});

test('a page that crashes is drawn again', async ({ openDesk }) => {
  const { app, window } = await openDesk();
  await expect(window.getByRole('heading').first()).toBeVisible();
  const drawn = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('the window is open');
    const comesBack = new Promise((resolve) => {
      contents.once('render-process-gone', () => contents.once('did-finish-load', () => resolve(undefined)));
    });
    contents.forcefullyCrashRenderer();
    await comesBack;
    return contents.executeJavaScript("document.getElementById('root') !== null") as Promise<boolean>;
  });
  expect(drawn).toBe(true);
});
