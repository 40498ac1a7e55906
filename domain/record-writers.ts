// Who writes a record now: one window at a time, for as long as it says that it still does. Why it is so: docs/decisions/0023. Pure.
import { z } from 'zod';
import { rowId } from './row.ts';

export type Writer = {
  userId: string;
  fullName: string;
  /** One window, however often its page is loaded anew. */
  windowId: string;
  sinceMs: number;
  beatAtMs: number;
};

export const BEAT_MS = 4_000;
/** Three beats missed: the window is gone, the PC sleeps, or the screen was locked. */
export const STALE_MS = 15_000;

export const windowId = z.string().min(1).max(64);
export const claimInput = z.object({ appointmentId: rowId, windowId, takesOver: z.boolean() });

export const isStale = ({ beatAtMs }: Pick<Writer, 'beatAtMs'>, nowMs: number): boolean =>
  nowMs - beatAtMs >= STALE_MS;

type Claim = Pick<Writer, 'userId' | 'fullName' | 'windowId'> & { nowMs: number; takesOver: boolean };

/** Who writes after the claim: the claimer, unless another window does. Only one's own window is taken over while it is alive. */
export function writerAfter(held: Writer | undefined, { nowMs, takesOver, ...by }: Claim): Writer {
  const isSame = held !== undefined && held.windowId === by.windowId && held.userId === by.userId;
  if (held && isSame) return { ...held, beatAtMs: nowMs };
  const isFree = held === undefined || isStale(held, nowMs) || (takesOver && held.userId === by.userId);
  return isFree ? { ...by, sinceMs: nowMs, beatAtMs: nowMs } : held;
}
