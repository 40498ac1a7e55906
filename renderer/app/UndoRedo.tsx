// Undo and redo for the whole desk: two buttons in the bar, Ctrl+Z and Ctrl+Y on every page. What they would do is said beside them.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNextSteps, useUndoHistory } from './undo-history.ts';
import { usePageHotkeys } from './use-page-hotkeys.ts';

export function UndoRedo() {
  const { t } = useTranslation();
  const history = useUndoHistory();
  const next = useNextSteps();
  const undo = () => void history.undo();
  const redo = () => void history.redo();
  usePageHotkeys(
    [
      { keys: 'mod+Z', label: t('bar.step.undo'), act: undo },
      { keys: ['mod+Y', 'mod+shift+Z'], label: t('bar.step.redo'), act: redo },
    ],
    { isEverywhere: true },
  );
  const buttons = [
    { key: 'undo', shortcut: 'Control+Z', icon: IconArrowBackUp, step: next.undo, act: undo },
    { key: 'redo', shortcut: 'Control+Y', icon: IconArrowForwardUp, step: next.redo, act: redo },
  ] as const;
  return buttons.map(({ key, shortcut, icon: Icon, step, act }) => {
    const why = step ? step.texts.done : t(`bar.nothingTo.${key}`);
    return (
      <Tooltip key={key} label={`${t(`bar.step.${key}`)}  ${shortcut.replace('Control', 'Ctrl')} · ${why}`}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t(`bar.step.${key}`)}
          aria-description={why}
          aria-keyshortcuts={shortcut}
          aria-disabled={step === null}
          {...(step === null ? { 'data-disabled': true } : {})}
          onClick={act}
        >
          <Icon size={18} />
        </ActionIcon>
      </Tooltip>
    );
  });
}
