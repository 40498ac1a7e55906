// The tables that travel, by the name they have everywhere. Order is by dependency: earlier tables are referred to by later ones.
import type { SyncedTableName } from '../../domain/synced.ts';
import { users } from './accounts.ts';
import { appointmentEvents, appointments } from './appointments.ts';
import { clinics, departments, doctors, rooms, services, timeOff, workingHours } from './clinic-setup.ts';
import { brokenGlass, chartRestrictions } from './chart-access.ts';
import { medicalRecords, recordVersions } from './consultations.ts';
import { diagnosisCodes, problems, recordDiagnoses } from './diagnoses.ts';
import { doctorNotes, followUpCalls, savedPatients, templates } from './doctors-desk.ts';
import { healthDocuments } from './documents.ts';
import { patientMerges } from './patient-merges.ts';
import { patients } from './patients.ts';
import { medicines, prescriptionItems } from './prescriptions.ts';
import { printProfiles } from './print-profiles.ts';
import { doctorDelays, waitlist } from './queue.ts';
import { dayCloses, payments, receiptLines, receipts } from './receipts.ts';

export const syncedTables = {
  clinics,
  users,
  departments,
  services,
  rooms,
  doctors,
  workingHours,
  timeOff,
  patients,
  appointments,
  appointmentEvents,
  medicalRecords,
  recordVersions,
  waitlist,
  doctorDelays,
  receipts,
  receiptLines,
  payments,
  dayCloses,
  printProfiles,
  patientMerges,
  medicines,
  diagnosisCodes,
  templates,
  prescriptionItems,
  recordDiagnoses,
  problems,
  healthDocuments,
  doctorNotes,
  savedPatients,
  followUpCalls,
  chartRestrictions,
  brokenGlass,
} satisfies Record<SyncedTableName, unknown>;
export type SyncedTables = typeof syncedTables;
