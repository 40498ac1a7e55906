// Who would come at one free time: whom to ring, how long they wait, what would be moved, and the button that gives them the time.
import { Badge, Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../front-desk/day-text.ts';
import classes from './Waitlist.module.css';
import { useTake } from './use-take.ts';
import type { Entry, Suggestion } from './waitlist-shapes.ts';

type PeopleProps = { suggestion: Suggestion; atMost: number; onTaken?: () => void };

export function People({ suggestion: { slot, people }, atMost, onTaken }: PeopleProps) {
  const { t } = useTranslation('waitlist');
  const { take, isBusy } = useTake();
  return (
    <>
      <ul className={classes.people}>
        {people.slice(0, atMost).map((entry) => (
          <li key={entry.id} className={classes.person}>
            <div className={classes.who}>
              <strong>{entry.patientName}</strong> {entry.isUrgent && <Urgent />}
              <div className={classes.dim}>
                <IconPhone size={12} aria-hidden /> {entry.phone ?? t('noPhone')}
                {entry.reason !== '' && ` · ${entry.reason}`}
              </div>
              <OwnVisit entry={entry} />
            </div>
            <Button
              size="compact-sm"
              variant="light"
              disabled={isBusy}
              aria-label={t('takeFor', { name: entry.patientName, time: slot.time })}
              onClick={async () => {
                if (await take(entry, slot)) onTaken?.();
              }}
            >
              {t('take')}
            </Button>
          </li>
        ))}
      </ul>
      {people.length > atMost && (
        <p className={classes.dim}>{t('more', { count: people.length - atMost })}</p>
      )}
    </>
  );
}

export function Urgent() {
  const { t } = useTranslation('waitlist');
  return (
    <Badge size="sm" color="red" variant="light">
      {t('urgent')}
    </Badge>
  );
}

function OwnVisit({ entry: { ownVisit } }: { entry: Entry }) {
  const { t } = useTranslation('waitlist');
  if (!ownVisit) return null;
  return (
    <div className={classes.dim}>
      {t('wouldMove', { date: shortDay(ownVisit.date), time: ownVisit.time })}
    </div>
  );
}
