// Booking and what becomes of it: patients for themselves, doctors for their own visits, the desk and admins for all. The decisions are the
// desktop's; here they are only asked and answered.
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { appointments } from '../../db/schema/appointments.ts';
import { departments } from '../../db/schema/clinic-setup.ts';
import { bookAppointment } from '../../domain/appointment-booking.ts';
import { cancelAppointment, confirmAppointment, moveAppointment } from '../../domain/appointment-changes.ts';
import { civilDate, wallClock } from '../../domain/civil-date.ts';
import { typedText } from '../../domain/row.ts';
import {
  clinicFacts,
  dayOfDoctor,
  patientOfDay,
  saveBooking,
  saveChange,
  standingVisit,
} from '../appointments.ts';
import type { Tx } from '../transaction.ts';
import { business, businessAnswer, detailAnswer, notFound, RestRefusal } from './answers.ts';
import { appointmentAnswer, appointmentsCounted, visitsRead } from './appointment-shape.ts';
import { limitsOf, pageAnswer, pageOf, sizedPageQuery } from './pages.ts';
import { fieldOf, refusalText } from './refusals.ts';
import { noteReading } from './record-shape.ts';
import { addressOf, type App, type Caller, type Centre, everyRole, idParams, signedIn } from './routing.ts';
import { asRefused, changeVisit, chosenVisits, contextOf, shown, visitFilters } from './visits.ts';

const tags = ['appointments'];
const fields = z.record(z.string(), z.unknown());
const number = z.coerce
  .number('A whole number is needed.')
  .int('A whole number is needed.')
  .min(1, 'A whole number is needed.')
  .max(Number.MAX_SAFE_INTEGER);
const day = z
  .string('A date is needed.')
  .refine((given) => civilDate.safeParse(given).success, 'A date is needed as YYYY-MM-DD.');
/** `HH:MM`, with seconds or without: clients send both. */
const time = z
  .string('A time is needed.')
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:00)?$/, 'A time is needed as HH:MM.')
  .transform((text) => text.slice(0, 5));
const text = typedText(2_000)
  .nullish()
  .transform((given) => given ?? '');

const booking = z.object({
  doctor_id: number,
  department_id: number,
  appointment_date: day,
  appointment_time: time,
  symptoms: text,
  reason: text,
  notes: text,
});
/** `suggestions` are free times of that day, the nearest first. */
const changeRefused = businessAnswer.extend({ suggestions: z.array(z.string()).optional() });
const changed = z.object({ success: z.literal(true), message: z.string(), appointment: appointmentAnswer });
const withReason = z.object({ reason: text }).nullish();
const moving = z.object({ new_date: day, new_time: time, reason: text });

export const appointmentRoutes = (centre: Centre) => async (app: App) => {
  const { door, clinicId } = centre;
  const config = { access: everyRole } as const;
  const errors = {
    400: z.union([changeRefused, fields]),
    401: detailAnswer,
    403: businessAnswer,
    404: detailAnswer,
  };

  app.post(
    '/appointments',
    {
      config,
      schema: { summary: 'Book, as a patient', tags, body: booking, response: { 201: changed, ...errors } },
    },
    async (request, reply) => {
      const caller = signedIn(request);
      if (caller.role !== 'patient') throw business(403, 'Patients book here; the clinic books at the desk.');
      const context = contextOf(centre, caller, 'appointments.book', request.ip);
      const appointment = await asFields(centre, context.nowMs, () =>
        door.write(clinicId, context, async (tx) => {
          const id = await book(tx, caller, request.body);
          return shown(tx, caller, eq(appointments.id, id));
        }),
      );
      return reply
        .status(201)
        .send({ success: true as const, message: 'The appointment is booked.', appointment });
    },
  );
  app.get(
    '/appointments',
    {
      config,
      schema: {
        summary: 'The visits I may see',
        tags,
        querystring: sizedPageQuery.extend(visitFilters.shape),
        response: { 200: pageOf(appointmentAnswer), ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const asked = { caller, where: chosenVisits(request.query) };
      const { read, count } = await door.read(clinicId, async (reader) => ({
        read: await visitsRead(reader, { ...asked, ...limitsOf(request.query) }),
        count: await appointmentsCounted(reader, asked),
      }));
      await noteReading(centre, { caller, ip: request.ip, patients: read.patients });
      return pageAnswer(addressOf(centre, request), request.query, { count, results: read.visits });
    },
  );
  app.get(
    '/appointments/my-appointments',
    {
      config,
      schema: {
        summary: 'The visits I may see, in one list',
        tags,
        querystring: visitFilters,
        response: { 200: z.array(appointmentAnswer), 401: detailAnswer },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const where = chosenVisits(request.query);
      const { visits, patients } = await door.read(clinicId, (reader) =>
        visitsRead(reader, { caller, where }),
      );
      await noteReading(centre, { caller, ip: request.ip, patients });
      return visits;
    },
  );
  app.get(
    '/appointments/:id',
    {
      config,
      schema: {
        summary: 'A visit',
        tags,
        params: idParams,
        response: { 200: appointmentAnswer, 401: detailAnswer, 404: detailAnswer },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const where = eq(appointments.restId, request.params.id);
      const { visits, patients } = await door.read(clinicId, (reader) =>
        visitsRead(reader, { caller, where, limit: 1 }),
      );
      const [visit] = visits;
      if (!visit) throw notFound();
      await noteReading(centre, { caller, ip: request.ip, patients });
      return visit;
    },
  );

  const cancel = (caller: Caller, order: { id: number; ip: string; reason: string }) =>
    changeVisit(centre, caller, { ...order, kind: 'appointments.cancel' }, async (tx, visit, actor) => {
      const standing = await standingVisit(tx, visit);
      await saveChange(tx, visit, cancelAppointment(standing, { actor, reason: order.reason }, tx.newId));
    });

  app.post(
    '/appointments/:id/cancel',
    {
      config,
      schema: {
        summary: 'Cancel a visit',
        tags,
        params: idParams,
        body: withReason,
        response: { 200: changed, ...errors },
      },
    },
    async (request) => {
      const { params, body, ip } = request;
      const appointment = await cancel(signedIn(request), { id: params.id, ip, reason: body?.reason ?? '' });
      return { success: true as const, message: 'The appointment is cancelled.', appointment };
    },
  );
  app.delete(
    '/appointments/:id',
    {
      config,
      schema: {
        summary: 'Cancel a visit (nothing is ever deleted)',
        tags,
        params: idParams,
        response: { 204: z.null(), ...errors },
      },
    },
    async (request, reply) => {
      await cancel(signedIn(request), {
        id: request.params.id,
        ip: request.ip,
        reason: 'Cancelled through the API',
      });
      return reply.status(204).send(null);
    },
  );
  app.put(
    '/appointments/:id/reschedule',
    {
      config,
      schema: {
        summary: 'Move a visit to another time of its doctor',
        tags,
        params: idParams,
        body: moving,
        response: { 200: changed, ...errors },
      },
    },
    async (request) => {
      const { params, body, ip } = request;
      const order = { id: params.id, kind: 'appointments.move', ip };
      const appointment = await changeVisit(centre, signedIn(request), order, async (tx, visit, actor) => {
        const { doctorId, patientId } = visit;
        const date = body.new_date;
        const asker = actor.role === 'patient' ? 'patient' : 'desk';
        const doctorsDay = await dayOfDoctor(tx, { doctorId, date, nowMs: tx.nowMs, asker });
        const patient = await patientOfDay(tx, { patientId, date });
        const moved = moveAppointment(
          await standingVisit(tx, visit),
          { actor, day: doctorsDay, patient, time: body.new_time, reason: body.reason },
          tx.newId,
        );
        if (moved) await saveChange(tx, visit, moved);
      });
      return { success: true as const, message: 'The appointment is moved.', appointment };
    },
  );
  app.post(
    '/appointments/:id/confirm',
    {
      config: { access: ['admin', 'doctor', 'receptionist'] },
      schema: {
        summary: 'Confirm a visit',
        tags,
        params: idParams,
        response: { 200: changed, ...errors, 403: detailAnswer },
      },
    },
    async (request) => {
      const order = { id: request.params.id, kind: 'appointments.confirm', ip: request.ip };
      const appointment = await changeVisit(centre, signedIn(request), order, async (tx, visit, actor) =>
        saveChange(tx, visit, confirmAppointment(await standingVisit(tx, visit), actor, tx.newId)),
      );
      return { success: true as const, message: 'The appointment is confirmed.', appointment };
    },
  );
};

/** Saves the visit and answers its id. */
async function book(tx: Tx, { userId, role }: Caller, asked: z.infer<typeof booking>): Promise<string> {
  const { db, clinicId, nowMs } = tx;
  const [doctor] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.clinicId, clinicId), eq(users.restId, asked.doctor_id), eq(users.role, 'doctor')));
  if (!doctor) throw field('doctor_id', 'There is no such doctor.');
  const [department] = await db
    .select({ id: departments.id })
    .from(departments)
    .where(and(eq(departments.clinicId, clinicId), eq(departments.restId, asked.department_id)));
  if (!department) throw field('department_id', 'There is no such department.');
  const date = asked.appointment_date;
  const doctorsDay = await dayOfDoctor(tx, { doctorId: doctor.id, date, nowMs, asker: 'patient' });
  const patient = await patientOfDay(tx, { patientId: userId, date });
  const { symptoms, reason, notes } = asked;
  const made = bookAppointment(
    { day: doctorsDay, patient, actor: { userId, role, nowMs } },
    { time: asked.appointment_time, departmentId: department.id, symptoms, reason, notes },
    tx.newId,
  );
  await saveBooking(tx, made);
  return made.appointment.id;
}

const field = (name: string, words: string) => new RestRefusal(400, { [name]: [words] });

/** Says a refused booking under the field that a client marks. */
async function asFields<Result>(centre: Centre, nowMs: number, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const refused = asRefused(error);
    if (!refused) throw error;
    const { timeZone } = await centre.door.read(centre.clinicId, clinicFacts);
    const place = fieldOf(refused.failure, wallClock(nowMs, timeZone).date);
    throw field(place ?? 'non_field_errors', refusalText(refused.failure));
  }
}
