// Bookings beyond the plain one: a family in a row, a series, squeezed in, walked in, taken back. Permit, read, decide (domain/), save.
import { z } from 'zod';
import { visitOfDay } from '../../db/appointment-views.ts';
import { clinicNow, dayOfDoctor, patientOfDay, saveBooking } from '../../db/appointments.ts';
import { bookingFacts, queuesOfDepartment, seriesPreview } from '../../db/booking-facts.ts';
import { forgetDrafts } from '../../db/drafts.ts';
import { takeTicket } from '../../db/tickets.ts';
import type { Tx } from '../../db/write.ts';
import type { Actor, Booking, Situation } from '../../domain/appointment-booking.ts';
import { bookInARow, bookSeries, MOST_IN_SERIES, MOST_TOGETHER } from '../../domain/booking-together.ts';
import { civilDate, clockTime } from '../../domain/civil-date.ts';
import { BOOKING_SUBJECT } from '../../domain/drafts.ts';
import {
  type Arrival,
  overbook,
  shortestQueue,
  walkInToQueue,
  walkInToSlot,
} from '../../domain/extra-visits.ts';
import { Refused } from '../../domain/failure.ts';
import { requiredText, rowId, typedText } from '../../domain/row.ts';
import { permit, router, type SignedInContext } from './trpc.ts';
import { takeBackVisit } from './undo-visit.ts';

const texts = z.object({ reason: typedText(500), symptoms: typedText(2_000), notes: typedText(2_000) });
const place = z.object({ doctorId: rowId, date: civilDate, time: clockTime });
const inARowInput = texts.extend({ ...place.shape, patientIds: z.array(rowId).min(1).max(MOST_TOGETHER) });
const seriesInput = texts.extend({
  patientId: rowId,
  doctorId: rowId,
  /** One a day, earliest first. */
  visits: z
    .array(z.object({ date: civilDate, time: clockTime }))
    .min(1)
    .max(MOST_IN_SERIES)
    .refine((visits) => visits.every(({ date }, at) => at === 0 || (visits[at - 1]?.date ?? '') < date)),
});
const previewInput = z.object({
  patientId: rowId,
  doctorId: rowId,
  firstDate: civilDate,
  time: clockTime,
  everyWeeks: z.number().int().min(1).max(12),
  times: z.number().int().min(2).max(MOST_IN_SERIES),
});
const overbookInput = texts.extend({ ...place.shape, patientId: rowId, overbookReason: requiredText(500) });
const walkInInput = texts.extend({
  patientId: rowId,
  overbookReason: requiredText(500),
  /** A free slot of today, or the queue of a doctor, or of whoever of a department has the shortest. */
  to: z.union([
    z.object({ doctorId: rowId, time: clockTime }),
    z.object({ doctorId: rowId }),
    z.object({ departmentId: rowId }),
  ]),
});
const takeBackInput = z.object({
  visits: z
    .array(z.object({ appointmentId: rowId, seenMs: z.number().int() }))
    .min(1)
    .max(MOST_IN_SERIES),
  reason: requiredText(500),
});

const actorOf = ({ user, nowMs }: SignedInContext): Actor => ({
  userId: user.userId,
  role: user.role,
  nowMs,
});
const situationOf = (
  tx: Tx,
  ctx: SignedInContext,
  asked: { doctorId: string; patientId: string; date: string },
): Situation => ({
  day: dayOfDoctor(tx, { ...asked, nowMs: tx.nowMs, asker: 'desk' }),
  patient: patientOfDay(tx, asked),
  actor: actorOf(ctx),
});

/** Saves all of them; the draft they were typed in goes with them. */
function saved(tx: Tx, ctx: SignedInContext, bookings: readonly (Booking | Arrival)[]) {
  for (const booking of bookings) {
    saveBooking(tx, booking);
    if ('arrival' in booking) tx.insert('appointmentEvents', booking.arrival);
  }
  forgetDrafts(tx, { userId: ctx.user.userId, subject: BOOKING_SUBJECT });
  return bookings.map(({ appointment }) => visitOfDay(tx, appointment.id));
}

export const bookingsRouter = router({
  /** What the panel says before anything is booked. */
  facts: permit('patient.read')
    .input(z.object({ patientId: rowId, date: civilDate }))
    .query(({ ctx, input }) => bookingFacts(ctx.vault, input)),

  /** A family back to back, or one patient for longer than a slot. */
  inARow: permit('appointment.book')
    .input(inARowInput)
    .mutation(({ ctx, input }) =>
      ctx.write('bookings.inARow', (tx) => {
        const { date, patientIds } = input;
        const day = dayOfDoctor(tx, { ...input, nowMs: tx.nowMs, asker: 'desk' });
        const patients = patientIds.map((patientId) => patientOfDay(tx, { patientId, date }));
        return saved(tx, ctx, bookInARow({ day, patients, actor: actorOf(ctx) }, input, tx.newId));
      }),
    ),

  seriesPreview: permit('appointment.read')
    .input(previewInput)
    .query(({ ctx, input }) => seriesPreview(ctx.vault, { ...input, actor: actorOf(ctx) })),

  series: permit('appointment.book')
    .input(seriesInput)
    .mutation(({ ctx, input }) =>
      ctx.write('bookings.series', (tx) => {
        const visits = input.visits.map(({ date, time }) => ({
          situation: situationOf(tx, ctx, { ...input, date }),
          time,
        }));
        return saved(tx, ctx, bookSeries(visits, input, tx.newId));
      }),
    ),

  overbook: permit('appointment.book')
    .input(overbookInput)
    .mutation(({ ctx, input }) =>
      ctx.write('bookings.overbook', (tx) =>
        saved(tx, ctx, [overbook(situationOf(tx, ctx, input), input, tx.newId)]),
      ),
    ),

  walkIn: permit('appointment.book')
    .input(walkInInput)
    .mutation(({ ctx, input: { to, ...input } }) =>
      ctx.write('bookings.walkIn', (tx) => {
        const { date } = clinicNow(tx, tx.nowMs);
        const doctorId = 'doctorId' in to ? to.doctorId : doctorOfQueue(tx, to.departmentId);
        const situation = situationOf(tx, ctx, { doctorId, patientId: input.patientId, date });
        const order = { ...input, ticket: takeTicket(tx, date) };
        const arrival =
          'time' in to
            ? walkInToSlot(situation, { ...order, time: to.time }, tx.newId)
            : walkInToQueue(situation, order, tx.newId);
        return saved(tx, ctx, [arrival]);
      }),
    ),

  /** Undo: every visit of one booking is cancelled again, or none when somebody has gone on with one of them. */
  takeBack: permit('appointment.book')
    .input(takeBackInput)
    .mutation(({ ctx, input: { visits, reason } }) =>
      ctx.write('bookings.takeBack', (tx) =>
        visits.map((visit) => {
          const change = takeBackVisit(tx, { ...visit, actor: actorOf(ctx), reason });
          return { visit: visitOfDay(tx, visit.appointmentId), eventId: change.event.id };
        }),
      ),
    ),
});

function doctorOfQueue(tx: Tx, departmentId: string): string {
  const queues = queuesOfDepartment(tx, { departmentId, nowMs: tx.nowMs });
  const doctorId = shortestQueue(queues);
  if (doctorId === null) throw new Refused({ code: 'nobody_there', departmentId });
  return doctorId;
}
