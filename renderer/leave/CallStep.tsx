// Step 3: the leave is saved. Print whom to call; take all of it back while nothing depends on it.
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { PrintPreview } from '../printing/PrintPreview.tsx';
import { tellFreed } from '../waitlist/freed-slots.ts';
import classes from './Leave.module.css';
import type { KeptLeave } from './LeaveSteps.tsx';
import type { LeaveDraft } from './leave-draft.ts';
import type { Clash } from './leave-shapes.ts';

type CallStepProps = { kept: KeptLeave; done: NonNullable<LeaveDraft['done']> };

export function CallStep({ kept, done }: CallStepProps) {
  const { t } = useTranslation('leave');
  const { undo, clashes } = useUndoAll(kept, done);
  const [isPrinting, setIsPrinting] = useState(false);
  const canUndo = done.isNew || done.moves.length > 0;
  usePageHotkeys([
    { keys: 'P', label: t('print'), act: () => setIsPrinting(true) },
    { keys: 'U', label: t('undoAll'), act: () => void undo(), when: canUndo },
  ]);
  return (
    <div className={classes.done}>
      <p className={classes.doneText} role="status">
        <IconCheck size={18} aria-hidden /> {t('doneText', { moves: done.moves.length, calls: done.toCall })}
      </p>
      <p className={classes.plain}>{t('callHint')}</p>
      {clashes.length > 0 && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle size={17} />}>
          {t('undoClashed', { count: clashes.length })}
          <ul>
            {clashes.map(({ appointmentId, failure }) => (
              <li key={appointmentId}>{failureText(failure)}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Group gap="sm">
        <Button
          data-autofocus
          autoFocus
          leftSection={<IconPrinter size={15} aria-hidden />}
          rightSection={<KeyHint>P</KeyHint>}
          onClick={() => setIsPrinting(true)}
        >
          {t('print')}
        </Button>
        {canUndo && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            rightSection={<KeyHint>U</KeyHint>}
            onClick={() => void undo()}
          >
            {t(done.isNew ? 'undoAll' : 'undoMoves')}
          </Button>
        )}
      </Group>
      <PrintPreview
        document={
          isPrinting
            ? {
                kind: 'callList',
                timeOffId: done.timeOff.id,
                movedIds: done.moves.map(({ appointmentId }) => appointmentId),
              }
            : null
        }
        onClose={() => setIsPrinting(false)}
      />
    </div>
  );
}

/** All of it or nothing: a leave half taken back would be neither. What went on meanwhile is named. */
function useUndoAll({ put, draft }: KeptLeave, done: CallStepProps['done']) {
  const { t } = useTranslation('leave');
  const client = useTRPCClient().leave;
  const queries = useQueryClient();
  const [clashes, setClashes] = useState<Clash[]>([]);
  const undo = async () => {
    try {
      const { timeOff, isNew, moves } = done;
      const answer = await client.undo.mutate({ timeOff: isNew ? timeOff : null, moves });
      await queries.invalidateQueries();
      if (!answer.isDone) return setClashes(answer.clashes);
      put({ step: draft.edit ? 'where' : 'who', done: null });
      if (isNew) tellFreed({ timeOffId: timeOff.id });
      notifyDone(t('undone'));
    } catch (error) {
      showFailure(error);
    }
  };
  return { undo, clashes };
}
