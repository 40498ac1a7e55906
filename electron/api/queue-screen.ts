// All that the queue screen may ask. Its window is served by this router and no other (electron/main.ts), whoever sits at the desk and
// whether the desk is locked or not; so nothing here may ever tell more than a waiting room may read.
import { clinicNow } from '../../db/appointments.ts';
import { screenOfDay } from '../../db/queue-screen.ts';
import { onQueueScreen, router } from './trpc.ts';

export const queueScreenRouter = router({
  queueScreen: router({
    /** Null while the clinic is closed: the screen shows that it is, and nothing of the day. */
    now: onQueueScreen.query(({ ctx }) =>
      ctx.vault ? screenOfDay(ctx.vault, clinicNow(ctx.vault, ctx.nowMs).date) : null,
    ),
  }),
});
export type QueueScreenRouter = typeof queueScreenRouter;
