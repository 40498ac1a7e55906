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
import { brokenGlassRow, chartRestrictionRow } from './chart-access.ts';
import { medicalRecordRow, recordVersionRow } from './consultations.ts';
import { diagnosisCodeRow, problemRow, recordDiagnosisRow } from './diagnoses.ts';
import { doctorNoteRow, savedPatientRow } from './doctors-patients.ts';
import { healthDocumentRow } from './documents.ts';
import { followUpCallRow } from './follow-ups.ts';
import { medicineRow } from './medicines.ts';
import { patientMergeRow } from './patient-merges.ts';
import { patientRow } from './patients.ts';
import { prescriptionItemRow } from './prescriptions.ts';
import { printProfileRow } from './print-profiles.ts';
import { doctorDelayRow } from './queue.ts';
import { dayCloseRow, paymentRow, receiptLineRow, receiptRow } from './receipts.ts';
import { templateRow } from './templates.ts';
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
  medicines: medicineRow,
  diagnosisCodes: diagnosisCodeRow,
  templates: templateRow,
  prescriptionItems: prescriptionItemRow,
  recordDiagnoses: recordDiagnosisRow,
  problems: problemRow,
  healthDocuments: healthDocumentRow,
  doctorNotes: doctorNoteRow,
  savedPatients: savedPatientRow,
  followUpCalls: followUpCallRow,
  chartRestrictions: chartRestrictionRow,
  brokenGlass: brokenGlassRow,
} as const;
export type SyncedTableName = keyof typeof syncedRows;
