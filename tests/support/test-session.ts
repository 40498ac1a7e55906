// A real session over a temporary data folder, with clocks a test turns by hand. Passwords cost what they cost: nothing is mocked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doorstepRouter } from '../../electron/api/doorstep.ts';
import { createCallerFactory, router } from '../../electron/api/trpc.ts';
import type { Desk } from '../../electron/desk.ts';
import type { Clock } from '../../electron/session/clock.ts';
import { Session } from '../../electron/session/session.ts';
import { NOW_MS } from './test-vault.ts';

export const MINUTE_MS = 60_000;
export const ADMIN = { email: 'lan@hoasen.vn', fullName: 'Trần Thị Lan', password: 'mưa rào trên phố cổ' };

/** Both clocks move together with `pass`; `turnBack` moves the wall clock alone, `sleep` the way a sleeping PC does. */
export class HandClock implements Clock {
  #wallMs = NOW_MS;
  #elapsedMs = 0;
  #waiting = new Set<{ atMs: number; work: () => void }>();
  nowMs = () => this.#wallMs;
  elapsedMs = () => this.#elapsedMs;
  after = (ms: number, work: () => void) => {
    const entry = { atMs: this.#elapsedMs + ms, work };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  };
  pass(ms: number): void {
    const endMs = this.#elapsedMs + ms;
    for (;;) {
      const next = [...this.#waiting]
        .filter(({ atMs }) => atMs <= endMs)
        .toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.#waiting.delete(next);
      this.#move(next.atMs - this.#elapsedMs);
      next.work();
    }
    this.#move(endMs - this.#elapsedMs);
  }
  turnBack(ms: number): void {
    this.#wallMs -= ms;
  }
  /** The wall clock goes on, timers and the other clock stand still. */
  sleep(ms: number): void {
    this.#wallMs += ms;
  }
  #move(ms: number): void {
    this.#wallMs += ms;
    this.#elapsedMs += ms;
  }
}

const createCaller = createCallerFactory(router({ doorstep: doorstepRouter }));
const noFiles: Desk['files'] = {
  choose: async () => null,
  save: async () => null,
  chooseFolder: async () => null,
};

export class TestSession {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-session-'));
  readonly clock = new HandClock();
  session: Session = this.#start();

  #start(): Session {
    return new Session({
      rootDir: this.dataDir,
      clock: this.clock,
      uptimeMs: () => this.clock.elapsedMs() + 1e9,
    });
  }
  /** The desk as procedures see it. Printing is another feature's and throws when it is touched. */
  get desk(): Desk {
    const printing = new Proxy({}, { get: () => refuse }) as Desk['printing'];
    return { session: this.session, files: noFiles, printing };
  }
  /** Calls as the window makes them: each with the session's context of that moment. */
  get api() {
    return createCaller(() => ({ ...this.session.context(), desk: this.desk }));
  }
  /** First run as the wizard does it; the admin is signed in afterwards. Returns the recovery code. */
  async createClinic(): Promise<string> {
    const { recoveryCode, asked } = await this.api.doorstep.showRecoveryCode();
    const groups = recoveryCode.split('-');
    await this.api.doorstep.createClinic({
      clinic: { name: 'Phòng khám Hoa Sen', timeZone: 'Asia/Ho_Chi_Minh', currency: 'VND', locale: 'vi' },
      admin: ADMIN,
      typedGroups: asked.map((place) => groups[place] ?? ''),
    });
    return recoveryCode;
  }
  /** The app is closed and started again. */
  async restart(): Promise<void> {
    await this.session.end();
    this.session = this.#start();
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.session.end();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const refuse = () => {
  throw new Error('printing is not part of this test');
};
