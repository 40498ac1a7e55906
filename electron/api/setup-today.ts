// The clinic's day of a call: the wall clock of its own time zone, not of this PC.
import { clinicOf } from '../../db/clinic-setup.ts';
import { wallClock } from '../../domain/civil-date.ts';
import type { SignedInContext } from './trpc.ts';

export const todayOf = (ctx: Pick<SignedInContext, 'vault' | 'nowMs'>): string =>
  wallClock(ctx.nowMs, clinicOf(ctx.vault).timeZone).date;
