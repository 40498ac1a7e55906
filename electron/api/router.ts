// Every procedure of the desk under its feature's name. One line a feature; nothing else belongs here.
import { appointmentsRouter } from './appointments.ts';
import { bookingsRouter } from './bookings.ts';
import { consultationsRouter } from './consultations.ts';
import { dayCloseRouter } from './day-close.ts';
import { doorstepRouter } from './doorstep.ts';
import { draftsRouter } from './drafts.ts';
import { patientMergesRouter } from './patient-merges.ts';
import { patientsRouter } from './patients.ts';
import { printingRouter } from './printing.ts';
import { receiptsRouter } from './receipts.ts';
import { setupRouter } from './setup.ts';
import { staffRouter } from './staff.ts';
import { router } from './trpc.ts';
import { vaultRouter } from './vault.ts';

export const appRouter = router({
  appointments: appointmentsRouter,
  bookings: bookingsRouter,
  consultations: consultationsRouter,
  dayClose: dayCloseRouter,
  doorstep: doorstepRouter,
  drafts: draftsRouter,
  patientMerges: patientMergesRouter,
  patients: patientsRouter,
  printing: printingRouter,
  receipts: receiptsRouter,
  setup: setupRouter,
  staff: staffRouter,
  vault: vaultRouter,
});
export type AppRouter = typeof appRouter;
