// Keeps what is being typed: at most one write at a time, and never more than a pause behind. It knows neither form nor record.

/** A killed process loses at most this much typing and the time of one small write. */
export const PAUSE_MS = 300;

export type JournalState =
  | { kind: 'clean' }
  /** Typed and not yet on the disk. */
  | { kind: 'typing' }
  | { kind: 'kept'; atMs: number }
  | { kind: 'saved'; atMs: number }
  | { kind: 'failed'; error: unknown };

type Keep = (content: string) => Promise<{ keptAtMs: number }>;

export class DraftJournal {
  state: JournalState = { kind: 'clean' };
  private readonly keep: Keep;
  private readonly listeners = new Set<() => void>();
  private read: (() => string) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isHeld = false;

  constructor(keep: Keep) {
    this.keep = keep;
  }

  /** Something was typed; `read` gives the whole text when it is time to write. Cheap: a key starts a timer at most. */
  changed(read: () => string): void {
    this.read = read;
    this.tell({ kind: 'typing' });
    // Not put off by further keys: somebody who types without a pause is kept too.
    if (this.timer === undefined && !this.isHeld) this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Writes what is not on the disk yet, after the write that is under way. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeOnce());
    return this.writing;
  }

  private async writeOnce(): Promise<void> {
    const read = this.read;
    if (!read || this.isHeld) return;
    this.read = null;
    try {
      const { keptAtMs } = await this.keep(read());
      if (this.read === null) this.tell({ kind: 'kept', atMs: keptAtMs });
    } catch (error) {
      // It stays unwritten: the next key or flush tries again.
      this.read ??= read;
      this.tell({ kind: 'failed', error });
    }
  }

  /** Before saving: nothing is written any more, so that no late draft outlives the saved record. */
  async hold(): Promise<void> {
    this.isHeld = true;
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
  }

  /** After saving. With `savedAtMs` all typed before is safe in the record; without, the journal takes it up again. */
  release(savedAtMs?: number): void {
    this.isHeld = false;
    if (savedAtMs === undefined) {
      if (this.read) void this.flush();
      return;
    }
    this.read = null;
    this.tell({ kind: 'saved', atMs: savedAtMs });
  }

  /** The typing was thrown away. */
  reset(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isHeld = false;
    this.read = null;
    this.tell({ kind: 'clean' });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): JournalState => this.state;

  private tell(state: JournalState): void {
    if (state.kind === 'typing' && this.state.kind === 'typing') return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
