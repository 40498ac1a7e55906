// The words the window and the main process exchange over IPC. It knows their shape and never what a procedure means.
import type { ErrorData } from '../api/trpc.ts';

/** Page → main process, answered by one `Message`. */
export const CALL_CHANNEL = 'clinic:call';
/** Main process → page, as often as a subscription speaks. */
export const EVENT_CHANNEL = 'clinic:event';

/** `id` is chosen by the page and is unique among its running calls. */
export type Request =
  | { do: 'query' | 'mutation' | 'subscribe'; id: number; path: string; input?: unknown }
  | { do: 'stop'; id: number };

/** As electron/api/trpc.ts formats it: a typed failure, or the reference of a bug. */
export type ErrorShape = { code: number; message: string; data: ErrorData };

export type Message =
  | { kind: 'result'; id: number; data: unknown }
  /** A result as JSON: contextBridge takes one text at once, and a long list property by property. */
  | { kind: 'text'; id: number; json: string }
  | { kind: 'started'; id: number }
  | { kind: 'data'; id: number; data: unknown }
  | { kind: 'end'; id: number }
  | { kind: 'error'; id: number; error: ErrorShape };

/**
 * What the preload puts on `window.electronTRPC`. Nothing here returns a promise: one made in the preload's world and handed across
 * contextBridge lets a hostile page reach the preload's prototypes.
 */
export type ElectronTRPC = {
  post(request: Request): void;
  onMessage(listener: (message: Message) => void): void;
};
