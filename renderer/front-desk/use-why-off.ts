// Why something cannot be done with a visit now, in words for the button that is off. The main process decides again.
import { useTranslation } from 'react-i18next';
import { isAwaited } from '../../domain/queue-moments.ts';
import { isStepEvent } from '../../domain/queue-steps.ts';
import { useDesk, useMay } from '../app/desk-context.tsx';
import { type Card, isOfAnother } from './day.ts';

/** Null where the action is on. A stale card is that of the visit before, shown until the asked one comes. */
export function useWhyOff(card: Card, today: string, isStale: boolean) {
  const { t } = useTranslation('frontDesk');
  const { user } = useDesk();
  const mayBook = useMay('appointment.book');
  const mayConfirm = useMay('appointment.confirm');
  const mayMove = useMay('appointment.move');
  const mayCancel = useMay('appointment.cancel');
  const isOpen = card.status === 'booked' || card.status === 'confirmed';
  const last = card.history.find(({ id }) => id === card.undoableEventId);
  const lastIsStep = last !== undefined && isStepEvent(last);
  const common = (may: boolean) => {
    if (isStale) return t('why.loading');
    if (!may) return t('why.role');
    return isOfAnother(card, user) ? t('why.notYours', { name: card.doctorName }) : null;
  };
  const change = (may: boolean) => {
    if (!isOpen) return t('why.status');
    if (!isAwaited(card)) return t('why.underWay');
    return card.hasRecord ? t('why.record') : common(may);
  };
  return {
    consult: card.status === 'cancelled' ? t('why.status') : null,
    confirm:
      card.status === 'booked'
        ? isAwaited(card)
          ? common(mayConfirm)
          : t('why.underWay')
        : t('why.notBooked'),
    move: card.date < today ? t('why.over') : change(mayMove),
    cancel: change(mayCancel),
    // The doctor may be writing already: what the desk notes stands beside the record, not in it.
    edit: isOpen ? common(mayBook) : t('why.status'),
    print: isStale ? t('why.loading') : null,
    // A step of the waiting room is taken back whatever was written meanwhile.
    undo: card.hasRecord && !lastIsStep ? t('why.record') : common(mayMove),
  };
}
export type WhyOff = ReturnType<typeof useWhyOff>;
