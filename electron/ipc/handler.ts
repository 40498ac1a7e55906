// The main process's end of the IPC link: who may call, how much, and how answers and refusals travel. It knows no procedure by name.
import { type AnyRouter, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server';
import type { WebContents } from 'electron';
import { Refused } from '../../domain/failure.ts';
import type { CallMeta } from '../api/trpc.ts';
import { logBug } from '../log.ts';
import { CallMeter } from './call-meter.ts';
import { idOf, parseRequest } from './envelope.ts';
import { CALL_CHANNEL, EVENT_CHANNEL, type ErrorShape, type Message, type Request } from './messages.ts';
import { type Sender, type Stranger, strangerIn } from './sender.ts';

export const CALLS_PER_SECOND = 200;
export const SUBSCRIPTION_LIMIT = 64;

type Call = Exclude<Request, { do: 'stop' }>;
type Running = { stop: AbortController; isSubscription: boolean };
type Page = {
  /** What this window may ask at all. */
  router: AnyRouter;
  contents: Pick<WebContents, 'id' | 'send' | 'isDestroyed'>;
  running: Map<number, Running>;
  meter: CallMeter;
};

export type IPCHandlerOptions = {
  ipcMain: { handle(channel: string, listener: (event: Sender, request: unknown) => Promise<Message>): void };
  router: AnyRouter;
  /** May throw: the caller gets the formatted error and never waits for ever. */
  createContext: (call: { webContentsId: number; signal: AbortSignal }) => unknown;
  /** The origin of our page, `app://clinic`. */
  origin: string;
  /** A clock that never goes back. */
  monotonicMs?: () => number;
};

export type IPCHandler = {
  /** Serves this window from now on, until it closes. With a router of its own it can ask nothing but what stands in that one. */
  attach(contents: WebContents, router?: AnyRouter): void;
  /** Ends what is running for every window: subscriptions and calls. For locking and quitting. */
  stopAll(): void;
};

export function createIPCHandler(options: IPCHandlerOptions): IPCHandler {
  const { ipcMain, router, createContext, origin, monotonicMs = () => performance.now() } = options;
  const { _def: definition } = router;
  const { _config: config } = definition;
  const pages = new Map<number, Page>();

  ipcMain.handle(CALL_CHANNEL, async (event, raw) => {
    const page = pages.get(event.sender.id);
    const stranger = strangerIn(event, page !== undefined, origin);
    if (stranger || !page) return turnAway(raw, stranger ?? 'unknown-window');
    let call: Call | undefined;
    try {
      // Stopping is never refused for being too busy: it makes less work.
      if (!isStop(raw) && !page.meter.allows(monotonicMs())) throw new Refused({ code: 'busy' });
      const request = parseRequest(raw);
      if (request.do !== 'stop') return await serve(page, (call = request));
      stop(page, request.id);
      return { kind: 'end', id: request.id };
    } catch (error) {
      return { kind: 'error', id: idOf(raw), error: shapeOf(error, call) };
    }
  });

  function serve(page: Page, call: Call): Promise<Message> {
    if (page.running.has(call.id)) throw new Refused({ code: 'invalid_input', fields: {} });
    if (call.do !== 'subscribe') return answer(page, call);
    const subscriptions = [...page.running.values()].filter((running) => running.isSubscription);
    if (subscriptions.length >= SUBSCRIPTION_LIMIT) throw new Refused({ code: 'too_much' });
    return subscribe(page, call);
  }

  async function answer(page: Page, call: Call): Promise<Message> {
    const running = start(page, call);
    try {
      const data = await run(page, call, running.stop.signal);
      const { id } = call;
      return travelsAsText(page, call)
        ? { kind: 'text', id, json: JSON.stringify(data) }
        : { kind: 'result', id, data };
    } finally {
      finish(page, call, running);
    }
  }

  async function subscribe(page: Page, call: Call): Promise<Message> {
    const running = start(page, call);
    try {
      const events = (await run(page, call, running.stop.signal)) as AsyncIterable<unknown>;
      void pump(page, call, running, events);
      return { kind: 'started', id: call.id };
    } catch (error) {
      finish(page, call, running);
      throw error;
    }
  }

  /** Pushes what the generator yields until it ends, fails or is stopped. A stopped one is never heard again. */
  async function pump(
    page: Page,
    call: Call,
    running: Running,
    events: AsyncIterable<unknown>,
  ): Promise<void> {
    const { signal } = running.stop;
    const push = (message: Message) => {
      if (!signal.aborted && !page.contents.isDestroyed()) page.contents.send(EVENT_CHANNEL, message);
    };
    try {
      for await (const data of events) {
        if (signal.aborted) break;
        push({ kind: 'data', id: call.id, data });
      }
      push({ kind: 'end', id: call.id });
    } catch (error) {
      if (!signal.aborted) push({ kind: 'error', id: call.id, error: shapeOf(error, call) });
    } finally {
      finish(page, call, running);
    }
  }

  async function run(page: Page, call: Call, signal: AbortSignal): Promise<unknown> {
    const { path, input } = call;
    const type = call.do === 'subscribe' ? 'subscription' : call.do;
    const ctx = await createContext({ webContentsId: page.contents.id, signal });
    return callTRPCProcedure({
      router: page.router,
      path,
      type,
      ctx,
      signal,
      batchIndex: 0,
      getRawInput: async () => input,
    });
  }

  function shapeOf(cause: unknown, call: Call | undefined): ErrorShape {
    const error = getTRPCErrorFromUnknown(cause);
    const type = call?.do === 'subscribe' ? 'subscription' : (call?.do ?? 'unknown');
    const path = call?.path ?? 'ipc';
    return getTRPCErrorShape({ config, error, type, path, input: undefined, ctx: undefined }) as ErrorShape;
  }

  return {
    attach(contents, served = router) {
      const page: Page = {
        router: served,
        contents,
        running: new Map(),
        meter: new CallMeter(CALLS_PER_SECOND, monotonicMs()),
      };
      pages.set(contents.id, page);
      // Another page, a crash or the end of the window: nobody is left to hear the answers.
      contents.on('did-navigate', () => stopPage(page));
      contents.on('render-process-gone', () => stopPage(page));
      contents.once('destroyed', () => {
        stopPage(page);
        pages.delete(contents.id);
      });
    },
    stopAll: () => pages.forEach(stopPage),
  };
}

function travelsAsText({ router }: Page, { path }: Call): boolean {
  const { _def: definition } = router;
  const procedures: Record<string, { _def: { meta?: unknown } } | undefined> = definition.procedures;
  const { _def: procedure } = procedures[path] ?? { _def: {} };
  return (procedure.meta as CallMeta | undefined)?.travelsAsText === true;
}

function start(page: Page, call: Call): Running {
  const running = { stop: new AbortController(), isSubscription: call.do === 'subscribe' };
  page.running.set(call.id, running);
  return running;
}

/** A stopped call may end long after its id was given to another. */
function finish(page: Page, call: Call, running: Running): void {
  if (page.running.get(call.id) === running) page.running.delete(call.id);
}

function stop(page: Page, id: number): void {
  page.running.get(id)?.stop.abort();
  page.running.delete(id);
}

function stopPage(page: Page): void {
  for (const id of page.running.keys()) stop(page, id);
}

const isStop = (raw: unknown) => typeof raw === 'object' && raw !== null && 'do' in raw && raw.do === 'stop';

/** Noted once for each kind: a page that keeps trying must not fill the disk. */
const noted = new Set<Stranger>();
function turnAway(raw: unknown, stranger: Stranger): Message {
  if (!noted.has(stranger)) logBug(`ipc.${stranger}`, new Error(stranger));
  noted.add(stranger);
  return {
    kind: 'error',
    id: idOf(raw),
    error: { code: -32003, message: 'internal', data: { reference: 'STRANGER' } },
  };
}
