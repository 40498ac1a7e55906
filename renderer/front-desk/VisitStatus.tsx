// How the status of a visit is told: an icon and a word beside its colour, the same on the grid, in the list and in the panel.
import { IconCalendarEvent, IconCheck, IconChecks, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppointmentStatus } from '../../domain/appointments.ts';
import classes from './VisitStatus.module.css';

const icons = { booked: IconCalendarEvent, confirmed: IconCheck, completed: IconChecks, cancelled: IconX };

export function StatusIcon({ status, size = 13 }: { status: AppointmentStatus; size?: number }) {
  const Icon = icons[status];
  return <Icon size={size} stroke={2.2} aria-hidden className={classes.icon} />;
}

/** For narrow places: the icon in its colour, the word for whoever points at it or cannot see it. */
export function StatusChip({ status }: { status: AppointmentStatus }) {
  const { t } = useTranslation('frontDesk');
  return (
    <span
      className={classes.badge}
      data-status={status}
      data-chip
      role="img"
      aria-label={t(`status.${status}`)}
      title={t(`status.${status}`)}
    >
      <StatusIcon status={status} size={14} />
    </span>
  );
}

export function StatusBadge({ status }: { status: AppointmentStatus }) {
  const { t } = useTranslation('frontDesk');
  return (
    <span className={classes.badge} data-status={status}>
      <StatusIcon status={status} size={12} />
      {t(`status.${status}`)}
    </span>
  );
}
