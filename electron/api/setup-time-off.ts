// Leave, breaks and holidays: list, save, withdraw, and which visits an entry would touch.
import { z } from 'zod';
import { timeOffFrom } from '../../db/clinic-setup.ts';
import { saveTimeOff, withdrawTimeOff } from '../../db/clinic-setup-write.ts';
import { visitsDuring } from '../../db/setup-impact.ts';
import { editOf, timeOffInput } from '../../domain/clinic-setup-input.ts';
import { todayOf } from './setup-today.ts';
import { permit, router } from './trpc.ts';

const edit = z.object(editOf);

export const setupTimeOffRouter = router({
  /** Entries that end today or later; `past` adds a year of earlier ones. Withdrawn entries are part of it. */
  list: permit('setup.read')
    .input(z.object({ past: z.boolean() }))
    .query(({ ctx, input }) => timeOffFrom(ctx.vault, todayOf(ctx), input)),
  save: permit('timeOff.manage')
    .input(z.object({ edit, values: timeOffInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveTimeOff', (tx) => saveTimeOff(tx, input.edit, input.values)),
    ),
  withdraw: permit('timeOff.manage')
    .input(z.object({ edit, isWithdrawn: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.withdrawTimeOff', (tx) => withdrawTimeOff(tx, input.edit, input.isWithdrawn)),
    ),
  /** The booked and confirmed visits inside an entry, saved or still being typed. It names patients. */
  affectedVisits: permit('appointment.read')
    .input(timeOffInput)
    .query(({ ctx, input }) => visitsDuring(ctx.vault, input, { today: todayOf(ctx) })),
});
