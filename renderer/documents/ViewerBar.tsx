// The viewer's title and its buttons.
import { ActionIcon, CloseButton, Tooltip } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowsMaximize,
  IconPrinter,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../patients/patient-facts.ts';
import type { ViewedDocument } from './document-line.ts';
import type { Viewing } from './use-viewing.ts';
import classes from './viewer.module.css';

type ViewerBarProps = { line: ViewedDocument; viewing: Viewing; onClose: () => void };

export function ViewerBar({ line, viewing, onClose }: ViewerBarProps) {
  const { t, i18n } = useTranslation('documents');
  const origin = [line.sourceDoctor, line.dateOfRecord && dayText(line.dateOfRecord)]
    .filter(Boolean)
    .join(', ');
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(viewing.scale);
  const buttons = [
    { label: t('viewer.smaller'), key: '−', icon: IconZoomOut, act: () => viewing.zoomBy(-1) },
    { label: t('viewer.larger'), key: '+', icon: IconZoomIn, act: () => viewing.zoomBy(1) },
    { label: t('viewer.fitWidth'), key: '0', icon: IconArrowAutofitWidth, act: () => viewing.fit('width') },
    { label: t('viewer.fitPage'), key: '0', icon: IconArrowsMaximize, act: () => viewing.fit('page') },
    { label: t('viewer.turn'), key: 'R', icon: IconRotateClockwise, act: () => viewing.turnBy(90) },
    { label: t('viewer.print'), key: 'Ctrl P', icon: IconPrinter, act: () => viewing.print() },
  ];
  return (
    <header className={classes.bar}>
      <div className={classes.name}>
        <h2>{line.title}</h2>
        {origin && <span>{origin}</span>}
      </div>
      {viewing.count > 1 && (
        <span className={classes.figure} role="status">
          {t('viewer.pageOf', { page: viewing.page + 1, count: viewing.count })}
        </span>
      )}
      <span className={classes.figure}>{percent}</span>
      <div className={classes.buttons} role="toolbar" aria-label={t('viewer.tools')}>
        {buttons.map(({ label, key, icon: Icon, act }) => (
          <Tooltip key={label} label={`${label} (${key})`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={label}
              disabled={viewing.count === 0}
              loading={label === t('viewer.print') && viewing.isPrinting}
              onClick={act}
            >
              <Icon size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <CloseButton size="sm" aria-label={t('viewer.close')} onClick={onClose} />
    </header>
  );
}
