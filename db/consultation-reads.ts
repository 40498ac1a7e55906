// What a doctor sees: the own list of the day, and everything known about one visit. Every caller audits the reading of a chart.
import { and, asc, count, eq, gt, ne, or } from 'drizzle-orm';
import type { Appointment } from '../domain/appointments.ts';
import type { Service } from '../domain/clinic-setup.ts';
import type { MedicalRecord } from '../domain/consultations.ts';
import { Refused } from '../domain/failure.ts';
import type { Patient } from '../domain/patients.ts';
import { users } from './schema/accounts.ts';
import { appointments } from './schema/appointments.ts';
import { departments, rooms, services } from './schema/clinic-setup.ts';
import { medicalRecords, recordVersions } from './schema/consultations.ts';
import { patients } from './schema/patients.ts';
import type { Reader } from './write.ts';

export type VisitOfDay = Pick<
  Appointment,
  | 'id'
  | 'appointmentTime'
  | 'status'
  | 'kind'
  | 'reason'
  | 'symptoms'
  | 'arrivedAtMs'
  | 'calledAtMs'
  | 'inRoomAtMs'
  | 'leftAtMs'
  | 'isNoShow'
> &
  Pick<Patient, 'fullName' | 'recordNumber' | 'dateOfBirth' | 'gender'> & {
    patientId: string;
    roomNumber: string | null;
    recordId: string | null;
    signedAtMs: number | null;
  };

/** A doctor's visits of one day in the order of the clock, cancelled ones left out. Holds nothing of the records themselves. */
export function visitsOfDoctor(reader: Reader, doctorId: string, date: string): VisitOfDay[] {
  return reader.db
    .select({
      id: appointments.id,
      appointmentTime: appointments.appointmentTime,
      status: appointments.status,
      kind: appointments.kind,
      reason: appointments.reason,
      symptoms: appointments.symptoms,
      arrivedAtMs: appointments.arrivedAtMs,
      calledAtMs: appointments.calledAtMs,
      leftAtMs: appointments.leftAtMs,
      inRoomAtMs: appointments.inRoomAtMs,
      isNoShow: appointments.isNoShow,
      patientId: patients.id,
      fullName: patients.fullName,
      recordNumber: patients.recordNumber,
      dateOfBirth: patients.dateOfBirth,
      gender: patients.gender,
      roomNumber: rooms.roomNumber,
      recordId: medicalRecords.id,
      signedAtMs: medicalRecords.signedAtMs,
    })
    .from(appointments)
    .innerJoin(patients, eq(patients.id, appointments.patientId))
    .leftJoin(rooms, eq(rooms.id, appointments.roomId))
    .leftJoin(medicalRecords, recordOfAppointment)
    .where(
      and(
        eq(appointments.clinicId, reader.clinicId),
        eq(appointments.doctorId, doctorId),
        eq(appointments.appointmentDate, date),
        ne(appointments.status, 'cancelled'),
      ),
    )
    .orderBy(asc(appointments.appointmentTime), asc(appointments.createdAtMs))
    .all();
}

/** When the doctor's next visit after a day is; null when none is booked. On the index of a doctor's days. */
export function nextVisitOfDoctor(
  reader: Reader,
  doctorId: string,
  afterDate: string,
): Pick<Appointment, 'appointmentDate' | 'appointmentTime'> | null {
  const next = reader.db
    .select({
      appointmentDate: appointments.appointmentDate,
      appointmentTime: appointments.appointmentTime,
    })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, reader.clinicId),
        eq(appointments.doctorId, doctorId),
        gt(appointments.appointmentDate, afterDate),
        ne(appointments.status, 'cancelled'),
      ),
    )
    .orderBy(asc(appointments.appointmentDate), asc(appointments.appointmentTime))
    .limit(1)
    .get();
  return next ?? null;
}

/** On the unique index of (clinic, appointment). */
const recordOfAppointment = and(
  eq(medicalRecords.clinicId, appointments.clinicId),
  eq(medicalRecords.appointmentId, appointments.id),
);

export type Chart = {
  appointment: Appointment;
  doctorName: string;
  department: { id: string; name: string; examinationFeeMinor: number };
  roomNumber: string | null;
  service: ServiceChoice | null;
  /** What may be assigned: the active services of the department. */
  services: ServiceChoice[];
  record: MedicalRecord | null;
  versionCount: number;
  /** Whose limits the vital signs are held against. */
  patient: Pick<Patient, 'dateOfBirth' | 'gender'>;
};
export type ServiceChoice = Pick<Service, 'id' | 'name' | 'priceMinor'>;
/** One visit with everything the consultation page shows of it, the patient's banner and timeline aside. Refuses with `not_found`. */
export function chartOf(reader: Reader, appointmentId: string): Chart {
  const found = reader.db
    .select({
      appointment: appointments,
      doctorName: users.fullName,
      department: departments,
      roomNumber: rooms.roomNumber,
      patient: { dateOfBirth: patients.dateOfBirth, gender: patients.gender },
    })
    .from(appointments)
    .innerJoin(patients, eq(patients.id, appointments.patientId))
    .innerJoin(users, eq(users.id, appointments.doctorId))
    .innerJoin(departments, eq(departments.id, appointments.departmentId))
    .leftJoin(rooms, eq(rooms.id, appointments.roomId))
    .where(eq(appointments.id, appointmentId))
    .get();
  if (!found) throw new Refused({ code: 'not_found', subject: 'appointment' });
  const { appointment, doctorName, department, roomNumber, patient } = found;
  const record =
    reader.db.select().from(medicalRecords).where(ofAppointment(reader, appointmentId)).get() ?? null;
  const choices = servicesFor(reader, appointment);
  return {
    appointment,
    patient,
    doctorName,
    department: {
      id: department.id,
      name: department.name,
      examinationFeeMinor: department.examinationFeeMinor,
    },
    roomNumber,
    service: choices.assigned,
    services: choices.active,
    record,
    versionCount: record ? versionCountOf(reader, record.id) : 0,
  };
}

/** A service that is no longer offered stays readable on the visit it was assigned to. */
function servicesFor(reader: Reader, { departmentId, serviceId }: Appointment) {
  const rows = reader.db
    .select({
      id: services.id,
      name: services.name,
      priceMinor: services.priceMinor,
      isActive: services.isActive,
    })
    .from(services)
    .where(
      and(
        eq(services.clinicId, reader.clinicId),
        or(
          and(eq(services.departmentId, departmentId), eq(services.isActive, true)),
          eq(services.id, serviceId ?? ''),
        ),
      ),
    )
    .orderBy(asc(services.name))
    .all();
  const choice = ({ id, name, priceMinor }: ServiceChoice): ServiceChoice => ({ id, name, priceMinor });
  const assigned = rows.find((row) => row.id === serviceId);
  return {
    assigned: assigned ? choice(assigned) : null,
    active: rows.filter((row) => row.isActive).map(choice),
  };
}

function versionCountOf(reader: Reader, recordId: string): number {
  const row = reader.db
    .select({ versions: count() })
    .from(recordVersions)
    .where(and(eq(recordVersions.clinicId, reader.clinicId), eq(recordVersions.recordId, recordId)))
    .get();
  return row?.versions ?? 0;
}

const ofAppointment = (reader: Reader, appointmentId: string) =>
  and(eq(medicalRecords.clinicId, reader.clinicId), eq(medicalRecords.appointmentId, appointmentId));
