// A real session over a temporary data folder, with clocks a test turns by hand. Passwords cost what they cost: nothing is mocked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doorstepRouter } from '../../electron/api/doorstep.ts';
import { leavingRouter } from '../../electron/api/leaving.ts';
import { setupRouter } from '../../electron/api/setup.ts';
import { staffRouter } from '../../electron/api/staff.ts';
import { createCallerFactory, router } from '../../electron/api/trpc.ts';
import { vaultRouter } from '../../electron/api/vault.ts';
import type { Desk } from '../../electron/desk.ts';
import { DocumentDesk } from '../../electron/documents/document-desk.ts';
import { PaperPackKeeper } from '../../electron/printing/paper-pack-keeper.ts';
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

const createCaller = createCallerFactory(
  router({
    doorstep: doorstepRouter,
    leaving: leavingRouter,
    setup: setupRouter,
    staff: staffRouter,
    vault: vaultRouter,
  }),
);

export class TestSession {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'clinic-desk-session-'));
  readonly clock = new HandClock();
  /** What the person chooses in the system's dialog. */
  chosenFolder: string | null = null;
  chosenFile: string | null = null;
  session: Session = this.#start();

  #start(): Session {
    return new Session({
      rootDir: this.dataDir,
      clock: this.clock,
      uptimeMs: () => this.clock.elapsedMs() + 1e9,
    });
  }
  /** The desk as procedures see it. Printing and the queue screen are other features' and throw when touched. */
  get desk(): Desk {
    const printing = new Proxy({}, { get: () => refuse }) as Desk['printing'];
    const files: Desk['files'] = {
      choose: async () => null,
      save: async () => null,
      chooseFolder: async () => this.chosenFolder,
      showFolder: async () => {},
      askWhere: async () => this.chosenFile,
      askWhich: async () => this.chosenFile,
    };
    const queueScreen = new Proxy({}, { get: () => refuse }) as Desk['queueScreen'];
    const paperPack = new PaperPackKeeper({
      clock: this.clock,
      vault: () => this.session.context().vault,
      printing,
    });
    return { session: this.session, files, documents: new DocumentDesk(), printing, queueScreen, paperPack };
  }
  /** Calls as the window makes them: each with the session's context of that moment. */
  get api() {
    return createCaller(() => ({
      ...this.session.context(),
      desk: this.desk,
      signal: this.session.leaving,
    }));
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
  /** Hires somebody with a password of their own. The admin is at the desk before and after. */
  async hire(person: { fullName: string; email: string; password: string; pin?: string }): Promise<string> {
    const { fullName, email, password, pin } = person;
    const member = {
      fullName,
      email,
      mobileNumber: null,
      role: 'receptionist' as const,
      locale: 'vi' as const,
      departmentId: null,
    };
    const { userId } = await this.api.staff.create({ ...member, password });
    await this.takeOver({ userId, password });
    // The first password was the admin's choice: it opens nothing before it is changed.
    await this.api.doorstep.chooseOwnPassword({ password });
    if (pin) await this.api.staff.setOwnPin({ pin, password });
    await this.takeOver({ userId: this.adminId, password: ADMIN.password });
    return userId;
  }
  get adminId(): string {
    const admin = this.session
      .openVault()
      .sqlite.prepare('SELECT id FROM users WHERE email = ?')
      .pluck()
      .get(ADMIN.email);
    return String(admin);
  }
  /** The screen is locked and somebody comes in with their password. */
  async takeOver(who: { userId: string; password: string }): Promise<void> {
    await this.api.doorstep.lock();
    await this.api.doorstep.unlockWithPassword(who);
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
