// Giving a free time to somebody who waits: one explicit act, with its undo in the desk's one history.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { useUndoHistory } from '../app/undo-history.ts';
import { shortDay } from '../front-desk/day-text.ts';
import { tellFreed } from './freed-slots.ts';
import type { Entry, Suggestion } from './waitlist-shapes.ts';

export function useTake() {
  const { t } = useTranslation('waitlist');
  const client = useTRPCClient().waitlist;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const history = useUndoHistory();
  const [isBusy, setIsBusy] = useState(false);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.appointments.pathFilter()),
      queries.invalidateQueries(trpc.waitlist.pathFilter()),
    ]);

  const take = async (entry: Entry, { doctorId, date, time }: Suggestion['slot']): Promise<boolean> => {
    if (isBusy) return false;
    setIsBusy(true);
    const slot = { doctorId, date, time };
    const order = async (edit: { id: string; updatedAtMs: number }) => {
      const taken = await client.take.mutate({ edit, slot });
      await refresh();
      // The later visit has left its place: somebody else may want that.
      if (taken.freed) tellFreed({ slots: [taken.freed] });
      return taken;
    };
    try {
      let taken = await order({ id: entry.id, updatedAtMs: entry.updatedAtMs });
      let back = taken.entry;
      const words = { name: entry.patientName, date: shortDay(date), time };
      history.did({
        about: taken.visit.id,
        texts: {
          done: t(entry.ownVisit ? 'done.moved' : 'done.booked', words),
          undone: t('done.undone', words),
          redone: t(entry.ownVisit ? 'done.moved' : 'done.booked', words),
        },
        undo: async () => {
          const undo = { edit: taken.entry, eventId: taken.eventId, reason: t('undoReason') };
          back = (await client.undoTake.mutate(undo)).entry;
          await refresh();
        },
        redo: async () => {
          taken = await order(back);
        },
        holds: (eventId) => eventId === taken.eventId,
      });
      return true;
    } catch (error) {
      showFailure(error);
      await refresh();
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { take, isBusy };
}
