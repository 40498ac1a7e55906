// Begins the guided finish, or goes on with it; beside the form's other buttons.
import { Button, Kbd } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFinish } from './finish-context.ts';

export function FinishButton() {
  const { t } = useTranslation('doctorsDesk');
  const finish = useFinish();
  if (!finish) return null;
  return (
    <Button
      variant="light"
      leftSection={<IconChecks size={16} aria-hidden />}
      rightSection={<Kbd size="xs">Ctrl ⇧ ↵</Kbd>}
      aria-keyshortcuts="Control+Shift+Enter"
      onClick={finish.begin}
    >
      {t('finish.open')}
    </Button>
  );
}
