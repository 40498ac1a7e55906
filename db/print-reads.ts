// What stands on the clinic's papers: slip, prescription, day sheet. It reads; who may print and that it is audited is the router's.
import { and, asc, eq, lte, ne } from 'drizzle-orm';
import type { Appointment } from '../domain/appointments.ts';
import type { MedicalRecord } from '../domain/consultations.ts';
import type { CodedDiagnosis } from '../domain/diagnoses.ts';
import { Refused } from '../domain/failure.ts';
import type { Patient } from '../domain/patients.ts';
import type { PrescriptionLine } from '../domain/prescriptions.ts';
import { vitalSignKeys } from '../domain/vital-signs.ts';
import { users } from './schema/accounts.ts';
import { appointments } from './schema/appointments.ts';
import { departments, doctors, rooms, services } from './schema/clinic-setup.ts';
import { medicalRecords } from './schema/consultations.ts';
import { recordDiagnoses } from './schema/diagnoses.ts';
import { patients } from './schema/patients.ts';
import { prescriptionItems } from './schema/prescriptions.ts';
import type { Reader } from './write.ts';

export type VisitOnPaper = {
  appointment: Appointment;
  patient: Patient;
  /** With the title: "BS. Nguyễn Thị An". */
  doctorName: string;
  specialization: string;
  licenseNumber: string | null;
  departmentName: string;
  serviceName: string | null;
  roomNumber: string | null;
  roomFloor: string | null;
};

const visitsOnPaper = (reader: Reader) =>
  reader.db
    .select({
      appointment: appointments,
      patient: patients,
      fullName: users.fullName,
      title: doctors.title,
      specialization: doctors.specialization,
      licenseNumber: doctors.licenseNumber,
      departmentName: departments.name,
      serviceName: services.name,
      roomNumber: rooms.roomNumber,
      roomFloor: rooms.floor,
    })
    .from(appointments)
    .innerJoin(patients, eq(patients.id, appointments.patientId))
    .innerJoin(users, eq(users.id, appointments.doctorId))
    .innerJoin(doctors, eq(doctors.id, appointments.doctorId))
    .innerJoin(departments, eq(departments.id, appointments.departmentId))
    .leftJoin(services, eq(services.id, appointments.serviceId))
    .leftJoin(rooms, eq(rooms.id, appointments.roomId));

type Found = Omit<VisitOnPaper, 'doctorName'> & { fullName: string; title: string };
const onPaper = ({ fullName, title, ...visit }: Found): VisitOnPaper => ({
  ...visit,
  doctorName: [title, fullName].filter(Boolean).join(' '),
});

/** Refuses with `not_found`. */
export function visitOnPaper(reader: Reader, appointmentId: string): VisitOnPaper {
  const found = visitsOnPaper(reader).where(eq(appointments.id, appointmentId)).get();
  if (!found) throw new Refused({ code: 'not_found', subject: 'appointment' });
  return onPaper(found);
}

/** Refuses with `not_found` while nothing is written about the visit. */
export function recordOnPaper(reader: Reader, appointmentId: string): MedicalRecord {
  const record = recordIfAny(reader, appointmentId);
  if (!record) throw new Refused({ code: 'not_found', subject: 'record' });
  return record;
}

/** As `recordOnPaper`; null while nothing is written. */
export const recordIfAny = (reader: Reader, appointmentId: string): MedicalRecord | null =>
  reader.db
    .select()
    .from(medicalRecords)
    .where(and(eq(medicalRecords.clinicId, reader.clinicId), eq(medicalRecords.appointmentId, appointmentId)))
    .get() ?? null;

export type WrittenBeside = { prescriptionLines: PrescriptionLine[]; codedDiagnoses: CodedDiagnosis[] };

/** The structured companions of a record's texts, in their order. */
export const writtenBeside = (reader: Reader, recordId: string): WrittenBeside => ({
  prescriptionLines: reader.db
    .select()
    .from(prescriptionItems)
    .where(and(eq(prescriptionItems.clinicId, reader.clinicId), eq(prescriptionItems.recordId, recordId)))
    .orderBy(asc(prescriptionItems.lineNumber))
    .all(),
  codedDiagnoses: reader.db
    .select()
    .from(recordDiagnoses)
    .where(and(eq(recordDiagnoses.clinicId, reader.clinicId), eq(recordDiagnoses.recordId, recordId)))
    .orderBy(asc(recordDiagnoses.lineNumber))
    .all(),
});

export type MeasuredVisit = Pick<Appointment, 'appointmentDate'> &
  Pick<MedicalRecord, 'vitalSigns' | 'signedAtMs'>;

/** The visits up to a day at which anything was measured, the oldest first. */
export const vitalsOfPatient = (reader: Reader, patientId: string, untilDate: string): MeasuredVisit[] =>
  reader.db
    .select({
      appointmentDate: appointments.appointmentDate,
      vitalSigns: medicalRecords.vitalSigns,
      signedAtMs: medicalRecords.signedAtMs,
    })
    .from(medicalRecords)
    .innerJoin(appointments, eq(appointments.id, medicalRecords.appointmentId))
    .where(
      and(
        eq(medicalRecords.clinicId, reader.clinicId),
        eq(medicalRecords.patientId, patientId),
        lte(appointments.appointmentDate, untilDate),
      ),
    )
    .orderBy(asc(appointments.appointmentDate), asc(appointments.appointmentTime))
    .all()
    .filter(({ vitalSigns }) => vitalSignKeys.some((key) => vitalSigns[key] !== undefined));

/** The visits of a day, of one doctor or of all, by doctor and clock; cancelled ones left out. */
export function visitsOfDay(
  reader: Reader,
  { date, doctorId }: { date: string; doctorId?: string | undefined },
): VisitOnPaper[] {
  return visitsOnPaper(reader)
    .where(
      and(
        eq(appointments.clinicId, reader.clinicId),
        eq(appointments.appointmentDate, date),
        ne(appointments.status, 'cancelled'),
        doctorId === undefined ? undefined : eq(appointments.doctorId, doctorId),
      ),
    )
    .orderBy(
      asc(departments.name),
      asc(users.fullName),
      asc(appointments.doctorId),
      asc(appointments.appointmentTime),
    )
    .all()
    .map(onPaper);
}

/** A doctor's name as it stands on paper. Refuses with `not_found`. */
export function doctorOnPaper(
  reader: Reader,
  doctorId: string,
): Pick<VisitOnPaper, 'doctorName' | 'departmentName'> {
  const found = reader.db
    .select({ fullName: users.fullName, title: doctors.title, departmentName: departments.name })
    .from(doctors)
    .innerJoin(users, eq(users.id, doctors.id))
    .innerJoin(departments, eq(departments.id, doctors.departmentId))
    .where(eq(doctors.id, doctorId))
    .get();
  if (!found) throw new Refused({ code: 'not_found', subject: 'doctor' });
  return {
    doctorName: [found.title, found.fullName].filter(Boolean).join(' '),
    departmentName: found.departmentName,
  };
}

/** The language a person reads. */
export function localeOf(reader: Reader, userId: string): 'en' | 'vi' {
  return (
    reader.db.select({ locale: users.locale }).from(users).where(eq(users.id, userId)).get()?.locale ?? 'en'
  );
}
