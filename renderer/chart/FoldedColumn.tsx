// A column of the consultation page folded to its edge, and the button that folds it. Both tell the key.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './FoldedColumn.module.css';

type Side = 'left' | 'right';
const keyOf = { left: 'Alt Q', right: 'Alt E' } as const;

export function FoldedColumn({ side, onUnfold }: { side: Side; onUnfold: () => void }) {
  const { t } = useTranslation('chart');
  const Icon = side === 'left' ? IconLayoutSidebarLeftExpand : IconLayoutSidebarRightExpand;
  const label = t(side === 'left' ? 'column.unfoldLeft' : 'column.unfoldRight');
  return (
    <button type="button" className={classes.edge} title={`${label} (${keyOf[side]})`} onClick={onUnfold}>
      <Icon size={18} stroke={1.6} aria-hidden />
      <span>{t(side === 'left' ? 'column.left' : 'column.right')}</span>
    </button>
  );
}

export function FoldButton({ side, onFold }: { side: Side; onFold: () => void }) {
  const { t } = useTranslation('chart');
  const Icon = side === 'left' ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarRightCollapse;
  const label = t(side === 'left' ? 'column.foldLeft' : 'column.foldRight');
  return (
    <div className={classes.head}>
      <span>{t(side === 'left' ? 'column.left' : 'column.right')}</span>
      <Tooltip label={`${label} (${keyOf[side]})`}>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={onFold}>
          <Icon size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
