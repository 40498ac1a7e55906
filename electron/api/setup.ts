// The set-up for admins: the clinic itself, its lists one below the other, and CSV. Reading is for everyone who works here.
import { clinicInput, editOf } from '../../domain/clinic-setup-input.ts';
import { z } from 'zod';
import { clinicOf } from '../../db/clinic-setup.ts';
import { saveClinic } from '../../db/clinic-setup-write.ts';
import { impactOf, offGridAppointments } from '../../db/setup-impact.ts';
import { rowId } from '../../domain/row.ts';
import { setupCsvRouter } from './setup-csv.ts';
import { setupDepartmentsRouter } from './setup-departments.ts';
import { setupDoctorsRouter } from './setup-doctors.ts';
import { setupTimeOffRouter } from './setup-time-off.ts';
import { todayOf } from './setup-today.ts';
import { permit, router } from './trpc.ts';

const switched = z.object({ kind: z.enum(['department', 'service', 'room', 'doctor']), id: rowId });

export const setupRouter = router({
  clinic: permit('setup.read').query(({ ctx }) => clinicOf(ctx.vault)),
  saveClinic: permit('setup.manage')
    .input(z.object({ updatedAtMs: editOf.updatedAtMs, clinic: clinicInput }))
    .mutation(({ ctx, input }) => ctx.write('setup.saveClinic', (tx) => saveClinic(tx, input, input.clinic))),
  /** How many visits still to come would stand beside a new grid. */
  offGrid: permit('setup.manage')
    .input(clinicInput)
    .query(({ ctx, input }) => offGridAppointments(ctx.vault, input, todayOf(ctx))),
  /** What switching something off touches, asked before it is done. */
  impact: permit('setup.read')
    .input(switched)
    .query(({ ctx, input }) => impactOf(ctx.vault, input, todayOf(ctx))),
  csv: setupCsvRouter,
  departments: setupDepartmentsRouter,
  doctors: setupDoctorsRouter,
  timeOff: setupTimeOffRouter,
});
