// Serves the built page as app://clinic/…: the files of one folder and nothing else. It knows no data of the clinic.
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { securityHeaders } from './csp.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://clinic';
export const APP_URL = `${APP_ORIGIN}/index.html`;

/** Where index.html says `__CSP_NONCE__`, each load gets its own. */
const NONCE_MARK = '__CSP_NONCE__';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

/** Answers requests for our scheme from `folder` (the built page). */
export const serveApp =
  (folder: string) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const path = pathIn(request.url);
    const type = path === null ? undefined : TYPES[extname(path)];
    if (path === null || type === undefined) return refuse(404);
    const bytes = await readInside(folder, path);
    if (!bytes) return refuse(404);
    const nonce = randomBytes(16).toString('base64');
    const body = path.endsWith('.html')
      ? bytes.toString('utf8').replaceAll(NONCE_MARK, nonce)
      : new Uint8Array(bytes);
    const headers = { ...securityHeaders(nonce), 'content-type': type, 'cache-control': caching(path) };
    return new Response(request.method === 'HEAD' ? null : body, { headers });
  };

/**
 * The path a request names, or null when it is not one of ours. Segments are checked after decoding: letters, digits and a few marks, so
 * that `..`, `%2e%2e`, `%2f`, backslashes, drive letters, NUL and alternate streams never reach the file system.
 */
export function pathIn(url: string): string | null {
  const [, encoded] = /^app:\/\/clinic(\/[^?#]*)(?:[?#]|$)/.exec(url) ?? [];
  if (encoded === undefined || encoded.length > 300) return null;
  const segments = encoded.slice(1).split('/');
  const isPlain = segments.every(
    (segment) => /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]*$/.test(segment) && !segment.includes('..'),
  );
  return isPlain ? segments.join('/') : null;
}

/** Null when there is no such file, or when a link would lead out of the folder. */
async function readInside(folder: string, path: string): Promise<Buffer | null> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    return file.startsWith(root + sep) ? await readFile(file) : null;
  } catch {
    return null;
  }
}

/** Built assets carry a hash of their content in their name. */
const caching = (path: string) =>
  path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store';

const refuse = (status: number) => new Response(null, { status, headers: securityHeaders('none') });
