// Every change the front desk makes to a visit: drawn at once, taken back honestly when it is refused, undone on request.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitTexts } from '../../domain/appointment-changes.ts';
import { failureIn, type WentWrong } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { type DayOfClinic, type Place, type Visit, withVisit } from './day.ts';
import { inTurn, ownVersions } from './fast-keys.ts';

/** A move that was refused: the visit is back where it stood, and this says why. */
export type RefusedMove = { visit: Visit; to: Place; wrong: WentWrong };

type Answer = { visit: Visit; eventId: string | null };
type Attempt = {
  visit: Visit;
  /** The visit as it is drawn until the answer comes. */
  ahead: Partial<Visit>;
  order: () => Promise<Answer>;
  done: string;
  refused?: (error: unknown) => void;
};

export function useVisitChanges({ onRefusedMove }: { onRefusedMove: (refused: RefusedMove) => void }) {
  const trpc = useTRPC();
  const desk = useTRPCClient().appointments;
  const queries = useQueryClient();
  const { t } = useTranslation('frontDesk');
  const lastUndo = useRef<(() => void) | null>(null);
  const turns = useRef(inTurn());
  const own = useRef(ownVersions());

  return useMemo(() => {
    const days = trpc.appointments.day.queryFilter();
    const draw = (visit: Visit) =>
      queries.setQueriesData<DayOfClinic>(days, (day) => day && withVisit(day, visit));
    const refresh = () => queries.invalidateQueries(trpc.appointments.pathFilter());

    const undo = async (appointmentId: string, eventId: string) => {
      lastUndo.current = null;
      try {
        const { visit } = await turns.current.take(() => desk.undo.mutate({ appointmentId, eventId }));
        draw(visit);
        notifyDone(t('done.undone', { name: visit.patientName }), { about: appointmentId });
      } catch (error) {
        showFailure(error);
      }
      await refresh();
    };

    /** Answers whether it was done. */
    const attempt = async ({
      visit,
      ahead,
      order,
      done,
      refused = showFailure,
    }: Attempt): Promise<boolean> => {
      // The answer of a read that is still under way must not paint over what is drawn ahead.
      await queries.cancelQueries(days);
      draw({ ...visit, ...ahead });
      try {
        const answer = await turns.current.take(async () => {
          const answered = await order();
          // Within the turn: the next order begins the moment this one ends, and must know the version it made.
          own.current.remember(visit, answered.visit);
          return answered;
        });
        draw(answer.visit);
        const { eventId } = answer;
        const takeBack = eventId === null ? null : () => void undo(visit.id, eventId);
        lastUndo.current = takeBack;
        notifyDone(done, { about: visit.id, ...(takeBack ? { undo: takeBack } : {}) });
        return true;
      } catch (error) {
        draw(visit);
        refused(error);
        return false;
      } finally {
        // What is read now must not paint over a change that is drawn ahead and not answered yet.
        if (turns.current.isIdle()) void refresh();
      }
    };

    const seen = (visit: Visit) => ({ appointmentId: visit.id, seenMs: own.current.latest(visit) });
    return {
      undo,
      /** Ctrl+Z: the last change made here. */
      undoLast: () => lastUndo.current?.(),
      refresh,
      draw,
      confirm: (visit: Visit) =>
        attempt({
          visit,
          ahead: { status: 'confirmed' },
          order: () => desk.confirm.mutate(seen(visit)),
          done: t('done.confirmed', { name: visit.patientName }),
        }),
      /** `doctor` is the name of the doctor it goes to, when that is another. */
      move: (visit: Visit, to: Place, doctor: string | null = null) =>
        attempt({
          visit,
          ahead: { ...to, status: 'booked' },
          order: () => desk.move.mutate({ ...seen(visit), ...to, reason: '' }),
          done:
            doctor === null
              ? t('done.moved', { name: visit.patientName, time: to.time })
              : t('done.movedTo', { name: visit.patientName, time: to.time, doctor }),
          refused: (error) => onRefusedMove({ visit, to, wrong: failureIn(error) }),
        }),
      edit: (visit: Visit, texts: VisitTexts) =>
        attempt({
          visit,
          ahead: { reason: texts.reason },
          order: () => desk.edit.mutate({ ...seen(visit), ...texts }),
          done: t('done.edited', { name: visit.patientName }),
        }),
      cancel: (visit: Visit, reason: string) =>
        attempt({
          visit,
          ahead: { status: 'cancelled' },
          order: () => desk.cancel.mutate({ ...seen(visit), reason }),
          done: t('done.cancelled', { name: visit.patientName }),
        }),
    };
  }, [trpc, desk, queries, t, onRefusedMove]);
}
export type VisitChanges = ReturnType<typeof useVisitChanges>;
