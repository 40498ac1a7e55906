// When the paper pack is made and how it went. At closing time while the clinic is open on this PC, once for each next day; what was
// missed is said. What a pack is and when one is due is domain/paper-pack.ts.
import { clinicClock, clinicNow } from '../../db/appointments.ts';
import { doctorsOfPack, keepWrittenPacks, packSettingsOf, writtenPacks } from '../../db/paper-pack.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { writeLocal } from '../../db/write.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import {
  closingTime,
  nextOpenDay,
  oldPacks,
  type PackState,
  packState,
  type WrittenPack,
} from '../../domain/paper-pack.ts';
import { logBug } from '../log.ts';
import type { Clock } from '../session/clock.ts';
import { makePack, type PackWish, removePack } from './paper-pack.ts';
import type { Printing } from './printing.ts';

type KeeperOptions = {
  clock: Clock;
  /** Null while the clinic is closed. */
  vault: () => Vault | null;
  printing: Printing;
};

/** A minute late is in time; asking is a handful of prepared reads. */
const LOOK_EVERY_MS = 60_000;
/** A full disk or a folder that is gone is tried again, not every minute. */
const TRY_AGAIN_MS = 5 * 60_000;

export type PackLight = PackState & {
  folder: string | null;
  /** As set, and when that is. */
  time: string | null;
  dueTime: string;
  today: string;
  nextDate: string | null;
  /** The newest pack there is, whichever day it is for. */
  last: { forDate: string; madeAtMs: number; files: number } | null;
  progress: { date: string; done: number; total: number } | null;
  failure: Failure | null;
};

export class PaperPackKeeper {
  readonly #options: KeeperOptions;
  #running: Promise<unknown> = Promise.resolve();
  #progress: PackLight['progress'] = null;
  #failed: { vault: Vault; failure: Failure; atMs: number } | null = null;
  #looking: Promise<void> | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Looks every minute from now on. */
  start(): void {
    this.#options.clock.after(LOOK_EVERY_MS, () => {
      this.start();
      void this.look();
    });
  }

  /** Makes what is due; a look that is still at work is the answer. What goes wrong is shown by `light` and tried again. */
  look(): Promise<void> {
    this.#looking ??= this.#makeWhatIsDue().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #makeWhatIsDue(): Promise<void> {
    const vault = this.#options.vault();
    if (!vault) return;
    try {
      const { folder, state, forDate } = this.light(vault);
      const failedAtMs = this.#failed?.vault === vault ? this.#failed.atMs : Number.NEGATIVE_INFINITY;
      const isTooSoon = this.#options.clock.nowMs() - failedAtMs < TRY_AGAIN_MS;
      if (folder !== null && state === 'due' && forDate !== null && !isTooSoon)
        await this.make(vault, { date: forDate, by: null });
    } catch (error) {
      if (!(error instanceof Refused)) logBug('paperPack', error);
    }
  }

  /** One pack now, after the one that is being made. Its failure is thrown and shown by `light`. */
  async make(vault: Vault, { date, by }: Pick<PackWish, 'date' | 'by'>): Promise<WrittenPack> {
    const run = this.#running.then(() => this.#makeNow(vault, { date, by }));
    this.#running = run.catch(() => {});
    return run;
  }

  light(vault: Vault): PackLight {
    const { folder, time, sinceMs } = packSettingsOf(vault);
    const clock = clinicClock(vault);
    const now = clinicNow(vault, this.#options.clock.nowMs());
    const dueTime = time ?? closingTime(clock);
    const packs = writtenPacks(vault);
    const isOpen = remembered((date: string) => doctorsOfPack(vault, date).length > 0);
    const last = packs.at(-1);
    return {
      ...packState({ now, timeZone: clock.timeZone, time: dueTime, isOpen, sinceMs, packs }),
      folder,
      time,
      dueTime,
      today: now.date,
      nextDate: nextOpenDay(now.date, isOpen),
      last: last ? { forDate: last.forDate, madeAtMs: last.madeAtMs, files: last.files.length } : null,
      progress: this.#progress,
      failure: this.#failed?.vault === vault ? this.#failed.failure : null,
    };
  }

  async #makeNow(vault: Vault, { date, by }: Pick<PackWish, 'date' | 'by'>): Promise<WrittenPack> {
    const { folder } = packSettingsOf(vault);
    if (folder === null) throw new Refused({ code: 'folder_missing', path: '' });
    const nowMs = this.#options.clock.nowMs();
    try {
      const onProgress = (done: number, total: number) => (this.#progress = { date, done, total });
      onProgress(0, 1);
      const pack = await makePack(vault, this.#options.printing, { date, folder, nowMs, by, onProgress });
      await this.#keep(vault, pack);
      this.#failed = null;
      return pack;
    } catch (error) {
      this.#failed = { vault, failure: failureOf(error), atMs: nowMs };
      throw error;
    } finally {
      this.#progress = null;
    }
  }

  /** Remembers the pack, and takes away those of days long past. */
  async #keep(vault: Vault, pack: WrittenPack): Promise<void> {
    const before = writtenPacks(vault);
    const old = oldPacks(before, clinicNow(vault, pack.madeAtMs).date);
    const isSame = ({ forDate, folder }: WrittenPack) => forDate === pack.forDate && folder === pack.folder;
    // Files of an earlier making of the same day that this one no longer has: a doctor who does not receive after all.
    const names = new Set(pack.files.map(({ name }) => name));
    const left = before
      .filter(isSame)
      .map((each) => ({ ...each, files: each.files.filter(({ name }) => !names.has(name)) }));
    for (const gone of [...old, ...left]) await removePack(gone);
    writeLocal(vault, (tx) =>
      keepWrittenPacks(tx, [...before.filter((each) => !old.includes(each) && !isSame(each)), pack]),
    );
  }
}

const failureOf = (error: unknown): Failure =>
  error instanceof Refused ? error.failure : { code: 'print_failed', reason: logBug('paperPack', error) };

function remembered<Key, Answer>(ask: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = ask(key);
    known.set(key, answer);
    return answer;
  };
}
