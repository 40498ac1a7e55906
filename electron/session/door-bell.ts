// Tells whoever watches that something at the door has changed. Knows not what.

type Listener = () => void;
const nothing: Listener = () => {};

export class DoorBell {
  readonly #listeners = new Set<Listener>();

  ring(): void {
    for (const listener of this.#listeners) listener();
  }

  /** What `look` says now, and again after each ring, until `signal`. Rings that come faster than they are read are told once. */
  async *watch<Seen>(look: () => Seen, signal: AbortSignal | undefined): AsyncGenerator<Seen, void> {
    let wake: Listener = nothing;
    let isStale = true;
    const listener = () => {
      isStale = true;
      wake();
    };
    this.#listeners.add(listener);
    signal?.addEventListener('abort', listener);
    try {
      for (;;) {
        if (!isStale) await new Promise<void>((resolve) => (wake = resolve));
        if (signal?.aborted) return;
        isStale = false;
        yield look();
      }
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener('abort', listener);
    }
  }
}
