// The close of this PC's day: its report, the closing itself, the closes there are. What may be closed is decided in domain/day-close.ts.
import { z } from 'zod';
import { daysOfDevice, dayReport, dayToClose } from '../../db/day-close.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { closeDay, closeInput } from '../../domain/day-close.ts';
import { permit, router } from './trpc.ts';

export const dayCloseRouter = router({
  days: permit('receipt.read').query(({ ctx }) =>
    daysOfDevice(ctx.vault, { deviceId: ctx.vault.deviceId, nowMs: ctx.nowMs }),
  ),

  report: permit('receipt.read')
    .input(z.object({ date: civilDate }))
    .query(({ ctx, input }) => dayReport(ctx.vault, { date: input.date, deviceId: ctx.vault.deviceId })),

  close: permit('day.close')
    .input(closeInput)
    .mutation(({ ctx, input }) =>
      ctx.write('dayClose.close', (tx) => {
        const { date, ...counted } = input;
        const order = { ...counted, userId: ctx.user.userId, nowMs: tx.nowMs, id: tx.newId() };
        tx.insert('dayCloses', closeDay(dayToClose(tx, date), order));
        return dayReport(tx, { date, deviceId: tx.deviceId });
      }),
    ),
});
