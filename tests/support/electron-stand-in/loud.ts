/**
 * Knows how to fail on any Electron API the stand-in does not have, by that API's name; never what an API does.
 * A stand-in that answered `undefined` would let the app believe in something that never happened.
 */
import { EventEmitter } from 'node:events';

/**
 * `target`, except that reading a member it does not have throws with the member's full name.
 * Also sent to the preload as source, so it may use nothing from outside itself.
 */
export function loud<T extends object>(name: string, target: T): T {
  // Asked of any object by promises, serialisers and module loaders; `undefined` is the honest answer.
  const askedByTheLanguage = ['then', 'toJSON', '__esModule'];
  return new Proxy(target, {
    get(object, key, receiver): unknown {
      // With the receiver, a getter's `this` is the guarded object too, so `frame === frame.top` holds.
      if (typeof key === 'symbol' || key in object || askedByTheLanguage.includes(key)) {
        return Reflect.get(object, key, receiver);
      }
      throw new Error(
        `electron stand-in: '${name}.${key}' is not implemented (it exists on real Electron only)`,
      );
    },
  });
}

type Listener = (...args: never[]) => void;

/**
 * An event emitter that refuses to be listened to for an event nobody here knows: a listener that can never be
 * called is a silent gap.
 */
export class LoudEmitter extends EventEmitter {
  private readonly emitterName: string;
  private readonly knownEvents: ReadonlySet<string>;

  constructor(emitterName: string, knownEvents: readonly string[]) {
    super();
    this.emitterName = emitterName;
    this.knownEvents = new Set([...knownEvents, 'error', 'newListener', 'removeListener']);
  }

  override on(event: string | symbol, listener: Listener): this {
    return super.on(this.known(event), listener as never);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return super.addListener(this.known(event), listener as never);
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    return super.prependListener(this.known(event), listener as never);
  }

  private known(event: string | symbol): string | symbol {
    if (typeof event === 'string' && !this.knownEvents.has(event)) {
      throw new Error(
        `electron stand-in: '${this.emitterName}.on('${event}')' is not implemented (nothing here tells it)`,
      );
    }
    return event;
  }
}

/** The first argument of an event a listener may prevent. */
export interface Preventable {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function preventable<T extends object>(details: T): T & Preventable {
  let prevented = false;
  return Object.defineProperties({ ...details } as T & Preventable, {
    preventDefault: { value: () => (prevented = true) },
    defaultPrevented: { get: () => prevented },
  });
}
