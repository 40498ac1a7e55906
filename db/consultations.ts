// Medical records of visits as they are read and written. It decides nothing: domain/consultations.ts has decided before it is called.
import { and, asc, desc, eq, max } from 'drizzle-orm';
import type { Appointment, AppointmentEvent } from '../domain/appointments.ts';
import {
  type Companions,
  contentOf,
  type MedicalRecord,
  nothingBeside,
  type RecordContent,
  replacedVersion,
  sameBeside,
  type Visit,
  type Written,
} from '../domain/consultations.ts';
import { type CodedDiagnosis, codedDiagnosis } from '../domain/diagnoses.ts';
import { Refused } from '../domain/failure.ts';
import { type PrescriptionLine, prescriptionLine } from '../domain/prescriptions.ts';
import { takenMedicines } from './prescriptions.ts';
import { appointments } from './schema/appointments.ts';
import { users } from './schema/accounts.ts';
import { medicalRecords, recordVersions } from './schema/consultations.ts';
import { recordDiagnoses } from './schema/diagnoses.ts';
import { prescriptionItems } from './schema/prescriptions.ts';
import { patients } from './schema/patients.ts';
import type { Reader, Tx } from './write.ts';

/** The appointment and its record. Refuses with `not_found`. */
export function visitOf(reader: Reader, appointmentId: string): Visit {
  const appointment = reader.db.select().from(appointments).where(eq(appointments.id, appointmentId)).get();
  if (!appointment) throw new Refused({ code: 'not_found', subject: 'appointment' });
  return { appointment, record: recordOf(reader, appointmentId) };
}

/** The same, with what stands beside the record and what its lines are held against: everything that writing is judged by. */
export function visitToWrite(reader: Reader, appointmentId: string): Visit {
  const visit = visitOf(reader, appointmentId);
  const patient = reader.db
    .select({ allergies: patients.allergies })
    .from(patients)
    .where(eq(patients.id, visit.appointment.patientId))
    .get();
  return {
    ...visit,
    beside: visit.record ? companionsOf(reader, visit.record.id) : nothingBeside,
    known: { allergies: patient?.allergies ?? null, taken: takenMedicines(reader, visit.appointment) },
  };
}

const recordOf = (reader: Reader, appointmentId: string): MedicalRecord | undefined =>
  reader.db
    .select()
    .from(medicalRecords)
    .where(and(eq(medicalRecords.clinicId, reader.clinicId), eq(medicalRecords.appointmentId, appointmentId)))
    .get();

/** Writes the content of an unsigned record, which begins here with the first writing. With `signs` it freezes. */
export function keepRecord(
  tx: Tx,
  { appointment, record }: Visit,
  { content, beside, signs }: Written & { signs: boolean },
): FullRecord {
  const signedAtMs = signs ? tx.nowMs : null;
  const kept = record
    ? tx.update('medicalRecords', record.id, { ...content, signedAtMs })
    : tx.insert('medicalRecords', {
        ...content,
        id: tx.newId(),
        appointmentId: appointment.id,
        patientId: appointment.patientId,
        createdById: tx.userId,
        signedAtMs,
      });
  return keepBeside(tx, kept, { beside, doctorId: appointment.doctorId });
}

/** Puts `content` in place of what was signed and keeps the earlier version with the reason. */
export function replaceSigned(
  tx: Tx,
  record: MedicalRecord,
  change: Written & { reason: string; userId: string; doctorId: string },
): FullRecord {
  const { userId, reason, content, beside, doctorId } = change;
  const latest = tx.db
    .select({ number: max(recordVersions.versionNumber) })
    .from(recordVersions)
    .where(and(eq(recordVersions.clinicId, tx.clinicId), eq(recordVersions.recordId, record.id)))
    .get();
  const versionNumber = (latest?.number ?? 0) + 1;
  tx.insert(
    'recordVersions',
    replacedVersion(record, {
      id: tx.newId(),
      versionNumber,
      reason,
      nowMs: tx.nowMs,
      userId,
      ...companionsOf(tx, record.id),
    }),
  );
  const signed = tx.update('medicalRecords', record.id, { ...content, signedAtMs: tx.nowMs });
  return keepBeside(tx, signed, { beside, doctorId });
}

/** A record with what stands beside its texts. */
export type FullRecord = MedicalRecord & Companions;
export const withCompanions = (reader: Reader, record: MedicalRecord): FullRecord => ({
  ...record,
  ...companionsOf(reader, record.id),
});

/**
 * Puts `beside` in place of the rows that stand beside a record. A line that is still there keeps its row, wherever it moved; what was taken out of
 * a signed record stays in the version that the amendment keeps.
 */
function keepBeside(
  tx: Tx,
  record: MedicalRecord,
  { beside, doctorId }: { beside: Companions; doctorId: string },
): FullRecord {
  const before = companionsOf(tx, record.id);
  if (sameBeside(before, beside)) return { ...record, ...beside };
  const { id: recordId, appointmentId, patientId } = record;
  const owner = { recordId, appointmentId, patientId };
  replaceRows(tx, 'prescriptionItems', {
    rows: beside.prescriptionLines.map((line) => ({ ...owner, doctorId, ...line })),
    before: rowsBeside(tx, prescriptionItems, recordId),
    nameOf: ({ medicineName }) => medicineName,
  });
  replaceRows(tx, 'recordDiagnoses', {
    rows: beside.codedDiagnoses.map((diagnosis) => ({ ...owner, ...diagnosis })),
    before: rowsBeside(tx, recordDiagnoses, recordId),
    nameOf: ({ code, text }) => code || text,
  });
  return { ...tx.touch('medicalRecords', recordId), ...beside };
}

function replaceRows<Row extends object>(
  tx: Tx,
  table: 'prescriptionItems' | 'recordDiagnoses',
  { rows, before, nameOf }: { rows: Row[]; before: (Row & { id: string })[]; nameOf: (row: Row) => string },
): void {
  const left = new Set(before);
  const take = (row: Row) => {
    const found = [...left].find((old) => nameOf(old) === nameOf(row));
    if (found) left.delete(found);
    return found;
  };
  const numbered = rows.map((row, index) => ({ old: take(row), row: { ...row, lineNumber: index + 1 } }));
  // The rows of both tables are what their zod rows say; which of the two it is does not matter here.
  const door = tx as unknown as {
    insert(name: string, row: object): void;
    update(name: string, id: string, patch: object): void;
  };
  for (const { id } of left) tx.remove(table, id);
  for (const { old, row } of numbered) {
    if (old) door.update(table, old.id, row);
    else door.insert(table, { id: tx.newId(), ...row });
  }
}

/** The prescribed medicines and the coded diagnoses that stand beside a record's texts, in their order. */
export const companionsOf = (reader: Reader, recordId: string): Companions => ({
  prescriptionLines: rowsBeside(reader, prescriptionItems, recordId).map((row) =>
    prescriptionLine.parse(row),
  ),
  codedDiagnoses: rowsBeside(reader, recordDiagnoses, recordId).map((row) => codedDiagnosis.parse(row)),
});

function rowsBeside<Table extends typeof prescriptionItems | typeof recordDiagnoses>(
  reader: Reader,
  table: Table,
  recordId: string,
): Table['$inferSelect'][] {
  // drizzle cannot follow a union of tables; both have the columns named here.
  const named = table as typeof prescriptionItems;
  return reader.db
    .select()
    .from(named)
    .where(and(eq(named.clinicId, reader.clinicId), eq(named.recordId, recordId)))
    .orderBy(asc(named.lineNumber))
    .all();
}

/** Changes the appointment and notes in its history what happened. */
export function changeAppointment(
  tx: Tx,
  appointmentId: string,
  { event, reason = '', ...patch }: AppointmentChange,
): Appointment {
  tx.insert('appointmentEvents', {
    id: tx.newId(),
    appointmentId,
    kind: event,
    atMs: tx.nowMs,
    byUserId: tx.userId,
    fromDate: null,
    fromTime: null,
    fromDoctorId: null,
    toDate: null,
    toTime: null,
    toDoctorId: null,
    reason,
    before: null,
  });
  return tx.update('appointments', appointmentId, patch);
}
type AppointmentChange = Partial<
  Pick<Appointment, 'status' | 'serviceId' | 'estimatedFeeMinor' | 'leftAtMs'>
> & {
  event: AppointmentEvent['kind'];
  reason?: string;
};

export type RecordVersionView = RecordContent & {
  versionNumber: number;
  signedAtMs: number | null;
  replacedAtMs: number;
  replacedByName: string;
  reason: string;
  /** Null in versions older than these. */
  prescriptionLines: PrescriptionLine[] | null;
  codedDiagnoses: CodedDiagnosis[] | null;
};

/** What stood in the record before each amendment, the newest first. */
export function versionsOf(reader: Reader, recordId: string): RecordVersionView[] {
  return reader.db
    .select({ version: recordVersions, replacedByName: users.fullName })
    .from(recordVersions)
    .leftJoin(users, eq(users.id, recordVersions.replacedById))
    .where(and(eq(recordVersions.clinicId, reader.clinicId), eq(recordVersions.recordId, recordId)))
    .orderBy(desc(recordVersions.versionNumber))
    .all()
    .map(({ version, replacedByName }) => ({
      ...contentOf(version),
      versionNumber: version.versionNumber,
      signedAtMs: version.signedAtMs,
      replacedAtMs: version.replacedAtMs,
      replacedByName: replacedByName ?? '',
      reason: version.reason,
      prescriptionLines: version.prescriptionLines,
      codedDiagnoses: version.codedDiagnoses,
    }));
}
