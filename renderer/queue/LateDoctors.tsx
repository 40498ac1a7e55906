// Which doctors run late today, over the board; one click and the doctor is in time again.
import { CloseButton } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { doctorName } from '../front-desk/day.ts';
import type { BoardDoctor } from './board-model.ts';
import classes from './QueuePage.module.css';

type LateDoctorsProps = { doctors: readonly BoardDoctor[]; onInTime: (doctor: BoardDoctor) => void };

export function LateDoctors({ doctors, onInTime }: LateDoctorsProps) {
  const { t } = useTranslation('queue');
  const late = doctors.filter(({ delayMinutes }) => delayMinutes > 0);
  if (late.length === 0) return null;
  return (
    <ul className={classes.late} aria-label={t('delay.title')}>
      {late.map((doctor) => (
        <li key={doctor.id} className={classes.lateDoctor}>
          <IconHourglass size={14} aria-hidden />
          <strong>{doctorName(doctor)}</strong> {t('delay.runs', { count: doctor.delayMinutes })}
          {doctor.delayReason !== '' && <span>· {doctor.delayReason}</span>}
          <CloseButton
            size="sm"
            aria-label={t('delay.inTime', { name: doctorName(doctor) })}
            title={t('delay.inTime', { name: doctorName(doctor) })}
            onClick={() => onInTime(doctor)}
          />
        </li>
      ))}
    </ul>
  );
}
