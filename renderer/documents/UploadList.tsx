// What is on its way into the chart: each file with its progress, its cancel, or the reason why it was not taken.
import { CloseButton, Progress } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure-text.ts';
import { sizeText } from './document-line.ts';
import classes from './documents.module.css';
import type { UploadItem } from './upload-queue.ts';

type UploadListProps = { items: readonly UploadItem[]; onRemove: (id: string) => void };

export function UploadList({ items, onRemove }: UploadListProps) {
  const { t } = useTranslation('documents');
  if (items.length === 0) return null;
  const underWay = items.filter(({ state }) => state !== 'failed').length;
  return (
    <section className={classes.uploads} aria-label={t('uploads.title')}>
      <p role="status" className={classes.underWay}>
        {underWay > 0 ? t('uploads.underWay', { count: underWay }) : t('uploads.notAdded')}
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.id} data-failed={item.state === 'failed' || undefined}>
            {item.state === 'failed' && <IconAlertTriangle size={16} aria-hidden />}
            <div className={classes.uploadText}>
              <span className={classes.fileName}>{item.fileName}</span>
              {item.failure ? (
                <span role="alert">{failureText(item.failure)}</span>
              ) : (
                <span className={classes.dim}>
                  {sizeText(item.sizeBytes)} ·{' '}
                  {t(item.state === 'failed' ? 'uploads.notAdded' : `uploads.${item.state}`)}
                </span>
              )}
            </div>
            {item.state !== 'failed' && (
              <Progress
                className={classes.progress}
                value={(100 * item.sentBytes) / Math.max(1, item.sizeBytes)}
                animated={item.state === 'sealing'}
                aria-label={t('uploads.progress', { name: item.fileName })}
              />
            )}
            <CloseButton
              size="sm"
              aria-label={t(item.state === 'failed' ? 'uploads.dismiss' : 'uploads.cancel', {
                name: item.fileName,
              })}
              onClick={() => onRemove(item.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
