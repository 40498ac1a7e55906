// Says where the text is: typed, kept on this PC, saved in the record, or not kept and why. Its versions open from here.
import { IconAlertTriangle, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import type { DraftJournal } from '../app/draft-journal.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { clockText } from './chart.ts';
import { DraftVersions, type VersionsOf } from './DraftVersions.tsx';
import classes from './SaveState.module.css';

type SaveStateProps = { journal: DraftJournal; versions?: VersionsOf };

export function SaveState({ journal, versions }: SaveStateProps) {
  return (
    <span className={classes.both}>
      <State journal={journal} />
      {versions && <DraftVersions {...versions} journal={journal} />}
    </span>
  );
}

function State({ journal }: { journal: DraftJournal }) {
  const { t } = useTranslation('consultation');
  const { clinic } = useDesk();
  const state = useSyncExternalStore(journal.subscribe, journal.snapshot);
  if (state.kind === 'clean') return <span className={classes.state} />;
  if (state.kind === 'failed') {
    return (
      <span className={classes.state} data-failed role="alert">
        <IconAlertTriangle size={15} aria-hidden />
        {t('save.notKept', { why: failureText(failureIn(state.error)) })}
      </span>
    );
  }
  if (state.kind === 'typing') {
    return (
      <span className={classes.state}>
        <IconPencil size={15} aria-hidden />
        {t('save.typing')}
      </span>
    );
  }
  const time = clockText(state.atMs, clinic.timeZone);
  return (
    <span className={classes.state} data-state={state.kind}>
      <IconCircleCheck size={15} aria-hidden />
      {t(state.kind === 'kept' ? 'save.kept' : 'save.saved', { time })}
    </span>
  );
}
