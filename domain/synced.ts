// Which tables travel between PCs, and what a row of each must be. The one list: outbox, sync and conformance infer from it.
import { userRow } from './accounts.ts';
import { appointmentEventRow, appointmentRow } from './appointments.ts';
import {
  clinicRow,
  departmentRow,
  doctorRow,
  roomRow,
  serviceRow,
  timeOffRow,
  workingHoursRow,
} from './clinic-setup.ts';
import { medicalRecordRow, recordVersionRow } from './consultations.ts';
import { patientMergeRow } from './patient-merges.ts';
import { patientRow } from './patients.ts';
import { printProfileRow } from './print-profiles.ts';
import { doctorDelayRow } from './queue.ts';
import { dayCloseRow, paymentRow, receiptLineRow, receiptRow } from './receipts.ts';
import { waitlistRow } from './waitlist.ts';

export const syncedRows = {
  clinics: clinicRow,
  users: userRow,
  departments: departmentRow,
  services: serviceRow,
  rooms: roomRow,
  doctors: doctorRow,
  workingHours: workingHoursRow,
  timeOff: timeOffRow,
  patients: patientRow,
  appointments: appointmentRow,
  appointmentEvents: appointmentEventRow,
  medicalRecords: medicalRecordRow,
  recordVersions: recordVersionRow,
  waitlist: waitlistRow,
  doctorDelays: doctorDelayRow,
  receipts: receiptRow,
  receiptLines: receiptLineRow,
  payments: paymentRow,
  dayCloses: dayCloseRow,
  printProfiles: printProfileRow,
  patientMerges: patientMergeRow,
} as const;
export type SyncedTableName = keyof typeof syncedRows;
