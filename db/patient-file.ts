// Gathers everything about one patient, to be taken along. Reads only; that it is audited is the caller's.
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { FileDoctor, FileVisit, PatientFile } from '../domain/patient-file.ts';
import { clinicOf } from './clinic-setup.ts';
import { patientOf } from './patients.ts';
import { users } from './schema/accounts.ts';
import { appointments } from './schema/appointments.ts';
import { departments, doctors } from './schema/clinic-setup.ts';
import { medicalRecords, recordVersions } from './schema/consultations.ts';
import { problems, recordDiagnoses } from './schema/diagnoses.ts';
import { doctorNotes } from './schema/doctors-desk.ts';
import { healthDocuments } from './schema/documents.ts';
import { prescriptionItems } from './schema/prescriptions.ts';
import type { Reader } from './write.ts';

/** Refuses with `not_found`. A handful of queries, each on an index of the patient. */
export function patientFileOf(reader: Reader, patientId: string, nowMs: number): PatientFile {
  const { db, clinicId } = reader;
  const patient = patientOf(reader, patientId);
  const visits = visitsOf(reader, patientId);
  const sharedNotes = db
    .select()
    .from(doctorNotes)
    .where(
      and(
        eq(doctorNotes.clinicId, clinicId),
        eq(doctorNotes.patientId, patientId),
        eq(doctorNotes.isSharedWithPatient, true),
        isNull(doctorNotes.archivedAtMs),
      ),
    )
    .orderBy(asc(doctorNotes.createdAtMs))
    .all();
  const ofDoctors = [
    ...visits.map((each) => each.appointment.doctorId),
    ...sharedNotes.map((each) => each.doctorId),
  ];
  return {
    clinic: clinicOf(reader),
    patient,
    doctors: doctorsOf(reader, [...new Set(ofDoctors)]),
    visits,
    problems: db
      .select()
      .from(problems)
      .where(and(eq(problems.clinicId, clinicId), eq(problems.patientId, patientId)))
      .orderBy(asc(problems.createdAtMs))
      .all(),
    sharedNotes,
    documents: db
      .select()
      .from(healthDocuments)
      .where(
        and(
          eq(healthDocuments.clinicId, clinicId),
          eq(healthDocuments.patientId, patientId),
          isNull(healthDocuments.deletedAtMs),
          isNotNull(healthDocuments.fileIdentity),
        ),
      )
      .orderBy(asc(healthDocuments.createdAtMs), asc(healthDocuments.id))
      .all(),
    madeAtMs: nowMs,
  };
}

function visitsOf({ db, clinicId }: Reader, patientId: string): FileVisit[] {
  const found = db
    .select({ appointment: appointments, departmentName: departments.name })
    .from(appointments)
    .innerJoin(departments, eq(departments.id, appointments.departmentId))
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.patientId, patientId)))
    .orderBy(asc(appointments.appointmentDate), asc(appointments.appointmentTime))
    .all();
  const records = db
    .select()
    .from(medicalRecords)
    .where(and(eq(medicalRecords.clinicId, clinicId), eq(medicalRecords.patientId, patientId)))
    .all();
  const versions = db
    .select({ version: recordVersions })
    .from(recordVersions)
    .innerJoin(medicalRecords, eq(medicalRecords.id, recordVersions.recordId))
    .where(and(eq(medicalRecords.clinicId, clinicId), eq(medicalRecords.patientId, patientId)))
    .orderBy(asc(recordVersions.versionNumber))
    .all()
    .map(({ version }) => version);
  const items = db
    .select()
    .from(prescriptionItems)
    .where(and(eq(prescriptionItems.clinicId, clinicId), eq(prescriptionItems.patientId, patientId)))
    .orderBy(asc(prescriptionItems.lineNumber))
    .all();
  const diagnoses = db
    .select()
    .from(recordDiagnoses)
    .where(and(eq(recordDiagnoses.clinicId, clinicId), eq(recordDiagnoses.patientId, patientId)))
    .orderBy(asc(recordDiagnoses.lineNumber))
    .all();
  const recordOf = new Map(records.map((record) => [record.appointmentId, record]));
  const versionsOf = Map.groupBy(versions, ({ recordId }) => recordId);
  const itemsOf = Map.groupBy(items, ({ recordId }) => recordId);
  const diagnosesOf = Map.groupBy(diagnoses, ({ recordId }) => recordId);
  return found.map(({ appointment, departmentName }) => {
    const record = recordOf.get(appointment.id) ?? null;
    const id = record?.id ?? '';
    return {
      appointment,
      departmentName,
      record,
      versions: versionsOf.get(id) ?? [],
      items: itemsOf.get(id) ?? [],
      diagnoses: diagnosesOf.get(id) ?? [],
    };
  });
}

const doctorsOf = ({ db }: Reader, ids: string[]): FileDoctor[] =>
  db
    .select({
      id: users.id,
      fullName: users.fullName,
      title: doctors.title,
      specialization: doctors.specialization,
      licenseNumber: doctors.licenseNumber,
    })
    .from(users)
    .leftJoin(doctors, eq(doctors.id, users.id))
    .where(inArray(users.id, ids))
    .orderBy(asc(users.fullName))
    .all()
    .map(({ id, fullName, title, specialization, licenseNumber }) => ({
      id,
      name: [title, fullName].filter(Boolean).join(' '),
      specialization: specialization ?? '',
      licenseNumber,
    }));
