// Who sits at the desk and whether the clinic is open, locked or closed: the state machine, moved by people, time and the machine.
// It opens no key file itself: sign-in.ts and first-run.ts bring it an open vault.
import { rmSync } from 'node:fs';
import { staffRole } from '../../domain/accounts.ts';
import { assert, type Failure, Refused } from '../../domain/failure.ts';
import { mustChoosePassword, personNow } from '../../db/accounts.ts';
import { clinicOf } from '../../db/clinic-setup.ts';
import type { Uptime } from '../../db/vault/backoff.ts';
import { hasVault, refuseVisibleDamage } from '../../db/vault/damage.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { write } from '../../db/write.ts';
import type { ApiContext, SignedIn } from '../api/trpc.ts';
import { logBug } from '../log.ts';
import { BackupKeeper } from './backup-keeper.ts';
import type { Clock } from './clock.ts';
import { DoorBell } from './door-bell.ts';
import { type AtDesk, deskUser, doorPeople } from './door-people.ts';
import type { ClosedBecause, DoorClinic, DoorState, Place, Restored } from './door-state.ts';
import { type IdleWatch, idleWatch, LONG_SLEEP_MS } from './idle-watch.ts';
import { finishImport } from './import-swap.ts';
import { placeFolder, unfinishedFolder } from './places.ts';
import { type Preferences, readPreferences, savePreferences } from './preferences.ts';

type Inside =
  | { kind: 'no_clinic' }
  | { kind: 'making_demo'; done: number; total: number }
  | { kind: 'closed'; because: ClosedBecause; trouble: Failure | null; restored: Restored | null }
  | ({ kind: 'new_password' | 'open' } & AtDesk)
  /** `userId` is who was here last. */
  | ({ kind: 'locked' } & AtDesk);

export type SessionOptions = { rootDir: string; clock: Clock; uptimeMs: Uptime };

export class Session {
  readonly clock: Clock;
  readonly uptimeMs: Uptime;
  readonly backups: BackupKeeper;
  readonly rootDir: string;
  readonly #idle: IdleWatch;
  readonly #bell = new DoorBell();
  #place: Place = 'clinic';
  #inside: Inside = { kind: 'no_clinic' };
  #preferences: Preferences;
  #asleepSinceMs: number | null = null;
  #closing: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ rootDir, clock, uptimeMs }: SessionOptions) {
    this.clock = clock;
    this.uptimeMs = uptimeMs;
    this.rootDir = rootDir;
    rmSync(unfinishedFolder(rootDir), { recursive: true, force: true });
    finishImport(rootDir, clock.nowMs());
    this.#preferences = readPreferences(rootDir);
    this.backups = new BackupKeeper({
      clock,
      secondPlace: () => this.secondPlace,
      changed: () => this.changed(),
    });
    this.#idle = idleWatch(clock, {
      screenAfterMs: () => this.#clinic().idleLockMinutes * 60_000,
      onScreen: () => this.lock(),
      onDeep: () => this.close('idle'),
    });
    if (!hasVault(this.dataDir) && hasVault(placeFolder(rootDir, 'demo'))) this.#place = 'demo';
    this.#lookAtFolder('start');
  }

  /** Where the clinic of the chosen place lies. */
  get dataDir(): string {
    return placeFolder(this.rootDir, this.#place);
  }
  /** A folder on another disk for daily copies. */
  get secondPlace(): string | null {
    return this.#preferences.secondPlace;
  }
  get place(): Place {
    return this.#place;
  }
  get kind(): Inside['kind'] {
    return this.#inside.kind;
  }

  /** What a call of the window is made with. Asked anew for each call: a right that was taken away is gone with the next one. */
  context(): Pick<ApiContext, 'vault' | 'user' | 'isLocked' | 'nowMs'> {
    const nowMs = this.clock.nowMs();
    if (this.#inside.kind !== 'open' && this.#inside.kind !== 'locked')
      return { vault: null, user: null, isLocked: true, nowMs };
    const { kind, vault, userId } = this.#inside;
    this.#noticeSettings(vault);
    return { vault, user: this.#signedIn(vault, userId), isLocked: kind === 'locked', nowMs };
  }

  state(): DoorState {
    const other = this.#place === 'clinic' ? 'demo' : 'clinic';
    const about = {
      place: this.#place,
      otherPlaceExists: hasVault(placeFolder(this.rootDir, other)),
      preferences: this.#preferences,
    };
    const inside = this.#inside;
    switch (inside.kind) {
      case 'no_clinic':
        return { ...about, kind: 'no_clinic', folder: this.dataDir };
      case 'closed':
      case 'making_demo':
        return { ...about, ...inside };
      case 'new_password':
        return { ...about, kind: 'new_password', user: deskUser(inside) };
      case 'locked':
        return {
          ...about,
          kind: 'locked',
          clinic: this.#doorClinic(),
          lastUserId: inside.userId,
          people: doorPeople(inside.vault),
        };
      case 'open':
        return {
          ...about,
          kind: 'open',
          clinic: this.#doorClinic(),
          user: deskUser(inside),
          backup: this.backups.light,
        };
    }
  }

  /** The state now, and again each time it changes, until `signal`. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<DoorState, void> {
    return this.#bell.watch(() => this.state(), signal);
  }

  /** Something the door shows has changed: people, settings, a backup. A person who may no longer be here is shown out. */
  changed(): void {
    if (this.#inside.kind === 'open' && !this.#signedIn(this.#inside.vault, this.#inside.userId))
      return this.lock();
    this.#idle.check();
    this.#bell.ring();
  }

  /** The clinic's name or its minutes were changed in Set-up, or came from elsewhere: the door shows and counts by the new ones. */
  #noticeSettings(vault: Vault): void {
    const { updatedAtMs } = clinicOf(vault);
    if (updatedAtMs === this.#settingsAtMs) return;
    this.#settingsAtMs = updatedAtMs;
    queueMicrotask(() => this.changed());
  }
  #settingsAtMs = 0;

  /** Aborts when the person who is at the desk now leaves it, by lock or sign-out: what goes on telling them things ends. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }
  #leaving = new AbortController();

  /** The open vault, for what happens at the door while it is locked. */
  openVault(): Vault {
    if (!('vault' in this.#inside)) throw new Refused({ code: 'not_signed_in' });
    return this.#inside.vault;
  }

  /** Lets a person in whose secret was proved. `how` goes into the audit chain. */
  admit(vault: Vault, userId: string, how: AdmittedBy): void {
    const person = personNow(vault, userId);
    if (!person?.isActive || !staffRole.safeParse(person.role).success)
      throw new Refused({ code: 'account_inactive' });
    const note = { how, failedBefore: this.#failedTries };
    write(vault, { userId, kind: 'session.signIn', nowMs: this.clock.nowMs() }, (tx) =>
      tx.about({ entity: 'users', entityId: userId, note }),
    );
    this.#failedTries = 0;
    this.#wrongPins = 0;
    const mustChoose = how === 'recovery_code' || mustChoosePassword(vault, userId);
    this.#move({ kind: mustChoose ? 'new_password' : 'open', vault, userId });
    this.backups.watch(vault);
    this.#idle.startScreen();
  }

  /** Wrong secrets are counted and told in the audit entry of the next sign-in: a closed vault cannot be written to. */
  failed(): void {
    this.#failedTries += 1;
  }
  #failedTries = 0;

  /** All wrong PINs since somebody came in, whoever's they were meant to be: guessing one for each of ten people is guessing too. */
  wrongPin(): number {
    return ++this.#wrongPins;
  }
  #wrongPins = 0;

  /** The screen goes blank; the vault stays open for the next person's PIN. */
  lock(): void {
    if (this.#inside.kind === 'new_password') return this.close('signed_out');
    if (this.#inside.kind !== 'open') return;
    this.#move({ ...this.#inside, kind: 'locked' });
    this.#idle.startDeep();
  }

  /** The deep lock: the database is closed and its keys are zeroed. A backup is taken on the way out unless somebody was guessing PINs. */
  close(because: ClosedBecause): void {
    if (!('vault' in this.#inside)) return;
    const { vault } = this.#inside;
    this.#idle.stop();
    this.#move({ kind: 'closed', because, trouble: null, restored: null });
    this.#closing = this.backups.leave(vault, { withBackup: because !== 'wrong_pins' }).catch((error) => {
      logBug('session.close', error);
    });
  }

  /** Closed and done with closing: for a restore, which needs the files to itself. */
  async closeNow(because: ClosedBecause): Promise<void> {
    this.close(because);
    await this.#closing;
  }

  /** Quitting: closed, and the last backup is done or was given up. */
  async end(): Promise<void> {
    await this.closeNow('signed_out');
  }

  /** Opening or changing a vault: one after the other, and never while the last one is still closing. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(() => this.#closing).then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** A hand on keyboard or mouse, told by the window. */
  touched(): void {
    this.#idle.touched();
  }

  suspended(): void {
    this.#asleepSinceMs = this.clock.nowMs();
  }
  resumed(): void {
    const sleptMs = this.clock.nowMs() - (this.#asleepSinceMs ?? this.clock.nowMs());
    this.#asleepSinceMs = null;
    if (sleptMs > LONG_SLEEP_MS) this.close('slept');
    else this.#idle.check();
  }

  /** What is wrong with the files, for the page that helps. Stays until the next look. */
  closedWith(trouble: Failure): void {
    assert(!('vault' in this.#inside), 'a damaged vault is not open');
    this.#move({ kind: 'closed', because: 'start', trouble, restored: null });
  }

  /** A restore is done: the next password opens what it brought back. */
  closedAfterRestore(restored: Restored): void {
    assert(!('vault' in this.#inside), 'a restore happens behind the closed door');
    this.#move({ kind: 'closed', because: 'restored', trouble: null, restored });
  }

  /** Looks at the folder again: after a clinic was made, restored or brought back on a disk. */
  lookAgain(): void {
    if (!('vault' in this.#inside)) this.#lookAtFolder('start');
  }

  makingDemo(done: number, total: number): void {
    this.#move({ kind: 'making_demo', done, total });
  }

  choosePlace(place: Place): void {
    assert(!('vault' in this.#inside), 'places change at the closed door');
    this.#place = place;
    this.#lookAtFolder('start');
  }

  prefer(chosen: Partial<Preferences>): void {
    this.#preferences = { ...this.#preferences, ...chosen };
    savePreferences(this.rootDir, this.#preferences);
    this.changed();
  }

  #lookAtFolder(because: ClosedBecause): void {
    if (!hasVault(this.dataDir)) return this.#move({ kind: 'no_clinic' });
    let trouble: Failure | null = null;
    try {
      refuseVisibleDamage(this.dataDir);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble = error.failure;
    }
    this.#move({ kind: 'closed', because, trouble, restored: null });
  }

  #move(inside: Inside): void {
    if (this.#inside.kind === 'open' && inside.kind !== 'open') {
      this.#leaving.abort();
      this.#leaving = new AbortController();
    }
    this.#inside = inside;
    this.#bell.ring();
  }

  #signedIn(vault: Vault, userId: string): SignedIn | null {
    const person = personNow(vault, userId);
    return person?.isActive ? { userId, role: person.role, fullName: person.fullName } : null;
  }

  #clinic() {
    return clinicOf(this.openVault());
  }
  #doorClinic(): DoorClinic {
    const { name, timeZone, currency, locale, isDemo } = this.#clinic();
    return { name, timeZone, currency, locale, isDemo };
  }
}

export type AdmittedBy = 'password' | 'pin' | 'recovery_code' | 'first_run';
