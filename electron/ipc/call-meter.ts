// How many calls a page may make: a bucket of so many tokens, refilled evenly. It knows no call and reads no clock.
export class CallMeter {
  private readonly perSecond: number;
  private tokens: number;
  private countedAtMs: number;

  constructor(perSecond: number, nowMs: number) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.countedAtMs = nowMs;
  }

  /** False when the page has used up what it may call now. `nowMs` comes from a clock that never goes back. */
  allows(nowMs: number): boolean {
    const refilled = this.tokens + ((nowMs - this.countedAtMs) * this.perSecond) / 1000;
    this.tokens = Math.min(this.perSecond, refilled);
    this.countedAtMs = nowMs;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
