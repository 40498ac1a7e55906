// The follow-up radar: who is to be called, what came of a call, and the follow-up booked straight from its visit.
import { z } from 'zod';
import { visitOfDay } from '../../db/appointment-views.ts';
import { clinicClock, clinicNow, dayOfDoctor, patientOfDay, saveBooking } from '../../db/appointments.ts';
import { visitOf } from '../../db/consultations.ts';
import { laterVisitOf, radarOf } from '../../db/follow-ups.ts';
import { nextFreeSlots } from '../../db/slot-search.ts';
import { bookAppointment } from '../../domain/appointment-booking.ts';
import { Refused } from '../../domain/failure.ts';
import {
  bookFollowUpInput,
  callInput,
  callNoted,
  radarInput,
  suggestInput,
} from '../../domain/follow-ups.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router } from './trpc.ts';

/** More than a day has. */
const SLOTS_AT_ONCE = 24;

export const followUpsRouter = router({
  /** Who, when, whom to ring, whose patient. Nothing that a doctor wrote. */
  radar: permit('followUp.manage')
    .input(radarInput)
    .query(({ ctx, input }) => radarOf(ctx.vault, { ...input, today: clinicNow(ctx.vault, ctx.nowMs).date })),

  noteCall: permit('followUp.manage')
    .input(callInput)
    .mutation(({ ctx, input }) =>
      ctx.write('followUps.call', (tx) => {
        const record = tx.find('medicalRecords', input.recordId);
        if (!record) throw new Refused({ code: 'not_found', subject: 'record' });
        const { patientId } = record;
        const { id } = tx.insert('followUpCalls', {
          ...callNoted(input, clinicNow(tx, tx.nowMs).date),
          id: tx.newId(),
          patientId,
          calledAtMs: tx.nowMs,
          byUserId: ctx.user.userId,
        });
        tx.about({ entity: 'followUpCalls', entityId: id, patientId });
        return { callId: id };
      }),
    ),

  /** A call noted by mistake, taken back by the one who noted it. */
  takeBackCall: permit('followUp.manage')
    .input(z.object({ callId: rowId }))
    .mutation(({ ctx, input: { callId } }) =>
      ctx.write('followUps.takeBackCall', (tx) => {
        const call = tx.find('followUpCalls', callId);
        if (!call || call.byUserId !== ctx.user.userId)
          throw new Refused({ code: 'not_found', subject: 'followUpCall' });
        tx.remove('followUpCalls', callId);
        tx.about({ entity: 'followUpCalls', entityId: callId, patientId: call.patientId });
      }),
    ),

  /** Whether the visit is followed by another already; else the doctor's free slots from the day on, in order. */
  suggest: permit('appointment.book')
    .input(suggestInput)
    .query(({ ctx, input: { appointmentId, date } }) => {
      const { appointment } = visitOf(ctx.vault, appointmentId);
      const booked = laterVisitOf(ctx.vault, appointmentId);
      if (booked) return { booked, slots: [] };
      const slots = nextFreeSlots(ctx.vault, {
        doctorIds: [appointment.doctorId],
        patientId: appointment.patientId,
        fromDate: date,
        days: clinicClock(ctx.vault).bookingHorizonDays + 1,
        partOfDay: 'any',
        lengthSlots: 1,
        limit: SLOTS_AT_ONCE,
        nowMs: ctx.nowMs,
        asker: 'desk',
      });
      return { booked: null, slots };
    }),

  /** With the same doctor, by the rules of every booking. A booking that somebody types at the front desk meanwhile stays as it is. */
  book: permit('appointment.book')
    .input(bookFollowUpInput)
    .mutation(({ ctx, input: { appointmentId, date, time, reason } }) =>
      ctx.write('followUps.book', (tx) => {
        const { patientId, doctorId } = visitOf(tx, appointmentId).appointment;
        const day = dayOfDoctor(tx, { doctorId, date, nowMs: tx.nowMs, asker: 'desk' });
        const { userId, role } = ctx.user;
        const situation = {
          day,
          patient: patientOfDay(tx, { patientId, date }),
          actor: { userId, role, nowMs: tx.nowMs },
        };
        const booking = bookAppointment(situation, { time, reason, symptoms: '', notes: '' }, tx.newId);
        saveBooking(tx, booking);
        return visitOfDay(tx, booking.appointment.id);
      }),
    ),
});
