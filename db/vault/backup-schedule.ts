// When a backup is due and which are kept. Pure: time and what lies there come in as arguments.
import type { BackupFile, BackupKind } from './backup-files.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `close` and `hours` share a drawer: both are "the last days, closely". */
const drawers: { kinds: readonly BackupKind[]; keep: number }[] = [
  { kinds: ['close', 'hours'], keep: 7 },
  { kinds: ['daily'], keep: 30 },
  { kinds: ['monthly'], keep: 12 },
  { kinds: ['before-migration', 'before-update', 'before-rotation', 'before-restore'], keep: 5 },
  { kinds: ['manual'], keep: 20 },
];

export type ScheduleView = {
  nowMs: number;
  /** When this vault was opened: the four hours are hours of use. */
  openedAtMs: number;
  here: readonly BackupFile[];
  /** The second place (another disk, a share); undefined when none is set or it is not plugged in. */
  secondPlace?: readonly BackupFile[];
};
export type DueBackup = { kind: BackupKind; place: 'here' | 'secondPlace' };

/** What is due now, while the vault is in use. The one on close is not asked for here: it is always made. */
export function backupsDue({ nowMs, openedAtMs, here, secondPlace }: ScheduleView): DueBackup[] {
  const due: DueBackup[] = [];
  const usedSince = Math.max(openedAtMs, newest(here, ['close', 'hours', 'manual']));
  if (nowMs - usedSince >= 4 * HOUR_MS) due.push({ kind: 'hours', place: 'here' });
  if (isDue(here, 'monthly', nowMs)) due.push({ kind: 'monthly', place: 'here' });
  if (secondPlace && isDue(secondPlace, 'daily', nowMs)) due.push({ kind: 'daily', place: 'secondPlace' });
  if (secondPlace && isDue(secondPlace, 'monthly', nowMs))
    due.push({ kind: 'monthly', place: 'secondPlace' });
  return due;
}

const intervals: Partial<Record<BackupKind, number>> = { daily: DAY_MS, monthly: 30 * DAY_MS };

function isDue(backups: readonly BackupFile[], kind: BackupKind, nowMs: number): boolean {
  const age = nowMs - newest(backups, [kind]);
  // A backup from the future: the clock was set back. One too many is better than none for a year.
  return age >= (intervals[kind] ?? 0) || age < 0;
}

const newest = (backups: readonly BackupFile[], kinds: readonly BackupKind[]): number =>
  Math.max(
    Number.NEGATIVE_INFINITY,
    ...backups.filter(({ kind }) => kinds.includes(kind)).map(({ atMs }) => atMs),
  );

/** What the folder no longer keeps: the oldest of each drawer. The newest of all always stays. */
export function backupsToDrop(backups: readonly BackupFile[]): BackupFile[] {
  return drawers.flatMap(({ kinds, keep }) =>
    backups
      .filter(({ kind }) => kinds.includes(kind))
      .toSorted((a, b) => b.atMs - a.atMs)
      .slice(keep),
  );
}

/** A restore is tried out monthly, and a first time a week after the first start. */
export const isDrillDue = (nowMs: number, lastDrillAtMs: number): boolean =>
  nowMs - lastDrillAtMs >= 30 * DAY_MS;

/** Every page is proven weekly. */
export const isFullCheckDue = (nowMs: number, lastFullCheckAtMs: number): boolean =>
  nowMs - lastFullCheckAtMs >= 7 * DAY_MS;
