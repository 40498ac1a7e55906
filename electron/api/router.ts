// Every procedure of the desk under its feature's name. One line a feature; nothing else belongs here.
import { appointmentsRouter } from './appointments.ts';
import { bookingsRouter } from './bookings.ts';
import { chartsRouter } from './charts.ts';
import { consultationsRouter } from './consultations.ts';
import { dayCloseRouter } from './day-close.ts';
import { doctorNotesRouter } from './doctor-notes.ts';
import { doctorsDeskRouter } from './doctors-desk.ts';
import { diagnosesRouter } from './diagnoses.ts';
import { documentsRouter } from './documents.ts';
import { doorstepRouter } from './doorstep.ts';
import { draftsRouter } from './drafts.ts';
import { followUpsRouter } from './follow-ups.ts';
import { patientMergesRouter } from './patient-merges.ts';
import { holidaysRouter } from './holidays.ts';
import { leaveRouter } from './leave.ts';
import { leavingRouter } from './leaving.ts';
import { lettersRouter } from './letters.ts';
import { paperEntryRouter } from './paper-entry.ts';
import { paperPackRouter } from './paper-pack.ts';
import { patientsRouter } from './patients.ts';
import { prescribingRouter } from './prescribing.ts';
import { printingRouter } from './printing.ts';
import { printProfilesRouter } from './print-profiles.ts';
import { recordWritersRouter } from './record-writers.ts';
import { receiptsRouter } from './receipts.ts';
import { queueRouter } from './queue.ts';
import { setupRouter } from './setup.ts';
import { staffRouter } from './staff.ts';
import { templatesRouter } from './templates.ts';
import { router } from './trpc.ts';
import { vaultRouter } from './vault.ts';
import { waitlistRouter } from './waitlist.ts';

export const appRouter = router({
  appointments: appointmentsRouter,
  bookings: bookingsRouter,
  charts: chartsRouter,
  consultations: consultationsRouter,
  dayClose: dayCloseRouter,
  doctorNotes: doctorNotesRouter,
  doctorsDesk: doctorsDeskRouter,
  diagnoses: diagnosesRouter,
  documents: documentsRouter,
  doorstep: doorstepRouter,
  drafts: draftsRouter,
  followUps: followUpsRouter,
  patientMerges: patientMergesRouter,
  holidays: holidaysRouter,
  leave: leaveRouter,
  leaving: leavingRouter,
  letters: lettersRouter,
  paperEntry: paperEntryRouter,
  paperPack: paperPackRouter,
  patients: patientsRouter,
  prescribing: prescribingRouter,
  printing: printingRouter,
  printProfiles: printProfilesRouter,
  recordWriters: recordWritersRouter,
  receipts: receiptsRouter,
  queue: queueRouter,
  setup: setupRouter,
  staff: staffRouter,
  templates: templatesRouter,
  vault: vaultRouter,
  waitlist: waitlistRouter,
});
export type AppRouter = typeof appRouter;
