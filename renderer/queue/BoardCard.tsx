// One patient on the board: ticket, name, how long, with whom; what must not be overlooked stands on the card, never folded away.
import {
  IconAlertTriangle,
  IconAlertTriangleFilled,
  IconClockExclamation,
  IconInfoCircle,
  IconStarFilled,
  IconUserOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { doctorName } from '../front-desk/day.ts';
import classes from './BoardCard.module.css';
import type { Card } from './board-model.ts';
import { nextStepOf } from './steps.ts';

type BoardCardProps = {
  card: Card;
  isChosen: boolean;
  onChoose: (visitId: string) => void;
  onNext: (card: Card) => void;
};

export function BoardCard({ card, isChosen, onChoose, onNext }: BoardCardProps) {
  const { t } = useTranslation('queue');
  const { visit, doctor, state } = card;
  const step = nextStepOf(state);
  return (
    <li className={classes.item} data-mark={card.mark ?? undefined} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={classes.card}
        tabIndex={isChosen ? 0 : -1}
        aria-current={isChosen}
        data-visit={visit.id}
        onClick={() => onChoose(visit.id)}
        onFocus={() => onChoose(visit.id)}
      >
        <span className={classes.first}>
          {visit.ticket !== null && <span className={classes.ticket}>{visit.ticket}</span>}
          <span className={classes.name}>{visit.patientName}</span>
          <Waited card={card} />
        </span>
        <span className={classes.second}>
          <Times card={card} />
          {doctor && <span>{doctorName(doctor)}</span>}
          {visit.roomNumber !== null && <span>{t('card.room', { room: visit.roomNumber })}</span>}
        </span>
        <Alerts card={card} />
      </button>
      {step !== null && state !== 'no_show' && state !== 'left_unseen' && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.next}
          aria-label={t('card.next', { step: t(`step.${step}`), name: visit.patientName })}
          onClick={() => onNext(card)}
        >
          {t(`next.${step}`)}
        </button>
      )}
    </li>
  );
}

/** "09:00", or "09:00 → 09:25" while the doctor runs late. */
function Times({ card: { visit, expectedTime, state } }: { card: Card }) {
  const { t } = useTranslation('queue');
  const isShifted =
    expectedTime !== visit.appointmentTime &&
    (state === 'expected' || state === 'waiting' || state === 'called');
  if (!isShifted) return <span className={classes.time}>{visit.appointmentTime}</span>;
  return (
    <span className={classes.time}>
      <s>{visit.appointmentTime}</s> <strong>{t('card.about', { time: expectedTime })}</strong>
    </span>
  );
}

function Waited({ card: { lateMinutes, waitedMinutes, mark, state } }: { card: Card }) {
  const { t } = useTranslation('queue');
  if (lateMinutes !== null) {
    return (
      <span className={classes.waited} data-mark="late">
        <IconClockExclamation size={13} aria-hidden />
        {t('card.late', { count: lateMinutes })}
      </span>
    );
  }
  if (waitedMinutes === null || state === 'no_show') return null;
  const isHere = state === 'waiting' || state === 'called';
  return (
    <span
      className={classes.waited}
      data-mark={mark ?? undefined}
      title={isHere ? undefined : t('card.waitedTitle')}
    >
      {mark === 'alarm' && <IconAlertTriangleFilled size={13} aria-hidden />}
      {mark === 'warn' && <IconAlertTriangle size={13} aria-hidden />}
      {mark === null
        ? t('card.waited', { count: waitedMinutes })
        : t(`card.${mark}`, { count: waitedMinutes })}
    </span>
  );
}

function Alerts({ card: { visit } }: { card: Card }) {
  const { t } = useTranslation('queue');
  const { allergies, warnings, noShows, isPriority, kind } = visit;
  const isQuiet = !allergies && !warnings && noShows === 0 && !isPriority && kind === 'booked';
  if (isQuiet) return null;
  return (
    <span className={classes.alerts}>
      {isPriority && (
        <span className={classes.priority}>
          <IconStarFilled size={11} aria-hidden /> {t('card.priority')}
        </span>
      )}
      {kind !== 'booked' && <span className={classes.badge}>{t(`kind.${kind}`)}</span>}
      {noShows > 0 && (
        <span className={classes.badge}>
          <IconUserOff size={12} aria-hidden /> {t('card.noShows', { count: noShows })}
        </span>
      )}
      {allergies && (
        <span className={classes.allergy} data-allergies>
          <IconAlertTriangle size={12} aria-hidden /> {t('card.allergies', { allergies })}
        </span>
      )}
      {warnings && (
        <span className={classes.warning}>
          <IconInfoCircle size={12} aria-hidden /> {warnings}
        </span>
      )}
    </span>
  );
}
