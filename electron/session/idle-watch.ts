// When nobody has touched the PC for too long: first the screen locks, later the clinic closes. Knows time, not people.
import { type Clock, type Moment, momentOf, sinceMs } from './clock.ts';

/** After the screen locked; then the database is closed and its keys are gone. */
export const DEEP_LOCK_AFTER_MS = 30 * 60_000;
/** A PC that slept longer than this wakes with the clinic closed. */
export const LONG_SLEEP_MS = 5 * 60_000;

export type IdleWatch = {
  /** A hand on the keyboard or the mouse. Nothing else calls this: a query or a poll is not a person. */
  touched(): void;
  /** Somebody is at the desk: count from now. */
  startScreen(): void;
  /** The screen is locked: count to the deep lock. */
  startDeep(): void;
  stop(): void;
  /** Looks at the clocks now; for a PC that woke up. */
  check(): void;
};

type Rules = { screenAfterMs: () => number; onScreen: () => void; onDeep: () => void };

const nothing = () => {};

export function idleWatch(clock: Clock, { screenAfterMs, onScreen, onDeep }: Rules): IdleWatch {
  let counting: 'screen' | 'deep' | null = null;
  let since: Moment = momentOf(clock);
  let cancel = nothing;

  const leftMs = () => (counting === 'screen' ? screenAfterMs() : DEEP_LOCK_AFTER_MS) - sinceMs(clock, since);

  function check(): void {
    cancel();
    if (!counting) return;
    const left = leftMs();
    // A timer may fire a little early or long after a sleep: only the clocks decide.
    if (left > 0) cancel = clock.after(left, check);
    else if (counting === 'screen') onScreen();
    else onDeep();
  }

  function start(what: 'screen' | 'deep'): void {
    counting = what;
    since = momentOf(clock);
    check();
  }

  return {
    touched() {
      if (counting !== 'screen') return;
      // Too late is too late: a key pressed after the time is up meets the lock, even if the timer has not fired yet.
      if (leftMs() > 0) since = momentOf(clock);
      // Anew, because an admin may have changed how long is too long.
      check();
    },
    startScreen: () => start('screen'),
    startDeep: () => start('deep'),
    stop() {
      counting = null;
      cancel();
    },
    check,
  };
}
