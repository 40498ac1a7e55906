// Visits that wait for another day: taken off the grid with X or the mouse, they go along from day to day until they are put down.
import { CloseButton } from '@mantine/core';
import { IconPinned } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from './KeyHint.tsx';
import classes from './Pinboard.module.css';
import type { Visit } from './day.ts';
import { shortDay } from './day-text.ts';

type PinboardProps = {
  pins: readonly Visit[];
  inHandId: string | null;
  onTake: (visit: Visit) => void;
  onUnpin: (id: string) => void;
};

export function Pinboard({ pins, inHandId, onTake, onUnpin }: PinboardProps) {
  const { t } = useTranslation('frontDesk');
  return (
    <section
      className={classes.board}
      aria-label={t('pins.title')}
      data-pinboard
      data-empty={pins.length === 0 || undefined}
    >
      <IconPinned size={16} aria-hidden className={classes.icon} />
      {pins.length === 0 && <span className={classes.hint}>{t('pins.dropHere')}</span>}
      <ul className={classes.pins}>
        {pins.map((visit) => (
          <li
            key={visit.id}
            className={classes.pin}
            data-visit={visit.id}
            data-in-hand={visit.id === inHandId || undefined}
          >
            <button
              type="button"
              className={classes.take}
              aria-pressed={visit.id === inHandId}
              title={t('pins.take', { name: visit.patientName })}
              onClick={() => onTake(visit)}
            >
              <strong>{visit.patientName}</strong> {shortDay(visit.date)} {visit.time}
            </button>
            <CloseButton
              size="xs"
              aria-label={t('pins.unpin', { name: visit.patientName })}
              onClick={() => onUnpin(visit.id)}
            />
          </li>
        ))}
      </ul>
      {pins.length > 0 && (
        <span className={classes.hint}>
          {t('pins.how')} <KeyHint>Ctrl V</KeyHint>
        </span>
      )}
    </section>
  );
}
