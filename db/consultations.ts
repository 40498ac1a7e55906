// Medical records of visits as they are read and written. It decides nothing: domain/consultations.ts has decided before it is called.
import { and, asc, desc, eq, max } from 'drizzle-orm';
import type { Appointment, AppointmentEvent } from '../domain/appointments.ts';
import {
  type Companions,
  contentOf,
  type MedicalRecord,
  type RecordContent,
  replacedVersion,
  type Visit,
} from '../domain/consultations.ts';
import { codedDiagnosis } from '../domain/diagnoses.ts';
import { Refused } from '../domain/failure.ts';
import { prescriptionLine } from '../domain/prescriptions.ts';
import { appointments } from './schema/appointments.ts';
import { users } from './schema/accounts.ts';
import { medicalRecords, recordVersions } from './schema/consultations.ts';
import { recordDiagnoses } from './schema/diagnoses.ts';
import { prescriptionItems } from './schema/prescriptions.ts';
import type { Reader, Tx } from './write.ts';

/** The appointment and its record. Refuses with `not_found`. */
export function visitOf(reader: Reader, appointmentId: string): Visit {
  const appointment = reader.db.select().from(appointments).where(eq(appointments.id, appointmentId)).get();
  if (!appointment) throw new Refused({ code: 'not_found', subject: 'appointment' });
  return { appointment, record: recordOf(reader, appointmentId) };
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
  { content, signs }: { content: RecordContent; signs: boolean },
): MedicalRecord {
  const signedAtMs = signs ? tx.nowMs : null;
  if (record) return tx.update('medicalRecords', record.id, { ...content, signedAtMs });
  return tx.insert('medicalRecords', {
    ...content,
    id: tx.newId(),
    appointmentId: appointment.id,
    patientId: appointment.patientId,
    createdById: tx.userId,
    signedAtMs,
  });
}

/** Puts `content` in place of what was signed and keeps the earlier version with the reason. */
export function replaceSigned(
  tx: Tx,
  record: MedicalRecord,
  change: { content: RecordContent; reason: string; userId: string },
) {
  const { userId, reason, content } = change;
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
  return tx.update('medicalRecords', record.id, { ...content, signedAtMs: tx.nowMs });
}

/** The prescribed medicines and the coded diagnoses that stand beside a record's texts, in their order. */
export function companionsOf(reader: Reader, recordId: string): Companions {
  const linesOf = <Table extends typeof prescriptionItems | typeof recordDiagnoses>(table: Table) =>
    reader.db
      .select()
      .from(table as typeof prescriptionItems)
      .where(and(eq(table.clinicId, reader.clinicId), eq(table.recordId, recordId)))
      .orderBy(asc(table.lineNumber))
      .all();
  return {
    prescriptionLines: linesOf(prescriptionItems).map((row) => prescriptionLine.parse(row)),
    codedDiagnoses: linesOf(recordDiagnoses).map((row) => codedDiagnosis.parse(row)),
  };
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
    }));
}
