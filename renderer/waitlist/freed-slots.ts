// The times that the last change has freed, for the note that says who would come. Told by whoever frees one; it asks nobody.
import { useSyncExternalStore } from 'react';

type Slot = { date: string; time: string; doctorId: string };
/** Single times, or all of a time off that was withdrawn. */
export type Freed = { slots: readonly Slot[] } | { timeOffId: string };

let freed: Freed | null = null;
const watchers = new Set<() => void>();
const put = (next: Freed | null): void => {
  freed = next;
  for (const watcher of watchers) watcher();
};

export const tellFreed = (next: Freed): void => put(next);
export const forgetFreed = (): void => put(null);

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};
export const useFreed = (): Freed | null => useSyncExternalStore(watch, () => freed);
