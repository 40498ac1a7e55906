/**
 * Knows how the app's own schemes reach a page: `app://clinic/x` is served, from this process only, as
 * `http://clinic.app.standin.localhost/x`; never what is served.
 *
 * Chromium will not load a scheme it was not compiled with. `*.localhost` is a secure context, so the page keeps the powers
 * it has on real Electron, but `location.href` shows the stand-in host and a page cannot fetch `app://…` by its full name.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, SchemeHandler>();
const hostPattern = /^http:\/\/([^/]*)\.([a-z][a-z0-9+-]*)\.standin\.localhost/;

/** `app://clinic/x` → the address Chromium is given. Other addresses stay as they are. */
export function toStandInUrl(url: string): string {
  const scheme = url.slice(0, url.indexOf(':'));
  if (!handlers.has(scheme)) return url;
  const { host, pathname, search, hash } = new URL(url);
  return `http://${host}.${scheme}.standin.localhost${pathname || '/'}${search}${hash}`;
}

/** The address the app knows. */
export function toAppUrl(url: string): string {
  return url.replace(hostPattern, '$2://$1');
}

/** Origins of non-standard schemes are opaque to Node's URL; on Electron a standard scheme has one. */
export function originOf(url: string): string {
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return 'null';
  return handlers.has(scheme) ? `${scheme}://${host}` : new URL(url).origin;
}

export function handleScheme(scheme: string, handler: SchemeHandler): void {
  if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme} (already handled)`);
  handlers.set(scheme, handler);
}

export function unhandleScheme(scheme: string): void {
  handlers.delete(scheme);
}

export function isSchemeHandled(scheme: string): boolean {
  return handlers.has(scheme);
}

/** Listens on this machine only; resolves to the port Chromium is told to use for `*.standin.localhost`. */
export async function startSchemeServer(): Promise<number> {
  const server: Server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return (server.address() as AddressInfo).port;
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = toAppUrl(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`);
  const handler = handlers.get(url.slice(0, url.indexOf(':')));
  if (!handler) {
    outgoing.destroy();
    return;
  }
  // Electron asks for no favicon, so the app is not bothered with Chromium's question.
  if (incoming.url === '/favicon.ico') {
    outgoing.writeHead(404).end();
    return;
  }
  try {
    const response = await handler(await toRequest(incoming, url));
    outgoing.statusCode = response.status;
    // A custom scheme is never in Electron's HTTP cache.
    outgoing.setHeader('cache-control', 'no-store');
    outgoing.setHeaders(response.headers);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    console.error(`electron stand-in: the handler for ${url} failed:`, error);
    outgoing.destroy();
  }
}

async function toRequest(incoming: IncomingMessage, url: string): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    const kept = name !== 'host' && name !== 'connection' && value !== undefined;
    if (kept) headers.set(name, toAppUrl(Array.isArray(value) ? value.join(', ') : value));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const method = incoming.method ?? 'GET';
  const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
  return new Request(url, { method, headers, body });
}
