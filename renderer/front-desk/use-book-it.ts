// Books what the panel holds by the way it was asked for, and puts it into the desk's history as one step. It decides nothing.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { type UndoStep, useUndoHistory } from '../app/undo-history.ts';
import type { BookingDraft } from './booking-draft.ts';
import type { PlannedVisit } from './booking-order.ts';
import type { Visit } from './day.ts';
import { shortDay } from './day-text.ts';
import { useDrawVisit } from './use-draw-visit.ts';

export function useBookIt() {
  const { appointments, bookings } = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const history = useUndoHistory();
  const draw = useDrawVisit();
  const { t } = useTranslation('booking');

  const send = async (
    draft: BookingDraft,
    date: string,
    planned: readonly PlannedVisit[],
  ): Promise<Visit[]> => {
    const { patientId, doctorId, time, way, overbookReason, queueOf, companionIds, lengthSlots } = draft;
    const { reason, symptoms, notes } = draft;
    const texts = { reason, symptoms, notes };
    if (patientId === null) throw new Error('Assertion failed: nothing is sent without a patient');
    if (way === 'walk_in' && queueOf !== null) {
      const [kind, id = ''] = queueOf.split(':');
      const to = kind === 'department' ? { departmentId: id } : { doctorId: id };
      return bookings.walkIn.mutate({ ...texts, patientId, overbookReason, to });
    }
    if (doctorId === null || time === null)
      throw new Error('Assertion failed: a slot is chosen before it is sent');
    if (way === 'walk_in')
      return bookings.walkIn.mutate({ ...texts, patientId, overbookReason, to: { doctorId, time } });
    const place = { doctorId, date, time };
    if (way === 'overbook')
      return bookings.overbook.mutate({ ...texts, ...place, patientId, overbookReason });
    if (draft.series) return bookings.series.mutate({ ...texts, patientId, doctorId, visits: [...planned] });
    const patientIds = [patientId, ...companionIds].flatMap((id) => Array<string>(lengthSlots).fill(id));
    if (patientIds.length > 1) return bookings.inARow.mutate({ ...texts, ...place, patientIds });
    const { visit } = await appointments.book.mutate({ ...texts, ...place, patientId });
    return [visit];
  };

  /** One step: all of them are cancelled again, and brought back. */
  const stepOf = (visits: Visit[]): UndoStep => {
    let now = visits;
    let events: (string | null)[] = [];
    const become = (answers: { visit: Visit; eventId: string | null }[]) => {
      now = answers.map(({ visit }) => visit);
      events = answers.map(({ eventId }) => eventId);
      for (const visit of now) draw(visit);
      void queries.invalidateQueries(trpc.appointments.pathFilter());
      void queries.invalidateQueries(trpc.bookings.pathFilter());
    };
    const [first] = visits;
    const facts = {
      name: first?.patientName ?? '',
      time: first?.time ?? '',
      ticket: first?.ticket ?? '',
      count: visits.length,
    };
    const names = [...new Set(visits.map(({ patientName }) => patientName))].join(', ');
    const many = { ...facts, names, date: shortDay(first?.date ?? '') };
    return {
      about: first?.id ?? '',
      texts: {
        done: visits.length > 1 ? t('done.many', many) : doneOne(first),
        undone: visits.length > 1 ? t('done.manyBack', many) : t('done.oneBack', facts),
        redone: visits.length > 1 ? t('done.many', many) : doneOne(first),
      },
      undo: async () => {
        const seen = now.map(({ id, updatedAtMs }) => ({ appointmentId: id, seenMs: updatedAtMs }));
        become(await bookings.takeBack.mutate({ visits: seen, reason: t('takenBack') }));
      },
      redo: async () => {
        const answers: { visit: Visit; eventId: string | null }[] = [];
        for (const [at, { id }] of now.entries()) {
          const eventId = events[at];
          if (eventId) answers.push(await appointments.undo.mutate({ appointmentId: id, eventId }));
        }
        become(answers);
      },
      holds: (eventId) => events.includes(eventId),
    };
  };
  const doneOne = (visit: Visit | undefined): string => {
    const facts = { name: visit?.patientName ?? '', time: visit?.time ?? '', ticket: visit?.ticket ?? '' };
    if (visit?.kind === 'walk_in') return t('done.walkIn', facts);
    return visit?.kind === 'overbook' ? t('done.overbooked', facts) : t('done.booked', facts);
  };

  return async (draft: BookingDraft, date: string, planned: readonly PlannedVisit[]): Promise<Visit[]> => {
    const visits = await send(draft, date, planned);
    history.did(stepOf(visits));
    void queries.invalidateQueries(trpc.bookings.pathFilter());
    return visits;
  };
}
