// When the vault is looked after and what the dot says. How a copy is made and proved is db/vault's; nothing here stops the work at the desk.
import { existsSync } from 'node:fs';
import { auditHead } from '../../db/audit.ts';
import { copyMissingFiles, documentsFolder } from '../../db/document-files.ts';
import { backUpNow, lastProvenBackup } from '../../db/vault/backup.ts';
import { type BackupKind, listBackups } from '../../db/vault/backup-files.ts';
import { backupsDue, isDrillDue, isFullCheckDue } from '../../db/vault/backup-schedule.ts';
import { CHECKPOINT_IDLE_MS, checkpoint } from '../../db/vault/checkpoint.ts';
import { backupsFolder } from '../../db/vault/paths.ts';
import type { Vault } from '../../db/vault/vault.ts';
import { lastDrillAtMs, runRestoreDrill } from '../../db/vault/restore-drill.ts';
import { lastFullCheckAtMs, verifyOpenVault } from '../../db/vault/verify.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import { logBug } from '../log.ts';
import type { Clock } from './clock.ts';
import type { BackupLight } from './door-state.ts';

type KeeperOptions = { clock: Clock; secondPlace: () => string | null; changed: () => void };
type Wish = { kind: BackupKind; userId: string | null; folder?: string };

/** How often it is asked what is due; a backup an hour late is no harm, a busy disk is. */
const LOOK_EVERY_MS = 5 * 60_000;
const FIRST_LOOK_MS = 60_000;

const nothing = () => {};

export class BackupKeeper {
  readonly #options: KeeperOptions;
  #vault: Vault | null = null;
  #openedAtMs = 0;
  #light: BackupLight = { provenAtMs: null, failure: null, isRunning: false };
  #running: Promise<unknown> = Promise.resolve();
  #seenSeq = 0;
  #isLooking = false;
  #timers: (() => void)[] = [];

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  get light(): BackupLight {
    return this.#light;
  }

  /** The clinic is open: look after it until `leave`. */
  watch(vault: Vault): void {
    if (this.#vault === vault) return;
    this.#vault = vault;
    this.#openedAtMs = this.#options.clock.nowMs();
    this.#light = { provenAtMs: lastProvenBackup(vault)?.atMs ?? null, failure: null, isRunning: false };
    this.#every(CHECKPOINT_IDLE_MS, () => this.#foldWhenQuiet(vault));
    // Soon after opening too, so that a new clinic is not without a copy for long.
    this.#timers.push(this.#options.clock.after(FIRST_LOOK_MS, () => void this.#takeWhatIsDue(vault)));
    this.#every(LOOK_EVERY_MS, () => void this.#takeWhatIsDue(vault));
  }

  /** One backup now, after the one that is running. Its failure is thrown and shown by the dot. */
  async backUp(vault: Vault, { kind, userId, folder }: Wish): Promise<void> {
    const run = this.#running.then(async () => {
      this.#show({ isRunning: true });
      try {
        const nowMs = this.#options.clock.nowMs();
        const backup = await backUpNow(vault, {
          kind,
          nowMs,
          userId,
          ...(folder !== undefined && { folder }),
        });
        // Here they lie beside the vault already; another disk needs its own.
        if (folder !== undefined)
          await copyMissingFiles(documentsFolder(vault.dataDir), documentsFolder(folder));
        const provenAtMs = folder === undefined ? backup.atMs : this.#light.provenAtMs;
        this.#show({ provenAtMs, failure: null, isRunning: false });
      } catch (error) {
        this.#show({ failure: failureOf(error), isRunning: false });
        throw error;
      }
    });
    this.#running = run.catch(nothing);
    return run;
  }

  /** Closes the vault, after a last backup when it was in use. */
  async leave(vault: Vault, { withBackup }: { withBackup: boolean }): Promise<void> {
    for (const cancel of this.#timers.splice(0)) cancel();
    this.#vault = null;
    try {
      // Its failure is logged and was shown; closing goes on.
      if (withBackup) await this.backUp(vault, { kind: 'close', userId: null }).catch(nothing);
      else await this.#running;
    } finally {
      vault.close();
    }
  }

  async #takeWhatIsDue(vault: Vault): Promise<void> {
    // A slow disk: the last look is still at work.
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#backUpWhatIsDue(vault);
      await this.#prove(vault);
    } catch (error) {
      this.#show({ failure: failureOf(error) });
    } finally {
      this.#isLooking = false;
    }
  }

  async #backUpWhatIsDue(vault: Vault): Promise<void> {
    const folder = this.#options.secondPlace();
    const isPlugged = folder !== null && existsSync(folder);
    const due = backupsDue({
      nowMs: this.#options.clock.nowMs(),
      openedAtMs: this.#openedAtMs,
      here: listBackups(backupsFolder(vault.dataDir)),
      ...(isPlugged && { secondPlace: listBackups(folder) }),
    });
    for (const { kind, place } of due) {
      if (this.#vault !== vault) return;
      const wish: Wish = {
        kind,
        userId: null,
        ...(place === 'secondPlace' && folder !== null && { folder }),
      };
      // Shown by the dot; the desk goes on.
      await this.backUp(vault, wish).catch(nothing);
    }
  }

  /** Weekly every page, monthly a restore tried out. What is found goes to the dot. */
  async #prove(vault: Vault): Promise<void> {
    const nowMs = this.#options.clock.nowMs();
    if (this.#vault === vault && isFullCheckDue(nowMs, lastFullCheckAtMs(vault))) {
      const { faults } = await verifyOpenVault(vault, { nowMs });
      if (faults.length > 0) throw new Refused({ code: 'vault_damaged', what: 'database' });
    }
    if (this.#vault === vault && this.#light.provenAtMs !== null && isDrillDue(nowMs, lastDrillAtMs(vault))) {
      const { backup, faults } = await runRestoreDrill(vault, { nowMs, userId: null });
      if (faults.length > 0)
        throw new Refused({ code: 'backup_damaged', path: backup.path, reason: 'drill' });
    }
  }

  /** Nothing was written since the last look: fold the journal into the database, so that losing it would lose little. */
  #foldWhenQuiet(vault: Vault): void {
    const { seq } = auditHead(vault);
    const isQuiet = seq === this.#seenSeq;
    this.#seenSeq = seq;
    if (isQuiet && !this.#light.isRunning) checkpoint(vault);
  }

  #every(ms: number, work: () => void): void {
    const place = this.#timers.length;
    const again = () => {
      this.#timers[place] = this.#options.clock.after(ms, () => {
        again();
        work();
      });
    };
    again();
  }

  #show(part: Partial<BackupLight>): void {
    this.#light = { ...this.#light, ...part };
    this.#options.changed();
  }
}

const failureOf = (error: unknown): Failure | null => {
  // Somebody was writing, or locked: the next look tries again.
  if (error instanceof Refused) return error.failure.code === 'busy' ? null : error.failure;
  logBug('backup', error);
  return { code: 'backup_damaged', path: '', reason: 'unfinished' };
};
