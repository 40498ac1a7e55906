// Every change the front desk makes to a visit: drawn at once, taken back honestly when it is refused, undone and redone on request.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitTexts } from '../../domain/appointment-changes.ts';
import { failureIn, type WentWrong } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { type UndoStep, useUndoHistory } from '../app/undo-history.ts';
import { tellFreed } from '../waitlist/freed-slots.ts';
import type { Place, Visit } from './day.ts';
import { inTurn, ownVersions } from './fast-keys.ts';
import { useDrawnVisit, useDrawVisit } from './use-draw-visit.ts';
import { type Answer, type Seen, together, visitStep } from './visit-step.ts';

/** A move that was refused: the visit is back where it stood, and this says why. */
export type RefusedMove = { visit: Visit; to: Place; wrong: WentWrong };

type Attempt = {
  visit: Visit;
  /** The visit as it is drawn until the answer comes. */
  ahead: Partial<Visit>;
  order: (seen: Seen) => Promise<Answer>;
  done: string;
  refused?: (error: unknown) => void;
};
type Tried = { isDone: boolean; step: UndoStep | null };

const slotOf = ({ date, time, doctorId }: Visit) => ({ date, time, doctorId });
/** The half hour of `before` is free again, as far as this visit goes: somebody who waits may want it. */
const hasLeft = (before: Visit, after: Visit): boolean =>
  before.holdsSlot &&
  (after.status === 'cancelled' ||
    after.date !== before.date ||
    after.time !== before.time ||
    after.doctorId !== before.doctorId);

export function useVisitChanges({ onRefusedMove }: { onRefusedMove: (refused: RefusedMove) => void }) {
  const trpc = useTRPC();
  const desk = useTRPCClient().appointments;
  const queries = useQueryClient();
  const history = useUndoHistory();
  const draw = useDrawVisit();
  const drawn = useDrawnVisit();
  const { t } = useTranslation('frontDesk');
  const turns = useRef(inTurn());
  const own = useRef(ownVersions());

  return useMemo(() => {
    const refresh = () => queries.invalidateQueries(trpc.appointments.pathFilter());
    const onVisit = (visit: Visit, before: Visit) => {
      own.current.remember(before, visit);
      draw(visit);
      if (turns.current.isIdle()) void refresh();
    };
    const undoOf = (event: { appointmentId: string; eventId: string }) =>
      turns.current.take(() => desk.undo.mutate(event));

    /** Draws it, sends it, and answers how it went; it says only what was refused. */
    const tryIt = async ({ visit, ahead, order, done, refused = showFailure }: Attempt): Promise<Tried> => {
      // The answer of a read that is still under way must not paint over what is drawn ahead.
      await queries.cancelQueries(trpc.appointments.pathFilter());
      // A panel that was read before the change that is still on its way shows the visit where it stood.
      const before = { ...visit, ...drawn(visit.id) };
      draw({ ...before, ...ahead });
      try {
        const answer = await turns.current.take(async () => {
          const answered = await order({ appointmentId: visit.id, seenMs: own.current.latest(visit) });
          // Within the turn: the next order begins the moment this one ends, and must know the version it made.
          own.current.remember(visit, answered.visit);
          return answered;
        });
        draw(answer.visit);
        if (hasLeft(visit, answer.visit)) tellFreed({ slots: [slotOf(visit)] });
        const name = visit.patientName;
        const texts = { done, undone: t('done.undone', { name }), redone: t('done.redone', { name }) };
        // Between its undo and its redo other steps went back and forth: their versions are ours, too.
        const again = ({ appointmentId, seenMs }: Seen) =>
          turns.current.take(() =>
            order({ appointmentId, seenMs: own.current.latest({ id: appointmentId, updatedAtMs: seenMs }) }),
          );
        return { isDone: true, step: visitStep({ answer, order: again, undo: undoOf, onVisit, texts }) };
      } catch (error) {
        draw(before);
        refused(error);
        return { isDone: false, step: null };
      } finally {
        // What is read now must not paint over a change that is drawn ahead and not answered yet.
        if (turns.current.isIdle()) void refresh();
      }
    };
    /** Answers whether it was done. */
    const attempt = async (wanted: Attempt): Promise<boolean> => {
      const { isDone, step } = await tryIt(wanted);
      if (step) history.did(step);
      else if (isDone) notifyDone(wanted.done, { about: wanted.visit.id });
      return isDone;
    };
    /** One sentence and one undo for all that were done; each refusal is said with its own words. */
    const attemptAll = async (wanted: Attempt[], done: (count: number) => string): Promise<void> => {
      const tried = await Promise.all(wanted.map(tryIt));
      const steps = tried.flatMap(({ step }) => step ?? []);
      const count = steps.length;
      const texts = {
        done: done(count),
        undone: t('done.allUndone', { count }),
        redone: t('done.allRedone', { count }),
      };
      if (count > 0) history.did(together(steps, texts));
    };

    const confirming = (visit: Visit): Attempt => ({
      visit,
      ahead: { status: 'confirmed' },
      order: (seen) => desk.confirm.mutate(seen),
      done: t('done.confirmed', { name: visit.patientName }),
    });
    const cancelling = (visit: Visit, reason: string): Attempt => ({
      visit,
      ahead: { status: 'cancelled' },
      order: (seen) => desk.cancel.mutate({ ...seen, reason }),
      done: t('done.cancelled', { name: visit.patientName }),
    });
    return {
      refresh,
      draw,
      /** The panel's button: takes back what the history shows as the visit's last change, whoever made it. */
      undo: async (appointmentId: string, eventId: string) => {
        const known = history.stepOf(eventId);
        if (known) return history.takeBack(known);
        try {
          const { visit } = await undoOf({ appointmentId, eventId });
          draw(visit);
          notifyDone(t('done.undone', { name: visit.patientName }), { about: appointmentId });
        } catch (error) {
          showFailure(error);
        }
        await refresh();
      },
      confirm: (visit: Visit) => attempt(confirming(visit)),
      cancel: (visit: Visit, reason: string) => attempt(cancelling(visit, reason)),
      confirmAll: (visits: readonly Visit[]) =>
        attemptAll(visits.map(confirming), (count) => t('done.allConfirmed', { count })),
      cancelAll: (visits: readonly Visit[], reason: string) =>
        attemptAll(
          visits.map((visit) => cancelling(visit, reason)),
          (count) => t('done.allCancelled', { count }),
        ),
      /** `toName` is the doctor or room it goes to, when that is another. */
      move: (visit: Visit, to: Place, toName: string | null = null) => {
        const { date, time, doctorId, roomId } = to;
        const place = { date, time, doctorId, ...(roomId === undefined ? {} : { roomId }) };
        const isOtherSlot = date !== visit.date || time !== visit.time || doctorId !== visit.doctorId;
        return attempt({
          visit,
          ahead: { ...place, ...(isOtherSlot ? { status: 'booked' as const } : {}) },
          order: (seen) => desk.move.mutate({ ...seen, ...place, reason: '' }),
          done:
            toName === null
              ? t('done.moved', { name: visit.patientName, time })
              : t('done.movedTo', { name: visit.patientName, time, where: toName }),
          refused: (error) => onRefusedMove({ visit, to, wrong: failureIn(error) }),
        });
      },
      edit: (visit: Visit, texts: VisitTexts) =>
        attempt({
          visit,
          ahead: { reason: texts.reason },
          order: (seen) => desk.edit.mutate({ ...seen, ...texts }),
          done: t('done.edited', { name: visit.patientName }),
        }),
    };
  }, [trpc, desk, queries, history, draw, drawn, t, onRefusedMove]);
}
export type VisitChanges = ReturnType<typeof useVisitChanges>;
