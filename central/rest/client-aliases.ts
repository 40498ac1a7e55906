// Lists under the names that the existing clients call: for the bell of a patient, the table of a doctor, a doctor's patients. They speak `upcoming`
// where the rest of the API says booked or confirmed (decision 6).
import { and, asc, count, eq, inArray, max, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { appointments } from '../../db/schema/appointments.ts';
import { medicalRecords } from '../../db/schema/consultations.ts';
import { patients } from '../../db/schema/patients.ts';
import { users } from '../../db/schema/accounts.ts';
import { ageInYears, wallClock } from '../../domain/civil-date.ts';
import { clinicFacts } from '../appointments.ts';
import type { Reader } from '../transaction.ts';
import { detailAnswer } from './answers.ts';
import {
  appointmentAnswer,
  appointmentsCounted,
  type AppointmentShown,
  visitsRead,
} from './appointment-shape.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import { noteReading } from './record-shape.ts';
import { addressOf, type App, type Caller, type Centre, signedIn } from './routing.ts';
import { chosenVisits, visitFilters } from './visits.ts';

const tags = ['clients'];
const restId = z.number().int();
const spokenVisit = appointmentAnswer.extend({
  status: z.enum(['upcoming', 'completed', 'cancelled']),
  doctor_name: z.string(),
  patient_name: z.string(),
});
const person = z.object({
  id: restId,
  full_name: z.string(),
  email: z.string(),
  phone_num: z.string().nullable(),
  gender: z.string().nullable(),
  age: z.number().int().nullable(),
});
const listedPatient = person.extend({
  appointments: z.array(z.object({ id: restId, status: z.string(), appointment_date: z.string() })),
  medical_records: z.array(z.object({ id: restId, title: z.string(), diagnosis: z.string() })),
});
const myPatient = person.extend({
  appointment_count: z.number().int(),
  last_appointment: z.string().nullable(),
  appointments: z.array(z.object({ id: restId, status: z.string(), appointment_date: z.string() })),
});
const errors = { 401: detailAnswer, 403: detailAnswer, 404: detailAnswer };

export const clientAliasRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  for (const role of ['patient', 'doctor'] as const)
    app.get(
      `/${role}/appointments`,
      {
        config: { access: [role] },
        schema: {
          summary: `My visits, as the clients of a ${role} speak of them`,
          tags,
          querystring: sizedPageQuery.extend({
            ...visitFilters.shape,
            patient_id: z.coerce.number().int().min(1).optional().catch(undefined),
          }),
          response: { 200: pageOf(spokenVisit), ...errors },
        },
      },
      async (request) => {
        const caller = signedIn(request);
        const { query, ip } = request;
        const { read, total } = await door.read(clinicId, async (reader) => {
          const ofPatient =
            query.patient_id === undefined ? undefined : await patientByNumber(reader, query.patient_id);
          const asked = { caller, where: and(chosenVisits(query), ofPatient) };
          return {
            read: await visitsRead(reader, { ...asked, ...limitsOf(query) }),
            total: await appointmentsCounted(reader, asked),
          };
        });
        await noteReading(centre, { caller, ip, patients: read.patients });
        const found = { count: total, results: read.visits.map(asSpoken) };
        return pageAnswer(addressOf(centre, request), query, found);
      },
    );
  app.get(
    '/patients',
    {
      config: { access: ['doctor'] },
      schema: {
        summary: 'The patients I treat, with what I have written',
        tags,
        querystring: sizedPageQuery,
        response: { 200: pageOf(listedPatient), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { query, ip } = request;
      const { page, read } = await door.read(clinicId, async (reader) => {
        const found = await patientsOfDoctor(reader, caller, { ...limitsOf(query), nowMs: centre.nowMs() });
        const ids = found.rows.map(({ id }) => id);
        const visits = await visitsWith(reader, caller, ids);
        const records = await recordsWith(reader, caller, ids);
        const results = found.rows.map((row) => ({
          ...row.shown,
          appointments: visits.get(row.id) ?? [],
          medical_records: records.get(row.id) ?? [],
        }));
        return { page: { count: found.count, results }, read: [...records.keys()] };
      });
      await noteReading(centre, { caller, ip, patients: read });
      return pageAnswer(addressOf(centre, request), query, page);
    },
  );
  app.get(
    '/appointments/my-patients',
    {
      config: { access: ['doctor'] },
      schema: {
        summary: 'The patients I treat, with their visits',
        tags,
        querystring: sizedPageQuery,
        response: { 200: pageOf(myPatient), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { query } = request;
      const page = await door.read(clinicId, async (reader) => {
        const found = await patientsOfDoctor(reader, caller, { ...limitsOf(query), nowMs: centre.nowMs() });
        const visits = await visitsWith(
          reader,
          caller,
          found.rows.map(({ id }) => id),
        );
        const results = found.rows.map((row) => ({
          ...row.shown,
          appointment_count: row.visits,
          last_appointment: row.last,
          appointments: visits.get(row.id) ?? [],
        }));
        return { count: found.count, results };
      });
      return pageAnswer(addressOf(centre, request), query, page);
    },
  );
};

const asSpoken = (visit: AppointmentShown): z.infer<typeof spokenVisit> => ({
  ...visit,
  status: visit.status === 'completed' || visit.status === 'cancelled' ? visit.status : 'upcoming',
  doctor_name: visit.doctor.full_name,
  patient_name: visit.patient.full_name,
});

async function patientByNumber({ db, clinicId }: Reader, number: number) {
  const [found] = await db
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.restId, number)));
  return found ? eq(appointments.patientId, found.id) : sql`false`;
}

/** Those with a visit that was not cancelled, by name. */
async function patientsOfDoctor(
  reader: Reader,
  { userId }: Caller,
  { limit, offset, nowMs }: { limit: number; offset: number; nowMs: number },
) {
  const { db, clinicId } = reader;
  const { timeZone } = await clinicFacts(reader);
  const { date: today } = wallClock(nowMs, timeZone);
  const treated = db
    .select({
      patientId: appointments.patientId,
      visits: count().as('visits'),
      last: max(appointments.appointmentDate).as('last'),
    })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.doctorId, userId),
        ne(appointments.status, 'cancelled'),
      ),
    )
    .groupBy(appointments.patientId)
    .as('treated');
  const rows = await db
    .select({ patient: patients, login: users.email, visits: treated.visits, last: treated.last })
    .from(treated)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, treated.patientId)))
    .leftJoin(users, and(eq(users.clinicId, clinicId), eq(users.id, patients.id)))
    .orderBy(asc(patients.searchName), asc(patients.id))
    .limit(limit)
    .offset(offset);
  const [total] = await db.select({ count: count() }).from(treated);
  return {
    count: total?.count ?? 0,
    rows: rows.map(({ patient, login, visits, last }) => ({
      id: patient.id,
      visits,
      last,
      shown: {
        id: patient.restId,
        full_name: patient.fullName,
        email: login ?? patient.email ?? '',
        phone_num: patient.phone,
        gender: patient.gender && patient.gender.charAt(0).toUpperCase() + patient.gender.slice(1),
        age: patient.dateOfBirth === null ? null : ageInYears(patient.dateOfBirth, today),
      },
    })),
  };
}

async function visitsWith({ db, clinicId }: Reader, { userId }: Caller, ids: string[]) {
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({
            patientId: appointments.patientId,
            id: appointments.restId,
            status: appointments.status,
            appointment_date: appointments.appointmentDate,
          })
          .from(appointments)
          .where(
            and(
              eq(appointments.clinicId, clinicId),
              eq(appointments.doctorId, userId),
              inArray(appointments.patientId, ids),
            ),
          )
          .orderBy(asc(appointments.appointmentDate), asc(appointments.id));
  return byPatient(rows);
}

async function recordsWith({ db, clinicId }: Reader, { userId }: Caller, ids: string[]) {
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({
            patientId: medicalRecords.patientId,
            id: medicalRecords.restId,
            title: medicalRecords.diagnosis,
            diagnosis: medicalRecords.diagnosis,
          })
          .from(medicalRecords)
          .innerJoin(
            appointments,
            and(eq(appointments.clinicId, clinicId), eq(appointments.id, medicalRecords.appointmentId)),
          )
          .where(
            and(
              eq(medicalRecords.clinicId, clinicId),
              eq(appointments.doctorId, userId),
              inArray(medicalRecords.patientId, ids),
            ),
          )
          .orderBy(asc(medicalRecords.createdAtMs), asc(medicalRecords.id));
  return byPatient(rows);
}

function byPatient<Row extends { patientId: string }>(
  rows: readonly Row[],
): Map<string, Omit<Row, 'patientId'>[]> {
  const found = new Map<string, Omit<Row, 'patientId'>[]>();
  for (const { patientId, ...row } of rows) found.set(patientId, [...(found.get(patientId) ?? []), row]);
  return found;
}
