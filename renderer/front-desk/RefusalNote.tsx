// A refusal said where the work is: what happened, and the nearest free times to take with one key.
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureText, type WentWrong } from '../app/failure-text.ts';
import classes from './RefusalNote.module.css';

type RefusalNoteProps = {
  wrong: WentWrong;
  /** Of whom the refusal is, when that is not plain from where it stands. */
  about?: string;
  onTake: (time: string) => void;
  onClose?: () => void;
};

export function RefusalNote({ wrong, about, onTake, onClose }: RefusalNoteProps) {
  const { t } = useTranslation('frontDesk');
  const freeTimes = 'freeTimes' in wrong ? (wrong.freeTimes ?? []) : [];
  return (
    <div role="alert" className={classes.note}>
      <IconAlertTriangle size={16} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        {about !== undefined && <strong>{about} </strong>}
        {failureText(wrong)}
        {freeTimes.length > 0 && (
          <div className={classes.times}>
            <span>{t('refusal.nearest')}</span>
            {freeTimes.map((time) => (
              <Button key={time} size="compact-sm" variant="default" onClick={() => onTake(time)}>
                {time}
              </Button>
            ))}
          </div>
        )}
      </div>
      {onClose && <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />}
    </div>
  );
}
