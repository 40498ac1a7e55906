// A small router for tests of the IPC link: one procedure for each way a call can go. Built with our own builders, so that rights and
// errors are the real ones.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { doorstep, permit, router } from '../../electron/api/trpc.ts';
import { Refused } from '../../domain/failure.ts';

/** What the router did, for a test to look at. */
export type Seen = { started: string[]; ended: string[]; aborted: string[] };

export const testRouter = (seen: Seen) =>
  router({
    echo: router({
      back: doorstep.input(z.unknown()).query(({ input }) => input),
      list: doorstep
        .meta({ travelsAsText: true })
        .input(z.unknown())
        .query(({ input }) => input),
      greet: doorstep
        .input(z.strictObject({ name: z.string().min(1, 'validation.required') }))
        .mutation(({ input }) => input.name),
      refuse: doorstep.query((): never => {
        throw new Refused({ code: 'disk_full' });
      }),
      break: doorstep.query((): never => {
        throw new Error("UNIQUE constraint failed: patients.phone = '0903123456'");
      }),
      slow: doorstep.query(async ({ ctx }) => {
        seen.started.push('slow');
        ctx.signal?.addEventListener('abort', () => seen.aborted.push('slow'));
        await wait(50);
        return 'done';
      }),
      count: doorstep.input(z.number()).subscription(async function* ({ input, signal }) {
        seen.started.push('count');
        try {
          for (let n = 1; n <= input; n += 1) {
            if (signal?.aborted) return;
            yield n;
            await wait(1);
          }
        } finally {
          seen.ended.push('count');
        }
      }),
      breakLater: doorstep.subscription(async function* () {
        yield 1;
        await wait(1);
        throw new Error('SELECT secret FROM patients');
      }),
    }),
    staff: router({ create: permit('staff.manage').mutation(() => 'created') }),
  });
export type TestRouter = ReturnType<typeof testRouter>;
