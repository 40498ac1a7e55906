// Who would come sooner: the list, who suits a free slot, and taking the slot by the ordinary booking or move. It never books by itself.
import { z } from 'zod';
import { visitOfDay } from '../../db/appointment-views.ts';
import { dayOfDoctor, patientOfDay, saveBooking, saveChange, standingVisit } from '../../db/appointments.ts';
import { suggestionsFor, suggestionsInside, waitlistOf, waitlistOfPatient } from '../../db/waitlist.ts';
import type { Tx } from '../../db/write.ts';
import { type Actor, bookAppointment, placeOf } from '../../domain/appointment-booking.ts';
import { moveAppointment } from '../../domain/appointment-changes.ts';
import { civilDate, clockTime } from '../../domain/civil-date.ts';
import { editOf, refuseChanged } from '../../domain/clinic-setup-input.ts';
import { Refused } from '../../domain/failure.ts';
import { requiredText, rowId } from '../../domain/row.ts';
import {
  bookedEntry,
  reopenedEntry,
  requireWaiting,
  type WaitlistEntry,
  waitlistInput,
  withdrawnEntry,
} from '../../domain/waitlist.ts';
import { permit, router, type SignedInContext } from './trpc.ts';
import { takeBackVisit, undoVisit } from './undo-visit.ts';

const edit = z.object(editOf);
const slot = z.object({ doctorId: rowId, date: civilDate, time: clockTime });
const MOST_SLOTS = 12;
const takeInput = z.object({ edit, slot });

const actorOf = ({ user, nowMs }: SignedInContext): Actor => ({
  userId: user.userId,
  role: user.role,
  nowMs,
});

export const waitlistRouter = router({
  list: permit('waitlist.manage')
    .input(z.object({ closed: z.boolean() }))
    .query(({ ctx, input }) => waitlistOf(ctx.vault, { ...input, nowMs: ctx.nowMs })),

  ofPatient: permit('waitlist.manage')
    .input(z.object({ patientId: rowId }))
    .query(({ ctx, input }) => waitlistOfPatient(ctx.vault, input.patientId)),

  /** Who would come at these times: those that are free now and that somebody suits, in the order asked. */
  whoWouldCome: permit('waitlist.manage')
    .input(z.object({ slots: z.array(slot).max(MOST_SLOTS) }))
    .query(({ ctx, input }) => suggestionsFor(ctx.vault, input.slots, ctx.nowMs)),

  /** The same for a time off that was withdrawn. */
  whoWouldComeInside: permit('waitlist.manage')
    .input(z.object({ timeOffId: rowId }))
    .query(({ ctx, input }) =>
      suggestionsInside(ctx.vault, input.timeOffId, { nowMs: ctx.nowMs, atMost: MOST_SLOTS }),
    ),

  save: permit('waitlist.manage')
    .input(z.object({ edit, values: waitlistInput }))
    .mutation(({ ctx, input }) =>
      ctx.write('waitlist.save', (tx) => {
        requireKnown(tx, input.values);
        const before = input.edit.id === null ? null : waiting(tx, input.edit);
        const saved = before
          ? tx.update('waitlist', before.id, input.values)
          : tx.insert('waitlist', { id: tx.newId(), ...input.values, ...reopenedEntry });
        return about(tx, saved);
      }),
    ),

  /** Takes an entry off the list, or brings a withdrawn one back. */
  withdraw: permit('waitlist.manage')
    .input(z.object({ edit, isWithdrawn: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.write('waitlist.withdraw', (tx) => {
        const entry = known(tx, input.edit);
        if (input.isWithdrawn) requireWaiting(entry);
        else if (entry.status !== 'withdrawn') throw new Refused({ code: 'waitlist_closed' });
        const patch = input.isWithdrawn ? withdrawnEntry(tx.nowMs) : reopenedEntry;
        return about(tx, tx.update('waitlist', entry.id, patch));
      }),
    ),

  /** Books the slot for the entry's patient. A later visit of theirs is moved there instead, and its own slot is `freed`. */
  take: permit('waitlist.manage')
    .input(takeInput)
    .mutation(({ ctx, input }) =>
      ctx.write('waitlist.take', (tx) => {
        const entry = waiting(tx, input.edit);
        const taken =
          moved(tx, actorOf(ctx), { entry, slot: input.slot }) ??
          booked(tx, actorOf(ctx), { entry, slot: input.slot });
        const closed = tx.update('waitlist', entry.id, bookedEntry(taken.appointmentId, tx.nowMs));
        return { ...taken, visit: visitOfDay(tx, taken.appointmentId), entry: about(tx, closed) };
      }),
    ),

  /** Takes a taking back: the visit goes where it was, or a visit booked for it is cancelled; the entry waits again. */
  undoTake: permit('waitlist.manage')
    .input(z.object({ edit, eventId: rowId.nullable(), reason: requiredText(500) }))
    .mutation(({ ctx, input }) =>
      ctx.write('waitlist.undoTake', (tx) => {
        const entry = known(tx, input.edit);
        if (entry.status !== 'booked' || entry.bookedAppointmentId === null)
          throw new Refused({ code: 'waitlist_closed' });
        const standing = standingVisit(tx, { appointmentId: entry.bookedAppointmentId });
        const freed = placeOf(standing.appointment);
        const actor = actorOf(ctx);
        if (input.eventId !== null)
          undoVisit(tx, { appointmentId: standing.appointment.id, eventId: input.eventId, actor });
        else takeBackVisit(tx, { appointmentId: standing.appointment.id, actor, reason: input.reason });
        return { freed, entry: about(tx, tx.update('waitlist', entry.id, reopenedEntry)) };
      }),
    ),
});

type Taking = { entry: WaitlistEntry; slot: z.infer<typeof slot> };
type Taken = { appointmentId: string; eventId: string | null; freed: z.infer<typeof slot> | null };

/** The patient's later visit at the new place; null when there is none that could still be moved. */
function moved(tx: Tx, actor: Actor, { entry, slot: to }: Taking): Taken | null {
  if (entry.appointmentId === null) return null;
  const standing = standingVisit(tx, { appointmentId: entry.appointmentId });
  const { appointment } = standing;
  const isAhead =
    (appointment.status === 'booked' || appointment.status === 'confirmed') && !appointment.isNoShow;
  if (!isAhead || appointment.appointmentDate < standing.now.date) return null;
  const day = dayOfDoctor(tx, { ...to, nowMs: tx.nowMs, asker: 'desk' });
  const patient = patientOfDay(tx, { patientId: appointment.patientId, date: to.date });
  const change = moveAppointment(standing, { actor, day, patient, time: to.time, reason: '' }, tx.newId);
  if (!change) throw new Refused({ code: 'waitlist_closed' });
  saveChange(tx, appointment, change);
  return { appointmentId: appointment.id, eventId: change.event.id, freed: placeOf(appointment) };
}

function booked(tx: Tx, actor: Actor, { entry, slot: to }: Taking): Taken {
  const day = dayOfDoctor(tx, { ...to, nowMs: tx.nowMs, asker: 'desk' });
  const patient = patientOfDay(tx, { patientId: entry.patientId, date: to.date });
  const input = { time: to.time, reason: entry.reason, symptoms: '', notes: '' };
  const booking = bookAppointment({ day, patient, actor }, input, tx.newId);
  saveBooking(tx, booking);
  return { appointmentId: booking.appointment.id, eventId: null, freed: null };
}

/** The entry as the person saw it. */
function known(tx: Tx, seen: z.infer<typeof edit>): WaitlistEntry {
  return refuseChanged('waitlist', seen.id === null ? undefined : tx.find('waitlist', seen.id), seen);
}
function waiting(tx: Tx, seen: z.infer<typeof edit>): WaitlistEntry {
  const entry = seen.id === null ? undefined : tx.find('waitlist', seen.id);
  // Said first: that somebody else took the entry tells more than that it changed.
  if (entry) requireWaiting(entry);
  return known(tx, seen);
}

function requireKnown(tx: Tx, { patientId, departmentId, doctorId }: z.infer<typeof waitlistInput>): void {
  const patient = tx.find('patients', patientId);
  if (!patient) throw new Refused({ code: 'not_found', subject: 'patient' });
  if (patient.archivedAtMs !== null) throw new Refused({ code: 'patient_archived', patientId });
  if (!tx.find('departments', departmentId)) throw new Refused({ code: 'not_found', subject: 'department' });
  if (doctorId === null) return;
  const doctor = tx.find('doctors', doctorId);
  if (!doctor) throw new Refused({ code: 'not_found', subject: 'doctor' });
  if (doctor.departmentId !== departmentId)
    throw new Refused({ code: 'doctor_other_department', departmentId });
}

/** Says whom the audit entry is about, and what the screen needs to go on. */
function about(tx: Tx, { id, updatedAtMs, patientId }: WaitlistEntry) {
  tx.about({ entity: 'waitlist', entityId: id, patientId });
  return { id, updatedAtMs };
}
