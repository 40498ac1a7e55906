// The waiting room's procedures: permit, decide (domain/queue-steps.ts), save. No rule of its own.
import { z } from 'zod';
import { visitOfDay } from '../../db/appointment-views.ts';
import { clinicNow } from '../../db/appointments.ts';
import { boardOfDay, saveDelay, saveStep } from '../../db/queue.ts';
import { delayMinutes } from '../../domain/queue.ts';
import { queueStep, type QueueStep } from '../../domain/queue-steps.ts';
import { rowId, typedText } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

/** The visit, the version of it that was on the screen, and what happened to it. */
const stepInput = z.object({ appointmentId: rowId, seenMs: z.number().int(), step: queueStep });
const delayInput = z.object({ doctorId: rowId, delayMinutes, reason: typedText(200) });

/** What the audit calls each step. */
const audited = {
  arrive: { kind: 'queue.arrive' },
  call: { kind: 'queue.call' },
  enter: { kind: 'queue.enter' },
  finish: { kind: 'queue.finish' },
  leave: { kind: 'queue.leave' },
  noShow: { kind: 'queue.noShow' },
  prioritise: { kind: 'queue.prioritise' },
} as const satisfies Record<QueueStep, { kind: string }>;

export const queueRouter = router({
  /** The board of today. */
  board: permit('appointment.queue').query(({ ctx }) =>
    boardOfDay(ctx.vault, clinicNow(ctx.vault, ctx.nowMs).date),
  ),

  step: permit('appointment.queue')
    .input(stepInput)
    .mutation(({ ctx, input }) =>
      ctx.write(audited[input.step].kind, (tx) => {
        const actor = { userId: ctx.user.userId, role: ctx.user.role, nowMs: ctx.nowMs };
        const eventId = saveStep(tx, input, { actor, step: input.step });
        return { visit: visitOfDay(tx, input.appointmentId), eventId };
      }),
    ),

  /** How late a doctor runs today; 0 is in time again. It shifts what is expected and rebooks nothing. */
  delay: permit('appointment.queue')
    .input(delayInput)
    .mutation(({ ctx, input }) =>
      ctx.write('queue.delay', (tx) => {
        const { date } = clinicNow(tx, tx.nowMs);
        saveDelay(tx, { ...input, date });
      }),
    ),

  /** Whether the waiting room's own window is open, on this PC. */
  screenIsOpen: permit('appointment.queue').query(({ ctx }) => ctx.desk.queueScreen.isOpen()),

  showScreen: permit('appointment.queue')
    .input(z.object({ isOpen: z.boolean() }))
    .mutation(({ ctx, input }) => {
      if (input.isOpen) ctx.desk.queueScreen.open();
      else ctx.desk.queueScreen.close();
    }),
});
