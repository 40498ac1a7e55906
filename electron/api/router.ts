// Every procedure of the desk under its feature's name. One line a feature; nothing else belongs here.
import { appointmentsRouter } from './appointments.ts';
import { consultationsRouter } from './consultations.ts';
import { doorstepRouter } from './doorstep.ts';
import { draftsRouter } from './drafts.ts';
import { patientsRouter } from './patients.ts';
import { printingRouter } from './printing.ts';
import { setupRouter } from './setup.ts';
import { staffRouter } from './staff.ts';
import { router } from './trpc.ts';
import { vaultRouter } from './vault.ts';

export const appRouter = router({
  appointments: appointmentsRouter,
  consultations: consultationsRouter,
  doorstep: doorstepRouter,
  drafts: draftsRouter,
  patients: patientsRouter,
  printing: printingRouter,
  setup: setupRouter,
  staff: staffRouter,
  vault: vaultRouter,
});
export type AppRouter = typeof appRouter;
