// A leave arranged as one: what it touches, the time off and its moves saved together or not at all, and all of it taken back.
import { z } from 'zod';
import { dayOfDoctor, patientOfDay, saveChange, standingVisit } from '../../db/appointments.ts';
import { saveTimeOff, withdrawTimeOff } from '../../db/clinic-setup-write.ts';
import { forgetDrafts } from '../../db/drafts.ts';
import { leavePlanOf } from '../../db/leave.ts';
import type { Tx } from '../../db/write.ts';
import { type Actor, type DayOfDoctor, placeOf, roomFor } from '../../domain/appointment-booking.ts';
import type { Appointment } from '../../domain/appointments.ts';
import { moveAppointment, withoutVisit } from '../../domain/appointment-changes.ts';
import { editOf, timeOffInput } from '../../domain/clinic-setup-input.ts';
import { LEAVE_SUBJECT } from '../../domain/drafts.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import { leaveInput, MOST_MOVES, type PlannedMove } from '../../domain/leave.ts';
import { rowId } from '../../domain/row.ts';
import { permit, router, type SignedInContext } from './trpc.ts';
import { undoVisit } from './undo-visit.ts';

const madeMove = z.object({ appointmentId: rowId, eventId: rowId });
type MadeMove = z.infer<typeof madeMove>;
const undoInput = z.object({
  /** The time off that was entered with the moves; null when it had been there before. */
  timeOff: z.object(editOf).nullable(),
  moves: z.array(madeMove).max(MOST_MOVES),
});

const actorOf = ({ user, nowMs }: SignedInContext): Actor => ({
  userId: user.userId,
  role: user.role,
  nowMs,
});

/** A visit that could not be moved, or moved back, and why. Nothing at all was changed. */
export type Clash = { appointmentId: string; failure: Failure };

export const leaveRouter = router({
  /** The visits inside a leave that is still being typed, and the slots they could have. It names patients. */
  plan: permit('timeOff.manage')
    .input(z.object({ entry: timeOffInput }))
    .query(({ ctx, input }) => leavePlanOf(ctx.vault, input.entry, ctx.nowMs)),

  /** The time off and every move, or nothing and the moves that clash. Each move is decided as any other. */
  save: permit('timeOff.manage')
    .input(leaveInput)
    .mutation(({ ctx, input }) =>
      allOrNone(() =>
        ctx.write('leave.save', (tx) => {
          const timeOff = saveTimeOff(tx, input.edit, input.entry);
          const actor = actorOf(ctx);
          const { done, clashes } = each(input.moves, (move) => moveOf(tx, actor, move, input.entry.reason));
          if (clashes.length > 0) throw new Clashed(clashes);
          forgetDrafts(tx, { userId: ctx.user.userId, subject: LEAVE_SUBJECT });
          tx.about({ entity: 'timeOff', entityId: timeOff.id, note: { moves: done.length } });
          return { timeOff: { id: timeOff.id, updatedAtMs: timeOff.updatedAtMs }, moves: done };
        }),
      ),
    ),

  /** Withdraws the time off and moves every visit back, or nothing and the visits that cannot go back any more. */
  undo: permit('timeOff.manage')
    .input(undoInput)
    .mutation(({ ctx, input }) =>
      allOrNone(() =>
        ctx.write('leave.undo', (tx) => {
          if (input.timeOff) withdrawTimeOff(tx, input.timeOff, true);
          const actor = actorOf(ctx);
          const { done, clashes } = each(input.moves, (move) => {
            undoVisit(tx, { ...move, actor });
            return move;
          });
          if (clashes.length > 0) throw new Clashed(clashes);
          tx.about({
            entity: 'timeOff',
            ...(input.timeOff?.id && { entityId: input.timeOff.id }),
            note: { moves: done.length },
          });
          return { moves: done };
        }),
      ),
    ),
});

function moveOf(tx: Tx, actor: Actor, move: PlannedMove, reason: string): MadeMove | null {
  const standing = standingVisit(tx, move);
  const { appointment } = standing;
  const day = dayOfDoctor(tx, { ...move, nowMs: tx.nowMs, asker: 'desk' });
  const patient = patientOfDay(tx, { patientId: appointment.patientId, date: move.date });
  const roomId = otherRoom(appointment, day, move);
  const change = moveAppointment(
    standing,
    { actor, day, patient, time: move.time, roomId, reason },
    tx.newId,
  );
  if (!change) return null;
  saveChange(tx, appointment, change);
  return { appointmentId: appointment.id, eventId: change.event.id };
}

/** A visit that keeps its time because only its room closes goes next door; refused when no other room is free then. */
function otherRoom(appointment: Appointment, day: DayOfDoctor, { doctorId, date, time }: PlannedMove) {
  const from = placeOf(appointment);
  if (from.doctorId !== doctorId || from.date !== date || from.time !== time) return undefined;
  const roomId = roomFor(withoutVisit(day, appointment.id), time);
  if (roomId === null && appointment.roomId !== null)
    throw new Refused({ code: 'room_taken', roomId: appointment.roomId });
  return roomId ?? undefined;
}

/** Tries all, so that every clash is named at once rather than one at a time. */
function each<Move extends { appointmentId: string }>(
  moves: readonly Move[],
  act: (move: Move) => MadeMove | null,
): { done: MadeMove[]; clashes: Clash[] } {
  const done: MadeMove[] = [];
  const clashes: Clash[] = [];
  for (const move of moves) {
    try {
      const made = act(move);
      if (made) done.push(made);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      clashes.push({ appointmentId: move.appointmentId, failure: error.failure });
    }
  }
  return { done, clashes };
}

class Clashed extends Error {
  readonly clashes: Clash[];
  constructor(clashes: Clash[]) {
    super('rolled back: some moves clash');
    this.clashes = clashes;
  }
}

/** The write's own answer, or what clashed after the write door has taken everything back. */
function allOrNone<Answer extends object>(work: () => Answer) {
  try {
    return { isDone: true as const, ...work() };
  } catch (error) {
    if (error instanceof Clashed) return { isDone: false as const, clashes: error.clashes };
    throw error;
  }
}
