// What becomes of a visit besides moving and cancelling: its texts, its end, the service given. The decisions are the desktop's.
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { departments, services } from '../../db/schema/clinic-setup.ts';
import { eventOf } from '../../domain/appointment-booking.ts';
import { cancelAppointment, confirmAppointment, editAppointment } from '../../domain/appointment-changes.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { wallClock } from '../../domain/civil-date.ts';
import { assignService, completeVisit } from '../../domain/consultations.ts';
import { assert } from '../../domain/failure.ts';
import { leavesOnCompletion } from '../../domain/queue-moments.ts';
import { typedText } from '../../domain/row.ts';
import { clinicFacts, saveChange, standingVisit } from '../appointments.ts';
import type { Tx } from '../transaction.ts';
import { business, businessAnswer, detailAnswer } from './answers.ts';
import { appointmentAnswer } from './appointment-shape.ts';
import { type App, type Caller, type Centre, everyRole, idParams, signedIn } from './routing.ts';
import { changeVisit } from './visits.ts';
import { moneyText } from './words.ts';

const tags = ['appointments'];
const fields = z.record(z.string(), z.unknown());
const changed = z.object({ success: z.literal(true), message: z.string(), appointment: appointmentAnswer });
const text = typedText(2_000).nullish();
/** Clients send the whole visit back: everything else in it is read only, and left alone (fault F3). */
const texts = z.object({ symptoms: text, reason: text, notes: text });
const ending = z.object({
  status: z.enum(['confirmed', 'completed', 'cancelled'], 'One of confirmed, completed, cancelled.'),
});
/** The reason that an action without a word for it leaves behind. */
const THROUGH_THE_API = 'Through the API';

export const visitChangeRoutes = (centre: Centre) => async (app: App) => {
  const errors = {
    400: fields,
    401: detailAnswer,
    403: z.union([businessAnswer, detailAnswer]),
    404: z.union([businessAnswer, detailAnswer]),
  };
  for (const method of ['PATCH', 'PUT'] as const)
    app.route({
      method,
      url: '/appointments/:id',
      config: { access: everyRole },
      schema: {
        summary: 'Change what is noted of a visit',
        tags,
        params: idParams,
        body: texts,
        response: { 200: appointmentAnswer, ...errors },
      },
      handler: async (request) => {
        const { params, body, ip } = request;
        const order = { id: params.id, kind: 'appointments.edit', ip };
        return changeVisit(centre, signedIn(request), order, async (tx, visit, actor) => {
          const given = {
            symptoms: body.symptoms ?? visit.symptoms,
            reason: body.reason ?? visit.reason,
            notes: body.notes ?? visit.notes,
          };
          const edited = editAppointment(await standingVisit(tx, visit), { actor, texts: given }, tx.newId);
          if (edited) await saveChange(tx, visit, edited);
        });
      },
    });
  app.post(
    '/appointments/:id/complete',
    {
      config: { access: ['doctor', 'admin'] },
      schema: {
        summary: 'Complete a visit',
        tags,
        params: idParams,
        response: { 200: changed, ...errors },
      },
    },
    async (request) => {
      const order = { id: request.params.id, kind: 'appointments.complete', ip: request.ip };
      const caller = signedIn(request);
      const appointment = await changeVisit(centre, caller, order, (tx, visit) =>
        complete(tx, caller, visit),
      );
      return { success: true as const, message: 'The appointment is completed.', appointment };
    },
  );
  app.patch(
    '/appointments/:id/update-status',
    {
      config: { access: ['doctor', 'admin', 'receptionist'] },
      schema: {
        summary: 'Confirm, complete or cancel a visit',
        tags,
        params: idParams,
        body: ending,
        response: { 200: changed, ...errors },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      const { params, body, ip } = request;
      if (body.status === 'completed' && caller.role === 'receptionist')
        throw business(403, 'The doctor of the visit completes it.');
      const kind = { confirmed: 'confirm', completed: 'complete', cancelled: 'cancel' }[body.status];
      const order = { id: params.id, kind: `appointments.${kind}`, ip };
      const appointment = await changeVisit(centre, caller, order, async (tx, visit, actor) => {
        if (body.status === 'completed') return complete(tx, caller, visit);
        const standing = await standingVisit(tx, visit);
        const decided =
          body.status === 'confirmed'
            ? confirmAppointment(standing, actor, tx.newId)
            : cancelAppointment(standing, { actor, reason: THROUGH_THE_API }, tx.newId);
        return saveChange(tx, visit, decided);
      });
      return { success: true as const, message: `The appointment is ${body.status}.`, appointment };
    },
  );
  app.post(
    '/appointments/:id/assign-service',
    {
      config: { access: everyRole },
      schema: {
        summary: 'Give a service at a visit',
        tags,
        params: idParams,
        body: z.object({ service_id: z.unknown() }).nullish(),
        response: {
          200: changed.extend({
            fee_breakdown: z.object({
              health_examination_fee: z.string(),
              service_fee: z.string(),
              total_fee: z.string(),
            }),
          }),
          ...errors,
        },
      },
    },
    async (request) => {
      const caller = signedIn(request);
      if (caller.role !== 'doctor') throw business(403, 'The doctor of the visit assigns its service.');
      const number = z.coerce
        .number()
        .int()
        .min(1)
        .safeParse(request.body?.service_id ?? Number.NaN);
      // Fault F13: "zz" is told, not an error of ours.
      if (!number.success) throw business(400, 'service_id is the number of a service.');
      const order = { id: request.params.id, kind: 'appointments.assignService', ip: request.ip };
      let fee = { examinationMinor: 0, serviceMinor: 0, currency: '' };
      const appointment = await changeVisit(centre, caller, order, async (tx, visit) => {
        fee = await give(tx, caller, visit, number.data);
      });
      const { examinationMinor, serviceMinor, currency } = fee;
      return {
        success: true as const,
        message: 'The service is assigned.',
        appointment,
        fee_breakdown: {
          health_examination_fee: moneyText(examinationMinor, currency),
          service_fee: moneyText(serviceMinor, currency),
          total_fee: moneyText(examinationMinor + serviceMinor, currency),
        },
      };
    },
  );
};

/** A visit that was only booked is confirmed on the way, and both steps are noted (decision 7). */
async function complete(tx: Tx, { userId, role }: Caller, visit: Appointment): Promise<void> {
  const { timeZone } = await clinicFacts(tx);
  const { date } = wallClock(tx.nowMs, timeZone);
  const { confirmsFirst } = completeVisit(visit, { userId, role, today: date });
  const actor = { userId, role, nowMs: tx.nowMs };
  const facts = { appointmentId: visit.id, from: null, to: null };
  if (confirmsFirst) {
    const event = eventOf(tx.newId(), actor, { ...facts, kind: 'confirmed' });
    await saveChange(tx, visit, { patch: { status: 'confirmed' }, event });
  }
  const event = eventOf(tx.newId(), actor, { ...facts, kind: 'completed' });
  const leftAtMs = leavesOnCompletion(visit, { date, nowMs: tx.nowMs });
  await saveChange(tx, visit, { patch: { status: 'completed', leftAtMs }, event });
}

async function give(tx: Tx, { userId, role }: Caller, visit: Appointment, serviceNumber: number) {
  const { db, clinicId } = tx;
  const [service] = await db
    .select()
    .from(services)
    .where(and(eq(services.clinicId, clinicId), eq(services.restId, serviceNumber)));
  if (!service) throw business(404, 'There is no such service.');
  const [department] = await db
    .select()
    .from(departments)
    .where(and(eq(departments.clinicId, clinicId), eq(departments.id, visit.departmentId)));
  assert(department, 'the department of a visit is there');
  const { timeZone, currency } = await clinicFacts(tx);
  const by = { userId, role, today: wallClock(tx.nowMs, timeZone).date };
  const patch = assignService(visit, { department, service }, by);
  const event = eventOf(
    tx.newId(),
    { userId, role, nowMs: tx.nowMs },
    { kind: 'service_assigned', appointmentId: visit.id, from: null, to: null, reason: service.name },
  );
  await saveChange(tx, visit, { patch, event });
  return { examinationMinor: department.examinationFeeMinor, serviceMinor: service.priceMinor, currency };
}
