// What a doctor writes about one visit, and when that may be written, signed and amended. Never how it is stored or shown.
import { z } from 'zod';
import type { Role } from './accounts.ts';
import type { Appointment } from './appointments.ts';
import { civilDate } from './civil-date.ts';
import type { Department, Service } from './clinic-setup.ts';
import { codedDiagnosesInput, type CodedDiagnosis, codedDiagnosis } from './diagnoses.ts';
import { Refused } from './failure.ts';
import {
  type PatientKnown,
  type PrescriptionLine,
  prescriptionLine,
  prescriptionLinesInput,
  refuseUnexplained,
} from './prescriptions.ts';
import { type NewRow, requiredText, rowId, syncedRow, typedText } from './row.ts';
import { mergeVitalSigns, vitalSigns, vitalSignsPatch } from './vital-signs.ts';

export const medicalRecordRow = syncedRow.extend({
  /** One record for an appointment. */
  appointmentId: rowId,
  patientId: rowId,
  diagnosis: z.string(),
  prescription: z.string(),
  treatmentPlan: z.string(),
  notes: z.string(),
  followUpDate: civilDate.nullable(),
  vitalSigns,
  createdById: rowId.nullable(),
  /** When what stands here now was signed; an amendment signs anew. */
  signedAtMs: z.number().int().nullable(),
});
export type MedicalRecord = z.infer<typeof medicalRecordRow>;

/** What stood in a signed record before an amendment. Kept for ever. */
export const recordVersionRow = syncedRow.extend({
  recordId: rowId,
  versionNumber: z.number().int(),
  diagnosis: z.string(),
  prescription: z.string(),
  treatmentPlan: z.string(),
  notes: z.string(),
  followUpDate: civilDate.nullable(),
  vitalSigns,
  signedAtMs: z.number().int().nullable(),
  /** The companions of the texts as they stood; null in versions older than these. */
  prescriptionLines: z.array(prescriptionLine).nullable(),
  codedDiagnoses: z.array(codedDiagnosis).nullable(),
  replacedAtMs: z.number().int(),
  replacedById: rowId,
  reason: z.string(),
});
export type RecordVersion = z.infer<typeof recordVersionRow>;

/** The texts of a record, in the order they are written and printed. */
export const recordTexts = ['diagnosis', 'prescription', 'treatmentPlan', 'notes'] as const;
export type RecordContent = Pick<MedicalRecord, (typeof recordTexts)[number] | 'followUpDate' | 'vitalSigns'>;

const recordText = typedText(20_000).optional();
/** A partial update: a field that is not named stays as it is. */
export const recordPatch = z.object({
  diagnosis: recordText,
  prescription: recordText,
  treatmentPlan: recordText,
  notes: recordText,
  /** Clients send an emptied date as "" as a matter of course. */
  followUpDate: z.preprocess((value) => (value === '' ? null : value), civilDate.nullable()).optional(),
  vitalSigns: vitalSignsPatch.optional(),
});
export type RecordPatch = z.infer<typeof recordPatch>;

const onVisit = z.object({ appointmentId: rowId });
/** `updatedAtMs` of the record the doctor was looking at; null when there was none. A record changed since is not overwritten. */
const basedOnMs = z.number().int().nullable();
export const saveRecordInput = onVisit.extend({
  basedOnMs,
  record: recordPatch,
  /** What stands beside the texts, whole; left out, it stays as it is. */
  prescriptionLines: prescriptionLinesInput.optional(),
  codedDiagnoses: codedDiagnosesInput.optional(),
});
export const amendRecordInput = saveRecordInput.extend({ reason: requiredText(500) });
/** Without a service the fee falls back to the department's alone. */
export const assignServiceInput = onVisit.extend({ serviceId: rowId.nullable() });

/** A visit as the decisions here see it: its appointment and its record, if one was begun. */
export type Visit = {
  appointment: Appointment;
  record: MedicalRecord | undefined;
  /** What stands beside the record's texts now. */
  beside?: Companions;
  /** The patient's: recorded allergies, medicines of other visits. */
  known?: PatientKnown;
};
/** Who decides and on which day (of the clinic's wall clock). */
export type By = { userId: string; role: Role; today: string };
export type RecordChange = { basedOnMs: number | null; record: RecordPatch } & {
  [Part in keyof Companions]?: Companions[Part] | undefined;
};
/** What a record holds after a change: its texts, and what stands beside them. */
export type Written = { content: RecordContent; beside: Companions };

const emptyContent: RecordContent = {
  diagnosis: '',
  prescription: '',
  treatmentPlan: '',
  notes: '',
  followUpDate: null,
  vitalSigns: {},
};

/** What the record holds after `change`, saved or signed, or a refusal; nothing may be created before this has answered. */
export function writeRecord(visit: Visit, change: RecordChange, by: By): Written {
  const { appointment, record } = visit;
  ownVisitOnly(appointment, by);
  openVisitOnly(appointment);
  if (record?.signedAtMs != null) throw new Refused({ code: 'record_signed' });
  sameAsSeen(record, change.basedOnMs);
  return changedRecord(visit, change, by.today);
}

/** What a signed record holds after an amendment; the caller keeps the earlier version. */
export function amendRecord(visit: Visit, change: RecordChange, by: By): Written {
  const { appointment, record, beside = nothingBeside } = visit;
  ownVisitOnly(appointment, by);
  if (!record) throw new Refused({ code: 'not_found', subject: 'record' });
  // Until it is signed a record is simply written: there is no earlier version to keep.
  if (record.signedAtMs === null) throw new Refused({ code: 'not_signed_yet' });
  sameAsSeen(record, change.basedOnMs);
  const written = changedRecord(visit, change, by.today);
  if (sameContent(contentOf(record), written.content) && sameBeside(beside, written.beside))
    throw new Refused({ code: 'nothing_changed' });
  return written;
}

/** Refuses to complete; answers whether the visit still has to be confirmed on the way. */
export function completeVisit(appointment: Appointment, by: By): { confirmsFirst: boolean } {
  if (by.role !== 'admin') ownVisitOnly(appointment, by);
  if (appointment.status === 'booked') return { confirmsFirst: true };
  if (appointment.status === 'confirmed') return { confirmsFirst: false };
  throw new Refused({ code: 'status_forbids', status: appointment.status });
}

/** Calling a patient in confirms a visit that was only booked. */
export function startVisit(appointment: Appointment, by: By): { confirms: boolean } {
  ownVisitOnly(appointment, by);
  if (appointment.status === 'cancelled') throw new Refused({ code: 'status_forbids', status: 'cancelled' });
  return { confirms: appointment.status === 'booked' };
}

/** The fee is made anew from the department's fee of today: assigning twice never adds up. */
export function assignService(
  appointment: Appointment,
  { department, service }: { department: Department; service: Service | null },
  by: By,
): Pick<Appointment, 'serviceId' | 'estimatedFeeMinor'> {
  ownVisitOnly(appointment, by);
  openVisitOnly(appointment);
  if (service && !service.isActive) throw new Refused({ code: 'service_inactive' });
  if (service && service.departmentId !== appointment.departmentId) {
    throw new Refused({ code: 'service_other_department' });
  }
  const estimatedFeeMinor = department.examinationFeeMinor + (service?.priceMinor ?? 0);
  return { serviceId: service?.id ?? null, estimatedFeeMinor };
}

/** What stands beside a record's texts in rows of their own. */
export type Companions = { prescriptionLines: PrescriptionLine[]; codedDiagnoses: CodedDiagnosis[] };
export const nothingBeside: Companions = { prescriptionLines: [], codedDiagnoses: [] };
export const sameBeside = (a: Companions, b: Companions): boolean =>
  JSON.stringify([a.prescriptionLines, a.codedDiagnoses]) ===
  JSON.stringify([b.prescriptionLines, b.codedDiagnoses]);

/** The version that an amendment replaces. */
export function replacedVersion(
  record: MedicalRecord,
  made: { id: string; versionNumber: number; reason: string; nowMs: number; userId: string } & Companions,
): NewRow<RecordVersion> {
  return {
    ...contentOf(record),
    id: made.id,
    recordId: record.id,
    versionNumber: made.versionNumber,
    signedAtMs: record.signedAtMs,
    replacedAtMs: made.nowMs,
    prescriptionLines: made.prescriptionLines,
    codedDiagnoses: made.codedDiagnoses,
    replacedById: made.userId,
    reason: made.reason,
  };
}

export const contentOf = (record: RecordContent): RecordContent => ({
  diagnosis: record.diagnosis,
  prescription: record.prescription,
  treatmentPlan: record.treatmentPlan,
  notes: record.notes,
  followUpDate: record.followUpDate,
  vitalSigns: record.vitalSigns,
});

/** Nothing written, nothing measured. A follow-up date alone is something. */
const isEmptyContent = (content: RecordContent): boolean => sameContent(content, emptyContent);

function changedRecord({ record, beside, known }: Visit, change: RecordChange, today: string): Written {
  const after: Companions = {
    prescriptionLines: change.prescriptionLines ?? beside?.prescriptionLines ?? [],
    codedDiagnoses: change.codedDiagnoses ?? beside?.codedDiagnoses ?? [],
  };
  const content = changedContent(record, change.record, today);
  if (isEmptyContent(content) && sameBeside(after, nothingBeside))
    throw new Refused({ code: 'record_empty' });
  // Lines that are not sent are not judged anew: the person who saves has not looked at them.
  if (change.prescriptionLines)
    refuseUnexplained(after.prescriptionLines, known ?? { allergies: null, taken: [] });
  return { content, beside: after };
}

function changedContent(record: RecordContent | undefined, patch: RecordPatch, today: string): RecordContent {
  const before = record ? contentOf(record) : emptyContent;
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const after: RecordContent = {
    ...before,
    ...named,
    vitalSigns: mergeVitalSigns(before.vitalSigns, patch.vitalSigns ?? {}),
  };
  // A date that already stood there may have passed by now; only a new one is judged.
  if (
    after.followUpDate !== null &&
    after.followUpDate !== before.followUpDate &&
    after.followUpDate < today
  ) {
    throw new Refused({ code: 'follow_up_in_past' });
  }
  return after;
}

function ownVisitOnly(appointment: Appointment, by: By): void {
  if (appointment.doctorId !== by.userId) throw new Refused({ code: 'not_your_appointment' });
}

function openVisitOnly({ status }: Appointment): void {
  if (status !== 'confirmed' && status !== 'completed') throw new Refused({ code: 'status_forbids', status });
}

function sameAsSeen(record: MedicalRecord | undefined, basedOnMs: number | null): void {
  if (record && record.updatedAtMs !== basedOnMs) {
    throw new Refused({ code: 'changed_meanwhile', subject: 'record', id: record.id });
  }
}

function sameContent(a: RecordContent, b: RecordContent): boolean {
  const signs = (content: RecordContent) =>
    JSON.stringify(Object.entries(content.vitalSigns).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return (
    recordTexts.every((text) => a[text] === b[text]) &&
    a.followUpDate === b.followUpDate &&
    signs(a) === signs(b)
  );
}
