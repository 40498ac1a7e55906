// Every change made on the board: drawn at once, taken back honestly when it is refused, undone and redone through the desk's history.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { aheadOfStep, type QueueStep } from '../../domain/queue-steps.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { useUndoHistory } from '../app/undo-history.ts';
import type { Visit } from '../front-desk/day.ts';
import { inTurn, ownVersions } from '../front-desk/fast-keys.ts';
import { useDrawVisit } from '../front-desk/use-draw-visit.ts';
import { type Seen, visitStep } from '../front-desk/visit-step.ts';
import { type Board, type BoardDoctor, type BoardVisit, withChange } from './board-model.ts';

/** What the board takes over from a visit as the desk answers it. */
const changeOf = ({ id, status, isNoShow, isPriority, ticket, noShows, updatedAtMs, ...rest }: Visit) => ({
  id,
  status,
  isNoShow,
  isPriority,
  ticket,
  noShows,
  updatedAtMs,
  arrivedAtMs: rest.arrivedAtMs,
  calledAtMs: rest.calledAtMs,
  inRoomAtMs: rest.inRoomAtMs,
  leftAtMs: rest.leftAtMs,
});

/** A visit as any screen shows it: what a step changes, and the version it is made to. */
type Stepping = Pick<
  BoardVisit,
  'id' | 'updatedAtMs' | 'isPriority' | 'isNoShow' | 'arrivedAtMs' | 'calledAtMs' | 'inRoomAtMs' | 'leftAtMs'
>;
const asItStands = ({
  id,
  isPriority,
  isNoShow,
  arrivedAtMs,
  calledAtMs,
  inRoomAtMs,
  leftAtMs,
}: Stepping) => ({
  id,
  isPriority,
  isNoShow,
  arrivedAtMs,
  calledAtMs,
  inRoomAtMs,
  leftAtMs,
});

export function useBoardChanges() {
  const trpc = useTRPC();
  const { queue, appointments } = useTRPCClient();
  const queries = useQueryClient();
  const history = useUndoHistory();
  const drawOnDays = useDrawVisit();
  const { t } = useTranslation('queue');
  const turns = useRef(inTurn());
  const own = useRef(ownVersions());

  return useMemo(() => {
    const key = trpc.queue.board.queryKey();
    const draw = (change: Pick<BoardVisit, 'id'> & Partial<BoardVisit>) =>
      queries.setQueryData<Board>(key, (board) => board && withChange(board, change));
    const refresh = () => {
      if (!turns.current.isIdle()) return;
      void queries.invalidateQueries(trpc.queue.pathFilter());
      void queries.invalidateQueries(trpc.appointments.pathFilter());
    };
    const onVisit = (visit: Visit, before: Visit) => {
      own.current.remember(before, visit);
      draw(changeOf(visit));
      drawOnDays(visit);
      refresh();
    };

    const step = async (visit: Stepping, what: QueueStep): Promise<void> => {
      // The answer of a read that is still under way must not paint over what is drawn ahead.
      await queries.cancelQueries(trpc.queue.pathFilter());
      draw({ id: visit.id, ...aheadOfStep(visit, what, Date.now()) });
      const order = (seen: Seen) => turns.current.take(() => queue.step.mutate({ ...seen, step: what }));
      try {
        const answer = await turns.current.take(async () => {
          const seen = { appointmentId: visit.id, seenMs: own.current.latest(visit) };
          const answered = await queue.step.mutate({ ...seen, step: what });
          own.current.remember(visit, answered.visit);
          return answered;
        });
        draw(changeOf(answer.visit));
        drawOnDays(answer.visit);
        const { patientName: name, ticket, isPriority } = answer.visit;
        const done = what === 'prioritise' && !isPriority ? 'unprioritise' : what;
        const texts = {
          done: t(`done.${done}`, { name, ticket }),
          undone: t('done.undone', { name }),
          redone: t('done.redone', { name }),
        };
        const undo = (event: { appointmentId: string; eventId: string }) =>
          turns.current.take(() => appointments.undo.mutate(event));
        const undoStep = visitStep({ answer, order, undo, onVisit, texts });
        if (undoStep) history.did(undoStep);
      } catch (error) {
        draw(asItStands(visit));
        showFailure(error);
      } finally {
        refresh();
      }
    };

    /** How late the doctor runs today; 0 is in time again. */
    const delay = async (doctor: BoardDoctor, delayMinutes: number, reason: string): Promise<boolean> => {
      const set = async (minutes: number, why: string) => {
        await turns.current.take(() =>
          queue.delay.mutate({ doctorId: doctor.id, delayMinutes: minutes, reason: why }),
        );
        refresh();
      };
      try {
        await set(delayMinutes, reason);
      } catch (error) {
        showFailure(error);
        return false;
      }
      const name = doctor.fullName;
      const texts = {
        done: t(delayMinutes === 0 ? 'done.inTime' : 'done.late', { name, count: delayMinutes }),
        undone: t('done.delayUndone', { name }),
        redone: t('done.delayRedone', { name }),
      };
      history.did({
        about: `delay of ${doctor.id}`,
        texts,
        undo: () => set(doctor.delayMinutes, doctor.delayReason),
        redo: () => set(delayMinutes, reason),
      });
      return true;
    };
    return { step, delay };
  }, [trpc, queue, appointments, queries, history, drawOnDays, t]);
}
