// Says that an unfinished booking was given back, or that typing is not being kept. Silent while all is well.
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconRestore } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import type { DraftJournal } from '../app/draft-journal.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { shortInstant } from './day-text.ts';
import classes from './panel.module.css';

type KeptNoteProps = {
  journal: DraftJournal;
  restoredAtMs: number | null;
  onDiscard: () => Promise<void>;
};

export function KeptNote({ journal, restoredAtMs, onDiscard }: KeptNoteProps) {
  const { t } = useTranslation('frontDesk');
  const { clinic } = useDesk();
  const state = useSyncExternalStore(journal.subscribe, journal.snapshot);
  if (state.kind === 'failed') {
    return (
      <Alert color="red" variant="light" py={4} px="sm" icon={<IconAlertTriangle size={17} aria-hidden />}>
        {t('book.notKept', { why: failureText(failureIn(state.error)) })}
      </Alert>
    );
  }
  if (restoredAtMs === null) return null;
  return (
    <div className={classes.restored} role="status">
      <IconRestore size={17} aria-hidden className={classes.restoredIcon} />
      <div>
        <p className={classes.restoredText}>
          {t('book.restored', { moment: momentOf(restoredAtMs, clinic.timeZone) })}
        </p>
        <Button size="compact-sm" variant="default" onClick={() => void onDiscard()}>
          {t('book.discard')}
        </Button>
      </div>
    </div>
  );
}

/** "10:42"; of another day with its day. */
function momentOf(atMs: number, timeZone: string): string {
  const { date, time } = wallClock(atMs, timeZone);
  return date === wallClock(Date.now(), timeZone).date ? time : shortInstant(atMs, timeZone);
}
