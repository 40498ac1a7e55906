/**
 * Knows how values and function calls cross between the page's world and the preload's isolated world, as
 * contextBridge carries them; never what the app exposes.
 *
 * Sent to both worlds as source (`openBridge.toString()`), so it may use nothing from outside itself. The two worlds share
 * the DOM and nothing else: messages are CustomEvents on `window` whose `detail` Chromium clones from world to world.
 */

/** What crosses: clonable data as it is; functions, promises and errors by number or by message. */
export type Wire =
  | { as: 'value'; value: unknown }
  | { as: 'function'; id: number }
  | { as: 'promise'; id: number }
  | { as: 'error'; name: string; message: string }
  | { as: 'array'; items: Wire[] }
  | { as: 'object'; entries: [string, Wire][] };

type Message =
  | { do: 'expose'; name: string; api: Wire }
  | { do: 'call'; id: number; fn: number; args: Wire[] }
  | { do: 'return'; id: number; ok: boolean; result: Wire }
  | { do: 'settle'; id: number; ok: boolean; result: Wire };

export interface Bridge {
  expose(name: string, api: unknown): void;
}

/** `secret` names the events; the page cannot guess it, so it cannot speak as the preload. */
export function openBridge(world: 'page' | 'preload', secret: string): Bridge {
  const other = world === 'page' ? 'preload' : 'page';
  // Held from before any page script runs, so that a page cannot change how the bridge works.
  const { CustomEvent: Envelope, Promise: Eventual, Error: Failure, Object: Obj } = globalThis;
  const dispatch = window.dispatchEvent.bind(window);

  const functions: ((...args: unknown[]) => unknown)[] = [];
  const idOfFunction = new Map<unknown, number>();
  const returned = new Map<number, { ok: boolean; result: Wire }>();
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let lastId = 0;

  const post = (message: Message) => dispatch(new Envelope(`${secret}:${other}`, { detail: message }));

  /** True when the value holds something the DOM's own cloning would refuse or lose. */
  function needsWire(value: unknown): boolean {
    if (typeof value === 'function') return true;
    if (value === null || typeof value !== 'object') return false;
    if (value instanceof Failure || value instanceof Eventual) return true;
    if (Array.isArray(value)) return value.some(needsWire);
    return Obj.getPrototypeOf(value) === Obj.prototype && Obj.values(value).some(needsWire);
  }

  function toWire(value: unknown): Wire {
    if (!needsWire(value)) return { as: 'value', value };
    if (typeof value === 'function')
      return { as: 'function', id: numberOf(value as (...args: unknown[]) => unknown) };
    if (value instanceof Failure) return { as: 'error', name: value.name, message: value.message };
    if (Array.isArray(value)) return { as: 'array', items: value.map(toWire) };
    if (value instanceof Eventual) return promiseToWire(value as Promise<unknown>);
    return { as: 'object', entries: Obj.entries(value as object).map(([key, item]) => [key, toWire(item)]) };
  }

  function numberOf(fn: (...args: unknown[]) => unknown): number {
    const known = idOfFunction.get(fn);
    if (known !== undefined) return known;
    const id = functions.push(fn) - 1;
    idOfFunction.set(fn, id);
    return id;
  }

  function promiseToWire(promise: Promise<unknown>): Wire {
    const id = ++lastId;
    promise.then(
      (value) => settle(id, true, value),
      (error: unknown) => settle(id, false, error),
    );
    return { as: 'promise', id };
  }

  function settle(id: number, ok: boolean, value: unknown): void {
    try {
      post({ do: 'settle', id, ok, result: toWire(value) });
    } catch {
      post({ do: 'settle', id, ok: false, result: toWire(new Failure('An object could not be cloned.')) });
    }
  }

  function fromWire(wire: Wire): unknown {
    switch (wire.as) {
      case 'value':
        return wire.value;
      case 'function':
        return (...args: unknown[]) => call(wire.id, args);
      case 'promise':
        return new Eventual((resolve, reject) => pending.set(wire.id, { resolve, reject }));
      case 'error':
        return Obj.assign(new Failure(wire.message), { name: wire.name });
      case 'array':
        return wire.items.map(fromWire);
      default:
        return Obj.fromEntries(wire.entries.map(([key, item]) => [key, fromWire(item)]));
    }
  }

  /** Dispatching an event is synchronous, so the answer is there when `post` comes back. */
  function call(fn: number, args: unknown[]): unknown {
    const id = ++lastId;
    post({ do: 'call', id, fn, args: args.map(toWire) });
    const answer = returned.get(id);
    returned.delete(id);
    if (!answer) throw new Failure('the other world did not answer');
    const result = fromWire(answer.result);
    if (!answer.ok) throw result;
    return result;
  }

  function answerCall({ id, fn, args }: Message & { do: 'call' }): void {
    const reply = (ok: boolean, value: unknown) => post({ do: 'return', id, ok, result: toWire(value) });
    try {
      reply(true, functions[fn]?.(...args.map(fromWire)));
    } catch (error) {
      reply(false, error instanceof Failure ? error : new Failure(String(error)));
    }
  }

  function deepFreeze<T>(value: T): T {
    if (value !== null && typeof value === 'object') Obj.values(value).forEach(deepFreeze);
    return ArrayBuffer.isView(value) ? value : Obj.freeze(value);
  }

  function receive(message: Message): void {
    if (message.do === 'call') answerCall(message);
    else if (message.do === 'return') returned.set(message.id, message);
    else if (message.do === 'expose') {
      const value = deepFreeze(fromWire(message.api));
      Obj.defineProperty(window, message.name, {
        value,
        enumerable: true,
        writable: false,
        configurable: false,
      });
    } else {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      waiting?.[message.ok ? 'resolve' : 'reject'](fromWire(message.result));
    }
  }

  window.addEventListener(
    `${secret}:${world}`,
    (event) => {
      event.stopImmediatePropagation();
      receive((event as CustomEvent<Message>).detail);
    },
    true,
  );

  return { expose: (name, api) => void post({ do: 'expose', name, api: toWire(api) }) };
}
