// How the state of a visit is told: an icon and a word beside its colour, the same on the grid, in the list and in the panel.
import {
  IconArmchair,
  IconBellRinging,
  IconCalendarEvent,
  IconCheck,
  IconChecks,
  IconDoorEnter,
  IconDoorExit,
  IconUserX,
  IconX,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitLook } from './day.ts';
import classes from './VisitStatus.module.css';

const icons: Record<VisitLook, typeof IconCheck> = {
  booked: IconCalendarEvent,
  confirmed: IconCheck,
  waiting: IconArmchair,
  called: IconBellRinging,
  in_room: IconDoorEnter,
  done: IconChecks,
  no_show: IconUserX,
  left_unseen: IconDoorExit,
  cancelled: IconX,
};

const drawn = new Map<string, ReactElement>();

/** One element for all of its kind: where a cell only changes its patient, React leaves the icon alone. */
export function statusIcon(look: VisitLook, size = 13): ReactElement {
  const Icon = icons[look];
  const known = drawn.get(`${look} ${size}`) ?? (
    <Icon size={size} stroke={2.2} aria-hidden className={classes.icon} />
  );
  drawn.set(`${look} ${size}`, known);
  return known;
}

/** For narrow places: the icon in its colour, the word for whoever points at it or cannot see it. */
export function StatusChip({ look }: { look: VisitLook }) {
  const { t } = useTranslation('frontDesk');
  return (
    <span
      className={classes.badge}
      data-status={look}
      data-chip
      role="img"
      aria-label={t(`status.${look}`)}
      title={t(`status.${look}`)}
    >
      {statusIcon(look, 14)}
    </span>
  );
}

export function StatusBadge({ look }: { look: VisitLook }) {
  const { t } = useTranslation('frontDesk');
  return (
    <span className={classes.badge} data-status={look}>
      {statusIcon(look, 12)}
      {t(`status.${look}`)}
    </span>
  );
}
