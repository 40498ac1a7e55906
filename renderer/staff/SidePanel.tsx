// The panel beside the list: a heading, a way out (Escape too), and what belongs to one person.
import { CloseButton, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Staff.module.css';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';

type Props = { title: string; close: () => void; children: ReactNode };

export function SidePanel({ title, close, children }: Props) {
  const { t } = useTranslation('common');
  usePageHotkeys([{ keys: 'Escape', label: t('does.closePanel', { ns: 'commands' }), act: close }], {
    group: title,
    inFields: true,
  });
  return (
    <aside className={classes.panel} aria-label={title}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <Title order={2}>{title}</Title>
        <CloseButton aria-label={t('close')} onClick={close} />
      </Group>
      {children}
    </aside>
  );
}
