// Slows guessing down: how many tries were made and how long the next must wait. Knows names of doors, never a secret.
import { existsSync, readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { z } from 'zod';
import { Refused } from '../../domain/failure.ts';
import { writeDurably } from './durable-file.ts';

/** Whose tries are counted: one person's password or PIN, all passwords of this PC together, the recovery code. */
export type TriedDoor = `user:${string}` | `unknown:${string}` | `pin:${string}` | 'everyone' | 'recovery';

/** Milliseconds the machine has been up: no one can set it back, and it goes on while this program is closed. */
export type Uptime = () => number;
export const machineUptimeMs: Uptime = () => Math.floor(uptime() * 1000);

export const FREE_TRIES = 5;
/** All people of a PC together: five people may mistype at the start of a shift. */
const FREE_TRIES_OF_EVERYONE = 20;
const WAITS_MS = [30_000, 60_000, 120_000, 300_000, 900_000] as const;

const counter = z.strictObject({ tries: z.number().int().min(0), atUptimeMs: z.number().min(0) });
const triesFile = z.strictObject({ counters: z.record(z.string().max(100), counter) });
type Counters = z.infer<typeof triesFile>['counters'];

/**
 * Charges one try before it is made, so that neither a kill nor many tries at once get one for nothing. A right secret gives it back
 * (`clearTries`). Refused `too_many_tries` while one of the doors must wait; the secret is then not even looked at.
 *
 * This guards the screen. Whoever can delete the file can also copy the vault: against that stands Argon2id.
 */
export function chargeTry(path: string, doors: readonly TriedDoor[], uptimeMs: Uptime): void {
  const counters = readCounters(path);
  const nowMs = uptimeMs();
  const retryAfterMs = Math.max(0, ...doors.map((door) => waitLeftMs(door, counters[door], nowMs)));
  if (retryAfterMs > 0) throw new Refused({ code: 'too_many_tries', retryAfterMs });
  for (const door of doors) counters[door] = { tries: (counters[door]?.tries ?? 0) + 1, atUptimeMs: nowMs };
  writeCounters(path, counters);
}

export function clearTries(path: string, doors: readonly TriedDoor[]): void {
  const counters = readCounters(path);
  if (!doors.some((door) => counters[door])) return;
  for (const door of doors) delete counters[door];
  writeCounters(path, counters);
}

/** How many tries are left before the first wait. */
export const freeTriesLeft = (path: string, door: TriedDoor): number =>
  Math.max(0, FREE_TRIES - (readCounters(path)[door]?.tries ?? 0));

function waitLeftMs(door: TriedDoor, found: Counters[string] | undefined, nowMs: number): number {
  if (!found) return 0;
  const paidTries = found.tries - (door === 'everyone' ? FREE_TRIES_OF_EVERYONE : FREE_TRIES);
  if (paidTries < 0) return 0;
  const waitMs = WAITS_MS[Math.min(paidTries, WAITS_MS.length - 1)] ?? 0;
  // After a restart of the machine its uptime is less than noted; then at least that much has passed.
  const passedMs = nowMs >= found.atUptimeMs ? nowMs - found.atUptimeMs : nowMs;
  return Math.max(0, waitMs - passedMs);
}

function readCounters(path: string): Counters {
  if (!existsSync(path)) return {};
  try {
    return triesFile.parse(JSON.parse(readFileSync(path, 'utf8'))).counters;
  } catch {
    return {};
  }
}

const MOST_COUNTERS = 500;

function writeCounters(path: string, counters: Counters): void {
  // Guessed e-mails would make it grow for ever; the doors tried last are kept.
  const kept = Object.entries(counters)
    .toSorted(([, a], [, b]) => b.atUptimeMs - a.atUptimeMs)
    .slice(0, MOST_COUNTERS);
  writeDurably(path, `${JSON.stringify({ counters: Object.fromEntries(kept) })}\n`);
}
