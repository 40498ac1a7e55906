// Migrations of the local database. Made only through `npm run db:generate`; `npm run db:check` fails when a diff is left.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './db/schema/accounts.ts',
    './db/schema/clinic-setup.ts',
    './db/schema/patients.ts',
    './db/schema/appointments.ts',
    './db/schema/consultations.ts',
    './db/schema/chart-access.ts',
    './db/schema/diagnoses.ts',
    './db/schema/doctors-desk.ts',
    './db/schema/documents.ts',
    './db/schema/prescriptions.ts',
    './db/schema/queue.ts',
    './db/schema/receipts.ts',
    './db/schema/print-profiles.ts',
    './db/schema/patient-merges.ts',
    './db/schema/local.ts',
  ],
  out: './db/migrations',
});
