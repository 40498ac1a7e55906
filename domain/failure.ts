// Every refusal Clinic Desk knows, as data. Words for people are in the renderer (failure-text.ts); codes are never reused.
import { z } from 'zod';
import { staffRole } from './accounts.ts';
import { appointmentStatus } from './appointments.ts';
import { civilDate, clockTime } from './civil-date.ts';
import { importRefusals } from './leaving-refusals.ts';
import { permission } from './permissions.ts';
import { queueState } from './queue.ts';
import { rowId } from './row.ts';

const code = <Code extends string, Shape extends z.ZodRawShape>(name: Code, shape: Shape) =>
  z.object({ code: z.literal(name), ...shape });

const subjects = [
  'clinic',
  'user',
  'department',
  'service',
  'room',
  'doctor',
  'workingHours',
  'timeOff',
  'patient',
  'appointment',
  'record',
  'draft',
  'backup',
  'waitlist',
  'receipt',
  'dayClose',
  'merge',
  'printProfile',
  'brokenGlass',
  'note',
  'savedPatient',
  'followUpCall',
  'medicine',
  'diagnosisCode',
  'problem',
  'template',
  'document',
] as const;

export const failure = z.discriminatedUnion('code', [
  // Doors
  code('not_signed_in', {}),
  code('locked', {}),
  code('forbidden', { permission }),
  /** `fields` maps a path of the input ("patient.phone") to i18n keys of what is wrong. */
  code('invalid_input', { fields: z.record(z.string(), z.array(z.string())) }),
  code('not_found', { subject: z.enum(subjects) }),
  /** Somebody changed the row since it was read. Nothing was overwritten. */
  code('changed_meanwhile', { subject: z.enum(subjects), id: rowId }),
  code('too_much', { limitBytes: z.number().int().optional() }),
  code('busy', {}),

  // Vault and keys
  code('wrong_password', {}),
  code('wrong_pin', { triesLeft: z.number().int() }),
  code('too_many_tries', { retryAfterMs: z.number().int() }),
  code('wrong_recovery_code', {}),
  code('weak_password', { hint: z.string() }),
  code('pin_missing', {}),
  code('pin_weak', {}),
  code('account_inactive', {}),
  code('vault_missing', { path: z.string() }),
  code('vault_damaged', {
    what: z.enum([
      'key_file',
      'database',
      'database_missing',
      'database_empty',
      'foreign_vault',
      'plaintext',
      'changes_missing',
      'audit_chain',
    ]),
    /** How many committed changes are known to be missing, when that is known. */
    missingChanges: z.number().int().optional(),
  }),
  code('vault_newer_than_app', { vaultSchema: z.number().int(), appSchema: z.number().int() }),
  code('vault_in_use', {}),
  code('vault_exists', { path: z.string() }),
  code('folder_read_only', { path: z.string() }),
  /** A disk that is not plugged in, a folder that was moved or deleted. */
  code('folder_missing', { path: z.string() }),
  /** A backup beside the original dies with it. */
  code('folder_inside_clinic', {}),
  code('disk_full', {}),
  code('backup_damaged', { path: z.string(), reason: z.string() }),

  // People and set-up
  code('email_taken', { email: z.string() }),
  code('phone_taken', { phone: z.string() }),
  code('department_required', {}),
  code('name_taken', { subject: z.enum(subjects), name: z.string() }),
  code('license_taken', { licenseNumber: z.string() }),
  code('room_has_doctor', { doctorId: rowId, doctorName: z.string() }),
  code('last_admin', {}),
  code('own_account', {}),
  code('role_needs', { role: staffRole }),
  code('department_inactive', { departmentId: rowId }),
  code('doctor_inactive', { doctorId: rowId }),
  code('hours_overlap', { weekday: z.number().int() }),
  code('range_reversed', {}),
  code('room_inactive', {}),
  code('currency_in_use', {}),

  // Booking
  code('slot_taken', { appointmentId: rowId.optional(), freeTimes: z.array(clockTime).optional() }),
  code('room_kept', {}),
  code('room_taken', { roomId: rowId, freeTimes: z.array(clockTime).optional() }),
  code('room_off', { timeOffId: rowId, kind: z.string(), reason: z.string() }),
  code('off_grid', { time: z.string() }),
  code('slot_in_past', { date: civilDate, time: clockTime }),
  code('outside_horizon', { lastDate: civilDate }),
  code('outside_hours', {}),
  code('doctor_on_leave', { timeOffId: rowId, kind: z.string(), reason: z.string() }),
  code('clinic_closed', { timeOffId: rowId, reason: z.string() }),
  code('patient_archived', { patientId: rowId }),
  /** Archiving somebody who still has a visit ahead. */
  code('patient_expected', { appointmentId: rowId, date: civilDate }),
  code('patient_busy', { appointmentId: rowId, doctorName: z.string() }),
  /** Free, but not for so many slots one after the other. */
  code('not_in_a_row', { length: z.number().int(), freeTimes: z.array(clockTime) }),
  /** Nothing to overbook: it can simply be booked. */
  code('slot_free', { time: clockTime }),
  /** Nobody of the department is there for the rest of today. */
  code('nobody_there', { departmentId: rowId }),
  code('reason_required', {}),
  code('status_forbids', { status: appointmentStatus }),
  code('record_exists', {}),
  code('doctor_other_department', { departmentId: rowId }),
  /** The visit's day is over: what happened is history. */
  code('visit_over', { date: civilDate, time: clockTime }),
  /** Paper is entered for what has happened, up to a week back. */
  code('not_on_paper_yet', { firstDate: civilDate }),
  /** Patients may change a visit until this moment; the desk always may. */
  code('too_late_to_change', { date: civilDate, time: clockTime }),

  // Waiting room
  /** The visit has come too far, or not far enough, for what was asked. */
  code('queue_state_forbids', { state: queueState }),
  /** Arrivals and calls are of the day itself. */
  code('not_today', { date: civilDate }),
  /** Nobody has failed to come before the time of the visit. */
  code('visit_not_begun', { date: civilDate, time: clockTime }),
  code('waitlist_closed', {}),
  /** Some visits of a series cannot be booked; none was. */
  code('series_clash', { dates: z.array(civilDate) }),

  // Money
  code('discount_too_much', { subtotalMinor: z.number().int() }),
  code('overpaid', { leftMinor: z.number().int() }),
  code('refund_too_much', { paidMinor: z.number().int() }),
  code('receipt_voided', {}),
  /** What was paid is given back before a receipt is voided. */
  code('receipt_paid', { paidMinor: z.number().int() }),
  code('day_closed', { date: civilDate }),
  /** Only a day that has begun is closed. */
  code('day_not_begun', { date: civilDate }),

  // Two records of one person
  code('merge_same_patient', {}),
  code('merge_undone', {}),
  /** The kept record has itself gone into another since: that merge is taken apart first. */
  code('merged_further', { patientId: rowId }),

  // Consultation
  code('not_your_appointment', {}),
  code('record_signed', {}),
  code('record_empty', {}),
  /** Only a signed record is amended. */
  code('not_signed_yet', {}),
  code('nothing_changed', {}),
  code('service_other_department', {}),
  code('service_inactive', {}),
  code('follow_up_in_past', {}),
  /** A line meets a recorded allergy, or a substance that is prescribed already, here or in a visit before, and says no reason. */
  code('warning_unexplained', {
    medicineName: z.string(),
    kind: z.enum(['allergy', 'duplicate', 'taken']),
    word: z.string(),
  }),
  code('not_your_template', {}),

  // Closed charts
  /** Open to the doctors who treat the patient, and to whoever breaks the glass. */
  code('chart_closed', { patientId: rowId }),
  code('chart_already_closed', {}),
  code('chart_not_closed', {}),
  /** Only an admin or a doctor who treats the patient closes a chart or opens it again. */
  code('not_your_patient', {}),
  /** Glass is reviewed by somebody else than the one who broke it. */
  code('own_glass', {}),
  code('glass_reviewed', {}),

  // Leaving with everything, and coming back
  /** Why an export is not brought in; `detail` names the file or table. Nothing was changed. */
  code('import_refused', { reason: z.enum(importRefusals), detail: z.string() }),
  code('export_cancelled', {}),

  // The doctor's desk
  code('not_your_note', {}),
  /** A call is repeated on a day to come. */
  code('again_not_ahead', {}),

  // Documents
  code('document_empty', {}),
  code('document_too_big', { limitBytes: z.number().int() }),
  /** Neither pdf nor jpg nor png by its content, whatever its name says. */
  code('document_type_unknown', {}),
  code('picture_too_large', { widthPx: z.number().int(), heightPx: z.number().int() }),
  code('picture_damaged', {}),
  code('pdf_damaged', {}),
  /** Something in it acts by itself, is hidden in it, or locks it. */
  code('pdf_forbidden', {
    part: z.enum(['javascript', 'launch', 'attachment', 'media', 'xfa', 'encrypted']),
  }),
  /** Packed in a way that cannot be looked into. */
  code('pdf_unclear', {}),
  /** The same bytes lie in this patient's chart already. */
  code('document_there_already', { documentId: rowId, title: z.string() }),
  /** The row is here and its sealed file is not, as after a restore on another PC. */
  code('document_file_missing', {}),
  /** The sealed file is not what was sealed. */
  code('document_file_damaged', {}),
  /** A folder that was dropped, or a stick that was pulled out. */
  code('document_unreadable', {}),
  /** Cancelled, or dropped when the desk was locked. */
  code('upload_gone', {}),

  // Lists and print
  code('csv_unreadable', { line: z.number().int(), reason: z.string() }),
  /** Neither UTF-8 nor UTF-16. */
  code('csv_encoding', {}),
  code('csv_columns_missing', { columns: z.array(z.string()) }),
  code('print_failed', { reason: z.string() }),
]);
export type Failure = z.infer<typeof failure>;
export type FailureCode = Failure['code'];

/** An expected "no". Thrown by decisions, carried typed to the screen; anything else thrown is a bug. */
export class Refused extends Error {
  readonly failure: Failure;
  constructor(reason: Failure) {
    super(reason.code);
    this.name = 'Refused';
    this.failure = reason;
  }
}

/** For states that cannot be: `why` says why. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${why}`);
}
