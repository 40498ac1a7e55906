// An appointment as the REST API shows it, with everything beside it, read in one query for a whole page.
import { and, asc, count, desc, eq, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { appointments } from '../../db/schema/appointments.ts';
import { departments, doctors, rooms, services } from '../../db/schema/clinic-setup.ts';
import { medicalRecords } from '../../db/schema/consultations.ts';
import { patients } from '../../db/schema/patients.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { appointmentStatuses } from '../../domain/appointments.ts';
import { may } from '../../domain/permissions.ts';
import { clinicFacts } from '../appointments.ts';
import { paymentMarks } from '../schema/booking.ts';
import type { Reader } from '../transaction.ts';
import { department, departmentItem, service, serviceItem, servicesCounted } from './catalogue.ts';
import type { Caller } from './routing.ts';
import { isClosedTo, medicalRecordAnswer, recordShown } from './record-shape.ts';
import { instantText, moneyText } from './words.ts';

const restId = z.number().int();
export const appointmentAnswer = z.object({
  id: restId,
  patient: z.object({ id: restId, full_name: z.string(), email: z.string() }),
  doctor: z.object({
    id: restId,
    full_name: z.string(),
    specialization: z.string(),
    title: z.string(),
    rating: z.number(),
    avatar_url: z.string().nullable(),
  }),
  department,
  service: service.nullable(),
  appointment_date: z.string(),
  appointment_time: z.string(),
  room: z
    .object({
      id: restId,
      room_number: z.string(),
      floor: z.string(),
      department: restId.nullable(),
      is_active: z.boolean(),
      created_at: z.string(),
    })
    .nullable(),
  status: z.enum(appointmentStatuses),
  symptoms: z.string(),
  reason: z.string(),
  notes: z.string(),
  estimated_fee: z.string(),
  cancellation_reason: z.string().nullable(),
  cancelled_at: z.string().nullable(),
  rescheduled_from: z.object({ date: z.string(), time: z.string() }).nullable(),
  medical_record: medicalRecordAnswer.nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type AppointmentShown = z.infer<typeof appointmentAnswer>;

/** Whose visits a caller may see: patients and doctors their own, the desk and admins all. */
export function inScope({ userId, role }: Caller): SQL | undefined {
  if (role === 'patient') return eq(appointments.patientId, userId);
  if (role === 'doctor') return eq(appointments.doctorId, userId);
  return undefined;
}

export type Asked = { caller: Caller; where?: SQL | undefined; limit?: number; offset?: number };

/** The newest day first, within a day by time. */
export const appointmentsShown = async (reader: Reader, asked: Asked): Promise<AppointmentShown[]> =>
  (await visitsRead(reader, asked)).visits;

/** The same, and the ids of the patients whose records stand among them: such a reading is told to the trail (`noteReading`). */
export async function visitsRead(
  reader: Reader,
  asked: Asked,
): Promise<{ visits: AppointmentShown[]; patients: string[] }> {
  const { db, clinicId } = reader;
  const { caller, where, limit = 1_000, offset = 0 } = asked;
  const login = alias(users, 'login');
  const author = alias(users, 'author');
  const itsRoom = alias(departments, 'department_of_room');
  const rows = await db
    .select({
      visit: appointments,
      patient: { id: patients.restId, fullName: patients.fullName, email: patients.email },
      loginEmail: login.email,
      doctor: { id: users.restId, fullName: users.fullName },
      profile: doctors,
      department: departments,
      service: services,
      room: rooms,
      roomDepartment: itsRoom.restId,
      record: medicalRecords,
      author: { id: author.restId, fullName: author.fullName },
      paidAtMs: paymentMarks.atMs,
      isClosed: isClosedTo(caller, clinicId),
    })
    .from(appointments)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, appointments.patientId)))
    .leftJoin(login, and(eq(login.clinicId, clinicId), eq(login.id, appointments.patientId)))
    .innerJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, appointments.doctorId)))
    .innerJoin(
      departments,
      and(eq(departments.clinicId, clinicId), eq(departments.id, appointments.departmentId)),
    )
    // A doctor without a profile breaks no list (fault F13).
    .leftJoin(doctors, and(eq(doctors.clinicId, clinicId), eq(doctors.id, appointments.doctorId)))
    .leftJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .leftJoin(rooms, and(eq(rooms.clinicId, clinicId), eq(rooms.id, appointments.roomId)))
    .leftJoin(itsRoom, and(eq(itsRoom.clinicId, clinicId), eq(itsRoom.id, rooms.departmentId)))
    .leftJoin(
      medicalRecords,
      and(eq(medicalRecords.clinicId, clinicId), eq(medicalRecords.appointmentId, appointments.id)),
    )
    .leftJoin(author, and(eq(author.clinicId, clinicId), eq(author.id, medicalRecords.createdById)))
    .leftJoin(
      paymentMarks,
      and(eq(paymentMarks.clinicId, clinicId), eq(paymentMarks.appointmentId, appointments.id)),
    )
    .where(and(eq(appointments.clinicId, clinicId), inScope(caller), where))
    .orderBy(desc(appointments.appointmentDate), asc(appointments.appointmentTime), asc(appointments.id))
    .limit(limit)
    .offset(offset);
  const clinic = await clinicFacts(reader);
  const counts = await servicesCounted(reader);
  const at = (ms: number) => instantText(ms, clinic.timeZone);
  // Reception never reads records; patients read their own.
  const readsRecords = caller.role === 'patient' || may(caller.role, 'record.read');
  const readable = (row: (typeof rows)[number]) => row.record !== null && readsRecords && !row.isClosed;
  const patientsRead = rows.filter(readable).map(({ visit }) => visit.patientId);
  const visits = rows.map(({ visit, ...row }) => ({
    id: visit.restId,
    patient: {
      id: row.patient.id,
      full_name: row.patient.fullName,
      email: row.loginEmail ?? row.patient.email ?? '',
    },
    doctor: {
      id: row.doctor.id,
      full_name: row.doctor.fullName,
      specialization: row.profile?.specialization ?? '',
      title: row.profile?.title ?? '',
      rating: row.profile?.rating ?? 0,
      avatar_url: row.profile?.avatarUrl ?? null,
    },
    department: departmentItem(row.department, counts.get(row.department.id) ?? 0, clinic),
    service: row.service && serviceItem(row.service, row.department, clinic),
    appointment_date: visit.appointmentDate,
    appointment_time: `${visit.appointmentTime}:00`,
    room: row.room && {
      id: row.room.restId,
      room_number: row.room.roomNumber,
      floor: row.room.floor,
      department: row.roomDepartment,
      is_active: row.room.isActive,
      created_at: at(row.room.createdAtMs),
    },
    status: visit.status,
    symptoms: visit.symptoms,
    reason: visit.reason,
    notes: visit.notes,
    estimated_fee: moneyText(visit.estimatedFeeMinor, clinic.currency),
    cancellation_reason: visit.cancellationReason,
    cancelled_at: visit.cancelledAtMs === null ? null : at(visit.cancelledAtMs),
    rescheduled_from: visit.rescheduledFrom,
    medical_record:
      row.record && readsRecords && !row.isClosed
        ? recordShown({ record: row.record, visit, author: row.author, paidAtMs: row.paidAtMs }, clinic)
        : null,
    created_at: at(visit.createdAtMs),
    updated_at: at(visit.updatedAtMs),
  }));
  return { visits, patients: patientsRead };
}

export async function appointmentsCounted(
  { db, clinicId }: Reader,
  { caller, where }: Pick<Asked, 'caller' | 'where'>,
): Promise<number> {
  const [total] = await db
    .select({ count: count() })
    .from(appointments)
    .where(and(eq(appointments.clinicId, clinicId), inScope(caller), where));
  return total?.count ?? 0;
}

/** The visit of that number, if the caller may see it. */
export async function visitInScope(
  { db, clinicId }: Reader,
  caller: Caller,
  id: number,
): Promise<Appointment | undefined> {
  const [found] = await db
    .select()
    .from(appointments)
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.restId, id), inScope(caller)));
  return found;
}
