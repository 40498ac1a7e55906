// What the shell reads and writes: the built page as app://clinic, the log, the window's size. Real files in a temporary folder.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pathIn, serveApp } from '../../electron/app-protocol.ts';
import { safeName } from '../../electron/file-names.ts';
import { logFile } from '../../electron/log-file.ts';
import { readWindowSize, saveWindowSize } from '../../electron/window-size.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-shell-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A built page beside things that must never be served. */
function built() {
  const page = join(folder, 'renderer');
  mkdirSync(join(page, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-old'));
  writeFileSync(
    join(page, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>',
  );
  writeFileSync(join(page, 'assets', 'index-Ab1_c.js'), 'export {}');
  writeFileSync(join(page, 'assets', 'inter-vietnamese.woff2'), new Uint8Array([0, 1, 2, 255]));
  writeFileSync(join(page, 'secret.key'), 'secret');
  writeFileSync(join(folder, 'clinic.js'), 'secret');
  writeFileSync(join(folder, 'renderer-old', 'a.js'), 'secret');
  symlinkSync(join(folder, 'clinic.js'), join(page, 'link.js'));
  const serve = serveApp(page);
  return (url: string, init?: RequestInit) => serve(new Request(url, init));
}

const nonceOf = async (response: Response) => /nonce="([^"]+)"/.exec(await response.text())?.[1];

describe('app://clinic', () => {
  test('the page comes with its policy, its type, and a nonce that is never the same twice', async () => {
    const get = built();
    const [first, second] = await Promise.all([
      get('app://clinic/index.html'),
      get('app://clinic/index.html#/front-desk'),
    ]);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('no-store');
    const nonce = await nonceOf(first);
    expect(first.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(nonce).toHaveLength(24);
    expect(await nonceOf(second)).not.toBe(nonce);
  });

  test('hashed files are kept for good, byte for byte', async () => {
    const font = await built()('app://clinic/assets/inter-vietnamese.woff2');
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect(font.headers.get('cache-control')).toContain('immutable');
    expect(new Uint8Array(await font.arrayBuffer())).toEqual(new Uint8Array([0, 1, 2, 255]));
  });

  test.each([
    'app://clinic/../clinic.js',
    'app://clinic/%2e%2e/clinic.js',
    'app://clinic/..%2fclinic.js',
    'app://clinic/assets/../../clinic.js',
    'app://clinic/%5c..%5cclinic.js',
    'app://clinic/..\\clinic.js',
    'app://clinic//etc/passwd',
    'app://clinic/C:/Windows/win.ini',
    'app://clinic/assets/index-Ab1_c.js%00.html',
    'app://clinic/assets/index-Ab1_c.js::$DATA',
    'app://clinic/../renderer-old/a.js',
    'app://clinic/link.js',
    'app://clinic/secret.key',
    'app://clinic/assets',
    'app://clinic/',
    'app://clinic/.git/config',
    'app://clinic/none.js',
    'app://other/index.html',
    'app://clinic.evil/index.html',
    'https://clinic/index.html',
    `app://clinic/${'a/'.repeat(400)}x.js`,
  ])('app-protocol-traversal: %s is not served', async (url) => {
    const response = await built()(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('app-protocol-traversal: encoded and doubled dots do not even become a path', () => {
    for (const path of ['..', '%2e%2e', '.', 'a/..', 'a/%2e%2e/b', 'a..b', 'a%2fb', '~', 'a b', 'ă'])
      expect(pathIn(`app://clinic/${path}`)).toBeNull();
    expect(pathIn('app://clinic/assets/index-Ab1_c.js?v=1#x')).toBe('assets/index-Ab1_c.js');
  });

  test('the page is read and never written to', async () => {
    const get = built();
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await get('app://clinic/index.html', { method })).status).toBe(405);
    expect((await get('app://clinic/index.html', { method: 'HEAD' })).body).toBeNull();
  });
});

describe('the log', () => {
  const line = {
    atMs: 0,
    reference: 'ABC123',
    where: 'appointments.book',
    kind: 'TypeError',
    stack: 'at book',
  };

  test('five files of a megabyte at most, the newest first', () => {
    const write = logFile(join(folder, 'logs'));
    for (let n = 0; n < 900; n += 1) write({ ...line, reference: `N${n}`, stack: 'x'.repeat(10_000) });
    const names = readdirSync(join(folder, 'logs')).toSorted();
    expect(names).toEqual([
      'clinic-desk.log',
      'clinic-desk.log.1',
      'clinic-desk.log.2',
      'clinic-desk.log.3',
      'clinic-desk.log.4',
    ]);
    for (const name of names)
      expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(1024 * 1024);
    expect(
      readFileSync(join(folder, 'logs', 'clinic-desk.log'), 'utf8')
        .trim()
        .split('\n')
        .at(-1),
    ).toContain('"reference":"N899"');
  });

  test('a log that cannot be written stops nothing', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    expect(() => logFile(join(folder, 'logs'))(line)).not.toThrow();
  });
});

describe('the window’s size', () => {
  test('is found again', () => {
    saveWindowSize(folder, { width: 1600, height: 900, isMaximized: true });
    expect(readWindowSize(folder)).toEqual({ width: 1600, height: 900, isMaximized: true });
  });

  test.each([
    '',
    '{',
    '{"width":10,"height":10,"isMaximized":false}',
    '{"width":1e9,"height":800,"isMaximized":false}',
    '[]',
  ])('is the usual one when the file says %s', (content) => {
    writeFileSync(join(folder, 'window.json'), content);
    expect(readWindowSize(folder)).toEqual({ width: 1366, height: 768, isMaximized: false });
  });
});

describe('names of saved files', () => {
  test.each([
    ['Nguyễn Thị An – toa thuốc', 'Nguyễn Thị An – toa thuốc.pdf'],
    ['slip.pdf', 'slip.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['a\\b:c*d?e"f<g>h|i\nj', 'a b c d e f g h i j.pdf'],
    ['...', 'clinic-desk.pdf'],
  ])('%s becomes %s', (suggested, saved) => {
    expect(safeName(suggested, 'pdf')).toBe(saved);
  });
});
