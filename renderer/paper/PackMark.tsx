// The mark in the bar when paper is missing, on every page: silent while all is well.
import { Button } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isPackAmiss, usePack } from './use-pack.ts';
import { usePackWords } from './use-pack-words.ts';

export function PackMark() {
  const { t } = useTranslation('paper');
  const pack = usePack();
  const words = usePackWords();
  if (!pack || !isPackAmiss(pack)) return null;
  return (
    <Button
      renderRoot={(props) => <Link to="/paper" {...props} />}
      variant="light"
      color="orange"
      size="compact-sm"
      leftSection={<IconFileAlert size={16} aria-hidden />}
      title={words(pack)}
    >
      {t('pack.mark')}
    </Button>
  );
}
