// Time for the session, handed in so that an hour can pass in a test at once. Knows no feature.

export type Clock = {
  /** The wall clock. People and batteries turn it back. */
  nowMs(): number;
  /** Only goes forward; may stand still while the PC sleeps. */
  elapsedMs(): number;
  /** Runs `work` once after `ms`; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
};

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  elapsedMs: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    // A waiting lock never keeps a closed app alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A moment by both clocks. */
export type Moment = { wallMs: number; elapsedMs: number };
export const momentOf = (clock: Clock): Moment => ({ wallMs: clock.nowMs(), elapsedMs: clock.elapsedMs() });

/**
 * How long ago a moment was, by whichever clock says longer: turning the wall clock back gains nothing, and a sleep that the
 * other clock did not see still counts.
 */
export const sinceMs = (clock: Clock, then: Moment): number =>
  Math.max(clock.nowMs() - then.wallMs, clock.elapsedMs() - then.elapsedMs);
