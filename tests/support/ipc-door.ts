// One page and one main process on the two ends of the IPC link, without Electron between: messages are structured clones, as there. For tests.
import { EventEmitter } from 'node:events';
import { createTRPCClient } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import type { WebContents } from 'electron';
import { createIPCHandler, type IPCHandler, type IPCHandlerOptions } from '../../electron/ipc/handler.ts';
import { type ElectronTRPC, EVENT_CHANNEL, type Message } from '../../electron/ipc/messages.ts';
import type { Sender } from '../../electron/ipc/sender.ts';
import { ipcLink } from '../../renderer/ipc-link.ts';

export const ORIGIN = 'app://clinic';

/** The part of Electron's WebContents the link uses. */
export class PageContents extends EventEmitter {
  readonly id: number;
  readonly sent: Message[] = [];
  hear: (message: Message) => void = () => undefined;
  #isDestroyed = false;

  constructor(id: number) {
    super();
    this.id = id;
  }
  send(channel: string, message: Message): void {
    if (channel !== EVENT_CHANNEL) throw new Error(`unknown channel ${channel}`);
    const cloned = structuredClone(message);
    this.sent.push(cloned);
    this.hear(cloned);
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  close(): void {
    this.#isDestroyed = true;
    this.emit('destroyed');
  }
}

export type Door = {
  handler: IPCHandler;
  contents: PageContents;
  /** Speaks to the handler as any frame might. */
  ask(request: unknown, sender?: Partial<Sender>): Promise<Message>;
};

export function openDoor(
  options: Pick<IPCHandlerOptions, 'router' | 'createContext'> &
    Partial<Pick<IPCHandlerOptions, 'monotonicMs'>>,
): Door {
  let listener: ((event: Sender, request: unknown) => Promise<Message>) | undefined;
  const handler = createIPCHandler({
    ...options,
    origin: ORIGIN,
    ipcMain: { handle: (_channel, given) => (listener = given) },
  });
  const contents = new PageContents(7);
  handler.attach(contents as unknown as WebContents);
  return {
    handler,
    contents,
    async ask(request, sender = {}) {
      const event = { sender: contents, senderFrame: { origin: ORIGIN, parent: null }, ...sender };
      if (!listener) throw new Error('the handler registers its channel');
      return structuredClone(await listener(event, structuredClone(request)));
    },
  };
}

/** A tRPC client in a page behind that door. */
export function clientOf<Router extends AnyRouter>(door: Door) {
  const link: ElectronTRPC = {
    post(request) {
      const cloned = structuredClone(request);
      void door.ask(cloned).then((message) => door.contents.hear(message));
    },
    onMessage(listener) {
      door.contents.hear = listener;
    },
  };
  return createTRPCClient<Router>({ links: [ipcLink<Router>(link)] });
}
