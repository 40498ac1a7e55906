// The page's end of the IPC link: turns tRPC operations into messages and messages into results. It knows no procedure by name.
import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { ElectronTRPC, Message, Request } from '../electron/ipc/messages.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly electronTRPC: ElectronTRPC;
  }
}

type Hear = (message: Message) => void;

/** The last link of a tRPC client. Ids start at random, so that a reloaded page never hears what its predecessor asked. */
export function ipcLink<TRouter extends AnyRouter>(
  link: ElectronTRPC = window.electronTRPC,
): TRPCLink<TRouter> {
  return () => {
    const listening = new Map<number, Hear>();
    let lastId = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    link.onMessage((message) => listening.get(message.id)?.(message));

    return ({ op }) =>
      observable((observer) => {
        const id = ++lastId;
        const settle = (end: () => void) => {
          op.signal?.removeEventListener('abort', giveUp);
          if (listening.delete(id)) end();
        };
        const giveUp = () =>
          settle(() => {
            link.post({ do: 'stop', id });
            observer.error(TRPCClientError.from(asError(op.signal?.reason)));
          });
        listening.set(id, (message) => {
          if (message.kind === 'started') observer.next({ result: { type: 'started' } });
          else if (message.kind === 'data') observer.next({ result: { type: 'data', data: message.data } });
          else if (message.kind === 'error')
            settle(() => observer.error(TRPCClientError.from({ error: message.error })));
          else
            settle(() => {
              observer.next({ result: resultIn(message) });
              observer.complete();
            });
        });
        op.signal?.addEventListener('abort', giveUp);
        if (op.signal?.aborted) giveUp();
        else
          post(link, { do: verbOf(op), id, path: op.path, input: op.input }, (cause) =>
            settle(() => observer.error(cause)),
          );
        return () => settle(() => link.post({ do: 'stop', id }));
      });
  };
}

/** What ends a call: its one result, or the end of a subscription. */
function resultIn(message: Exclude<Message, { kind: 'started' | 'data' | 'error' }>) {
  if (message.kind === 'end') return { type: 'stopped' } as const;
  const data: unknown = message.kind === 'text' ? JSON.parse(message.json) : message.data;
  return { type: 'data', data } as const;
}

const verbOf = ({ type }: Operation) => (type === 'subscription' ? 'subscribe' : type);

/** What cannot be cloned (a function, a DOM event given as input by mistake) fails here and at once. */
function post<TRouter extends AnyRouter>(
  link: ElectronTRPC,
  request: Request,
  failed: (error: TRPCClientError<TRouter>) => void,
): void {
  try {
    link.post(request);
  } catch (cause) {
    failed(TRPCClientError.from(asError(cause)));
  }
}

const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error('The call was given up.');
