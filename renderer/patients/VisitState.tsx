// The state of a visit on the patient's card: an icon and a word, never a colour alone.
import {
  IconBell,
  IconCalendarEvent,
  IconCheck,
  IconChecks,
  IconClock,
  IconDoorExit,
  IconStethoscope,
  IconUserX,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './VisitState.module.css';
import { stateWord, type Visit } from './visit-list.ts';

const icons = {
  expected: IconCalendarEvent,
  confirmed: IconCheck,
  waiting: IconClock,
  called: IconBell,
  in_room: IconStethoscope,
  done: IconChecks,
  no_show: IconUserX,
  left_unseen: IconDoorExit,
  cancelled: IconX,
} as const;

export function VisitState({ visit }: { visit: Pick<Visit, 'state' | 'isConfirmed'> }) {
  const { t } = useTranslation('patients');
  const word = stateWord(visit);
  const Icon = icons[word];
  return (
    <span className={classes.state} data-state={word}>
      <Icon size={14} stroke={2} aria-hidden className={classes.icon} />
      {t(`state.${word}`)}
    </span>
  );
}
