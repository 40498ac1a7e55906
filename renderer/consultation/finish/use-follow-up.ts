// The follow-up of a visit as a booking: a free time near the day with this doctor, other times after it, booked with its undo.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nearestSlot } from '../../../domain/follow-ups.ts';
import { showFailure } from '../../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { useUndoHistory } from '../../app/undo-history.ts';
import { weekday } from '../../front-desk/day-text.ts';
import { useDrawVisit } from '../../front-desk/use-draw-visit.ts';
import type { Chart } from '../chart.ts';

export const whenText = ({ date, time }: { date: string; time: string }): string =>
  `${weekday(date)} ${time}`;

export function useFollowUp({ appointment }: Chart, date: string | null) {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const history = useUndoHistory();
  const draw = useDrawVisit();
  const [step, setStep] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const { data } = useQuery(
    trpc.followUps.suggest.queryOptions(
      { appointmentId: appointment.id, date: date ?? '' },
      { enabled: date !== null, staleTime: 0 },
    ),
  );
  const slots = data?.slots ?? [];
  const first = nearestSlot(slots, appointment.appointmentTime);
  const at = first === null ? 0 : slots.indexOf(first);
  const slot = slots[(at + step) % Math.max(1, slots.length)] ?? null;

  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.followUps.pathFilter()),
      queries.invalidateQueries(trpc.appointments.pathFilter()),
    ]);
  /** False when it was refused; what stands there then is asked anew. */
  const book = async (): Promise<boolean> => {
    if (!slot || isBusy) return false;
    setIsBusy(true);
    try {
      const { date: onDate, time } = slot;
      let visit = await client.followUps.book.mutate({
        appointmentId: appointment.id,
        date: onDate,
        time,
        reason: t('followUp.reason'),
      });
      let eventId: string | null = null;
      draw(visit);
      setStep(0);
      const words = { name: visit.patientName, when: whenText(slot) };
      history.did({
        about: visit.id,
        texts: {
          done: t('followUp.done', words),
          undone: t('followUp.undone', words),
          redone: t('followUp.redone', words),
        },
        undo: async () => {
          const [answer] = await client.bookings.takeBack.mutate({
            visits: [{ appointmentId: visit.id, seenMs: visit.updatedAtMs }],
            reason: t('followUp.takeBackReason'),
          });
          if (answer) ({ visit, eventId } = answer);
          draw(visit);
          await refresh();
        },
        redo: async () => {
          if (eventId === null) return;
          ({ visit } = await client.appointments.undo.mutate({ appointmentId: visit.id, eventId }));
          draw(visit);
          await refresh();
        },
        holds: (id) => id === eventId,
      });
      return true;
    } catch (error) {
      showFailure(error);
      return false;
    } finally {
      await refresh();
      setIsBusy(false);
    }
  };
  return {
    isKnown: data !== undefined,
    booked: data?.booked ?? null,
    slot,
    hasOthers: slots.length > 1,
    other: () => setStep(step + 1),
    book,
    isBusy,
  };
}
