// The front desk's procedures: permit, read, decide (domain/appointment-*.ts), save. No rule of its own.
import { z } from 'zod';
import { daysOfClinic, loadOfDays } from '../../db/appointment-spans.ts';
import {
  appointmentCard,
  appointmentsOfPatient,
  dayOfClinic,
  visitOfDay,
} from '../../db/appointment-views.ts';
import {
  clinicClock,
  dayOfDoctor,
  patientOfDay,
  saveBooking,
  saveChange,
  standingVisit,
} from '../../db/appointments.ts';
import { forgetDrafts } from '../../db/drafts.ts';
import { nextFreeSlots } from '../../db/slot-search.ts';
import type { Tx } from '../../db/write.ts';
import { type Actor, bookAppointment } from '../../domain/appointment-booking.ts';
import {
  cancelAppointment,
  confirmAppointment,
  editAppointment,
  moveAppointment,
} from '../../domain/appointment-changes.ts';
import { addDays, civilDate, clockTime } from '../../domain/civil-date.ts';
import { BOOKING_SUBJECT } from '../../domain/drafts.ts';
import { requiredText, rowId, typedText } from '../../domain/row.ts';
import { partOfDay } from '../../domain/waitlist.ts';
import { permit, router, type SignedInContext } from './trpc.ts';
import { undoVisit } from './undo-visit.ts';

const dayInput = z.object({ date: civilDate });
/** A month as a calendar shows it is six weeks. */
const MOST_DAYS = 42;
const spanInput = z
  .object({
    fromDate: civilDate,
    toDate: civilDate,
    doctorId: rowId.optional(),
    departmentId: rowId.optional(),
  })
  .refine(({ fromDate, toDate }) => fromDate <= toDate && toDate < addDays(fromDate, MOST_DAYS), {
    path: ['toDate'],
    message: 'validation.invalid',
  });
const cardInput = z.object({ appointmentId: rowId });
const ofPatientInput = z.object({ patientId: rowId });
const visitTexts = z.object({
  reason: typedText(500),
  symptoms: typedText(2_000),
  notes: typedText(2_000),
});
const bookInput = visitTexts.extend({
  patientId: rowId,
  doctorId: rowId,
  date: civilDate,
  time: clockTime,
});
/** The visit and the version of it that was on the screen. */
const visitInput = z.object({ appointmentId: rowId, seenMs: z.number().int() });
const moveInput = visitInput.extend({
  doctorId: rowId,
  date: civilDate,
  time: clockTime,
  roomId: rowId.optional(),
  reason: typedText(500),
});
const cancelInput = visitInput.extend({ reason: requiredText(500) });
const editInput = visitInput.extend(visitTexts.shape);
const nextFreeInput = z.object({
  doctorId: rowId.optional(),
  departmentId: rowId.optional(),
  patientId: rowId.optional(),
  fromDate: civilDate,
  partOfDay,
  lengthSlots: z.number().int().min(1).max(8),
  skip: z.number().int().min(0).max(500).default(0),
});
/** As many as there are digit keys to take one with. */
const FREE_AT_ONCE = 10;
const undoInput = cardInput.extend({ eventId: rowId });

const actorOf = ({ user, nowMs }: SignedInContext): Actor => ({
  userId: user.userId,
  role: user.role,
  nowMs,
});

/** What the screen needs to go on: the visit as saved, and the event that an undo would take back. */
const answer = (tx: Tx, appointmentId: string, eventId: string | null) => ({
  visit: visitOfDay(tx, appointmentId),
  eventId,
});

export const appointmentsRouter = router({
  day: permit('appointment.read')
    .input(dayInput)
    .query(({ ctx, input }) => dayOfClinic(ctx.vault, input.date)),

  /** A week: whole days of one doctor, one department or everybody. */
  days: permit('appointment.read')
    .input(spanInput)
    .query(({ ctx, input }) => daysOfClinic(ctx.vault, input)),

  /** A month: how full each day is. */
  load: permit('appointment.read')
    .input(spanInput)
    .query(({ ctx, input }) => loadOfDays(ctx.vault, { ...input, nowMs: ctx.nowMs })),

  card: permit('appointment.read')
    .input(cardInput)
    .query(({ ctx, input }) => appointmentCard(ctx.vault, input.appointmentId)),

  ofPatient: permit('appointment.read')
    .input(ofPatientInput)
    .query(({ ctx, input }) => appointmentsOfPatient(ctx.vault, input.patientId)),

  /** The next ten free slots up to the clinic's horizon, of one doctor, a department or everybody. */
  nextFree: permit('appointment.read')
    .input(nextFreeInput)
    .query(({ ctx, input: { doctorId, fromDate, ...asked } }) => {
      const { bookingHorizonDays } = clinicClock(ctx.vault);
      return nextFreeSlots(ctx.vault, {
        ...asked,
        doctorIds: doctorId === undefined ? undefined : [doctorId],
        fromDate,
        days: bookingHorizonDays + 1,
        limit: FREE_AT_ONCE,
        nowMs: ctx.nowMs,
        asker: 'desk',
      });
    }),

  book: permit('appointment.book')
    .input(bookInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.book', (tx) => {
        const day = dayOfDoctor(tx, { ...input, nowMs: tx.nowMs, asker: 'desk' });
        const situation = { day, patient: patientOfDay(tx, input), actor: actorOf(ctx) };
        const booking = bookAppointment(situation, input, tx.newId);
        saveBooking(tx, booking);
        // What was typed is booked: its draft goes in the same transaction, so that it neither dies early nor lives on.
        forgetDrafts(tx, { userId: ctx.user.userId, subject: BOOKING_SUBJECT });
        return answer(tx, booking.appointment.id, null);
      }),
    ),

  confirm: permit('appointment.confirm')
    .input(visitInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.confirm', (tx) => {
        const standing = standingVisit(tx, input);
        const change = confirmAppointment(standing, actorOf(ctx), tx.newId);
        saveChange(tx, standing.appointment, change);
        return answer(tx, input.appointmentId, change.event.id);
      }),
    ),

  move: permit('appointment.move')
    .input(moveInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.move', (tx) => {
        const standing = standingVisit(tx, input);
        const day = dayOfDoctor(tx, { ...input, nowMs: tx.nowMs, asker: 'desk' });
        const patient = patientOfDay(tx, { patientId: standing.appointment.patientId, date: input.date });
        const { time, roomId, reason } = input;
        const order = { actor: actorOf(ctx), day, patient, time, roomId, reason };
        const change = moveAppointment(standing, order, tx.newId);
        if (change) saveChange(tx, standing.appointment, change);
        return answer(tx, input.appointmentId, change?.event.id ?? null);
      }),
    ),

  cancel: permit('appointment.cancel')
    .input(cancelInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.cancel', (tx) => {
        const standing = standingVisit(tx, input);
        const change = cancelAppointment(standing, { actor: actorOf(ctx), reason: input.reason }, tx.newId);
        saveChange(tx, standing.appointment, change);
        return answer(tx, input.appointmentId, change.event.id);
      }),
    ),

  /** Reason, symptoms and notes, told better after booking. */
  edit: permit('appointment.book')
    .input(editInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.edit', (tx) => {
        const standing = standingVisit(tx, input);
        const { reason, symptoms, notes } = input;
        const order = { actor: actorOf(ctx), texts: { reason, symptoms, notes } };
        const change = editAppointment(standing, order, tx.newId);
        if (change) saveChange(tx, standing.appointment, change);
        return answer(tx, input.appointmentId, null);
      }),
    ),

  /** Takes back a confirmation, move or cancel. Whoever may move may also move back. */
  undo: permit('appointment.move')
    .input(undoInput)
    .mutation(({ ctx, input }) =>
      ctx.write('appointments.undo', (tx) => {
        undoVisit(tx, { ...input, actor: actorOf(ctx) });
        return answer(tx, input.appointmentId, null);
      }),
    ),
});
