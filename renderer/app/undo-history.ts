// What one person did at this desk and can take back, latest last: one history for every page. It knows steps, never what they change.
import { useSyncExternalStore } from 'react';
import { useDesk } from './desk-context.tsx';
import { notifyDone, showFailure } from './notify.tsx';

export type UndoStep = {
  /** The thing it was done to; its toast takes the place of an older one about the same thing. */
  about: string;
  /** The sentences said when it was done, taken back, and done again. */
  texts: Record<'done' | 'undone' | 'redone', string>;
  /** Both throw a refusal when something depends on it by now. */
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  /** Whether this event of the main process is what it would take back now. */
  holds?: (eventId: string) => boolean;
};
type Say = { done: typeof notifyDone; refused: (error: unknown) => void };
type Next = { undo: UndoStep | null; redo: UndoStep | null };

/** More than anybody remembers of a morning. */
const AT_MOST = 100;

export class UndoHistory {
  #past: UndoStep[] = [];
  #future: UndoStep[] = [];
  #next: Next = { undo: null, redo: null };
  #turn: Promise<void> = Promise.resolve();
  readonly #watchers = new Set<() => void>();
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  /** Something was done: says so, with the button that takes it back. What was undone before can no longer be done again. */
  did(step: UndoStep): void {
    this.#past = [...this.#past, step].slice(-AT_MOST);
    this.#future = [];
    this.#tell();
    const { about } = step;
    this.#say.done(step.texts.done, { about, undo: () => void this.takeBack(step) });
  }

  undo(): Promise<void> {
    return this.#inTurn(() => this.#back(this.#past.at(-1)));
  }
  redo(): Promise<void> {
    return this.#inTurn(() => this.#forth(this.#future.at(-1)));
  }
  /** A step that need not be the last: its button was pressed. */
  takeBack(step: UndoStep): Promise<void> {
    return this.#inTurn(() => this.#back(this.#past.find((other) => other === step)));
  }
  /** The step that would take back this event, when it was made here. */
  stepOf(eventId: string): UndoStep | null {
    return this.#past.find(({ holds }) => holds?.(eventId)) ?? null;
  }

  /** What undo and redo would do now; the same object until that changes. */
  readonly next = (): Next => this.#next;
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };

  /** Two fast Ctrl+Z are two steps, one after the other. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    return (this.#turn = this.#turn.then(work));
  }
  async #back(step: UndoStep | undefined): Promise<void> {
    if (!step) return;
    this.#past = this.#past.filter((other) => other !== step);
    if (await this.#tried(step.undo, step.texts.undone, step)) this.#future = [...this.#future, step];
    this.#tell();
  }
  async #forth(step: UndoStep | undefined): Promise<void> {
    if (!step) return;
    this.#future = this.#future.filter((other) => other !== step);
    if (await this.#tried(step.redo, step.texts.redone, step)) this.#past = [...this.#past, step];
    this.#tell();
  }
  /** A step that is refused has left the history for good: it would be refused again. */
  async #tried(work: () => Promise<void>, text: string, { about }: UndoStep): Promise<boolean> {
    try {
      await work();
      this.#say.done(text, { about });
      return true;
    } catch (error) {
      this.#say.refused(error);
      return false;
    }
  }
  #tell(): void {
    this.#next = { undo: this.#past.at(-1) ?? null, redo: this.#future.at(-1) ?? null };
    for (const watcher of this.#watchers) watcher();
  }
}

/** Since this window opened, for each person apart: nobody takes back a colleague's work by a key. */
const histories = new Map<string, UndoHistory>();

export function useUndoHistory(): UndoHistory {
  const { userId } = useDesk().user;
  const known = histories.get(userId) ?? new UndoHistory({ done: notifyDone, refused: showFailure });
  histories.set(userId, known);
  return known;
}

/** What Ctrl+Z and Ctrl+Y would do now, for the buttons that show it. */
export function useNextSteps(): Next {
  const history = useUndoHistory();
  return useSyncExternalStore(history.watch, history.next);
}
