// Every procedure of the desk under its feature's name. One line a feature; nothing else belongs here.
import { appointmentsRouter } from './appointments.ts';
import { bookingsRouter } from './bookings.ts';
import { consultationsRouter } from './consultations.ts';
import { dayCloseRouter } from './day-close.ts';
import { documentsRouter } from './documents.ts';
import { doorstepRouter } from './doorstep.ts';
import { draftsRouter } from './drafts.ts';
import { patientMergesRouter } from './patient-merges.ts';
import { holidaysRouter } from './holidays.ts';
import { leaveRouter } from './leave.ts';
import { paperEntryRouter } from './paper-entry.ts';
import { paperPackRouter } from './paper-pack.ts';
import { patientsRouter } from './patients.ts';
import { printingRouter } from './printing.ts';
import { printProfilesRouter } from './print-profiles.ts';
import { receiptsRouter } from './receipts.ts';
import { queueRouter } from './queue.ts';
import { setupRouter } from './setup.ts';
import { staffRouter } from './staff.ts';
import { router } from './trpc.ts';
import { vaultRouter } from './vault.ts';
import { waitlistRouter } from './waitlist.ts';

export const appRouter = router({
  appointments: appointmentsRouter,
  bookings: bookingsRouter,
  consultations: consultationsRouter,
  dayClose: dayCloseRouter,
  documents: documentsRouter,
  doorstep: doorstepRouter,
  drafts: draftsRouter,
  patientMerges: patientMergesRouter,
  holidays: holidaysRouter,
  leave: leaveRouter,
  paperEntry: paperEntryRouter,
  paperPack: paperPackRouter,
  patients: patientsRouter,
  printing: printingRouter,
  printProfiles: printProfilesRouter,
  receipts: receiptsRouter,
  queue: queueRouter,
  setup: setupRouter,
  staff: staffRouter,
  vault: vaultRouter,
  waitlist: waitlistRouter,
});
export type AppRouter = typeof appRouter;
