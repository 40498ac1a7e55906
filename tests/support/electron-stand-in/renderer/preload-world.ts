/**
 * Knows what `require('electron')` means inside a sandboxed preload: ipcRenderer, contextBridge, webFrame; never
 * what the app sends through them.
 *
 * Sent to the isolated world as source (`preloadWorld.toString()`), so it may use nothing from outside itself.
 */
import type { Codec } from '../codec.ts';
import type { loud } from '../loud.ts';
import type { Bridge } from './bridge.ts';
import type { WindowRequest } from './window-open.ts';

/** Page → main process, as the text of one binding call. */
export type ToMain =
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'window-open'; request: WindowRequest }
  | { kind: 'preload-error'; message: string };

/** Main process → page. */
export type ToPreload =
  | { kind: 'reply'; id: number; ok: boolean; value: unknown }
  | { kind: 'push'; channel: string; args: unknown[] };

export interface PreloadEnvironment {
  bridge: Bridge;
  codec: Codec;
  loud: typeof loud;
  hearRequests: (tell: (request: WindowRequest) => void) => void;
  /** Hands text to the main process. */
  post: (text: string) => void;
  process: Record<string, unknown>;
}

type Preload = (require: (name: string) => unknown, module: object, exports: object, process: object) => void;

/** Runs the preload and returns the function the main process calls with each message. */
export function preloadWorld(
  { bridge, codec, hearRequests, loud, post, process }: PreloadEnvironment,
  preload: Preload,
): (text: string) => void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const replies = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const exposed = new Set<string>();
  let lastId = 0;

  const toMain = (message: ToMain) => post(codec.encode(message));

  const ipcRenderer = loud('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        toMain({ kind: 'invoke', id, channel, args });
        replies.set(id, { resolve, reject });
      });
    },
    send(channel: string, ...args: unknown[]): void {
      toMain({ kind: 'send', channel, args });
    },
    on(channel: string, listener: Listener): object {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener): object {
      const once: Listener = (...args) => {
        ipcRenderer.off(channel, once);
        listener(...args);
      };
      return ipcRenderer.on(channel, once);
    },
    off(channel: string, listener: Listener): object {
      const rest = (listeners.get(channel) ?? []).filter((known) => known !== listener);
      listeners.set(channel, rest);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener): object => ipcRenderer.off(channel, listener),
    removeAllListeners(channel: string): object {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });

  const contextBridge = loud('contextBridge', {
    exposeInMainWorld(name: string, api: unknown): void {
      if (exposed.has(name))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(name);
      bridge.expose(name, api);
    },
  });

  const webFrame = loud('webFrame', {
    // Page zoom as CSS zoom: the layout is the same, the browser's own zoom level is not touched.
    setZoomFactor: (factor: number) => document.documentElement.style.setProperty('zoom', String(factor)),
    getZoomFactor: () => Number(document.documentElement.style.getPropertyValue('zoom') || 1),
  });

  const electron = loud('electron', { ipcRenderer, contextBridge, webFrame });

  function require(name: string): unknown {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name} (a sandboxed preload may require 'electron' only)`);
  }

  function receive(text: string): void {
    const message = codec.decode(text) as ToPreload;
    if (message.kind === 'push') {
      const event = { sender: ipcRenderer, senderId: 0, ports: [] };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
      return;
    }
    const waiting = replies.get(message.id);
    replies.delete(message.id);
    if (message.ok) waiting?.resolve(message.value);
    else waiting?.reject(new Error(String(message.value)));
  }

  hearRequests((request) => toMain({ kind: 'window-open', request }));
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    toMain({
      kind: 'preload-error',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  return receive;
}
