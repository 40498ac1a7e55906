// Doctors' places in the clinic and their weekly hours. Who may sign in as a doctor is the staff list's matter.
import { z } from 'zod';
import { allDoctors, doctorsWithoutPlace, workingHoursOf } from '../../db/clinic-setup.ts';
import { saveDoctor, saveWeek } from '../../db/clinic-setup-write.ts';
import { doctorInput, editOf } from '../../domain/clinic-setup-input.ts';
import { rowId } from '../../domain/row.ts';
import { weekInput } from '../../domain/working-hours.ts';
import { permit, router } from './trpc.ts';

export const setupDoctorsRouter = router({
  doctors: permit('setup.read').query(({ ctx }) => allDoctors(ctx.vault)),
  /** Doctors of the staff list who have no department yet. */
  withoutPlace: permit('setup.manage').query(({ ctx }) => doctorsWithoutPlace(ctx.vault)),
  saveDoctor: permit('setup.manage')
    .input(z.object({ edit: z.object({ id: rowId, updatedAtMs: editOf.updatedAtMs }), values: doctorInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('setup.saveDoctor', (tx) => saveDoctor(tx, input.edit, input.values)),
    ),
  hours: permit('setup.read').query(({ ctx }) => workingHoursOf(ctx.vault)),
  saveWeek: permit('setup.manage')
    .input(z.object({ doctorId: rowId, was: weekInput, week: weekInput }))
    .mutation(({ ctx, input }) => ctx.write('setup.saveWeek', (tx) => saveWeek(tx, input.doctorId, input))),
});
