// The dot in the bar, for everybody: one look says whether the clinic could be brought back.
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { failureText } from '../app/failure-text.ts';
import { toneOf, useBackupLight } from './backup-light.ts';
import { useAge } from './use-age.ts';
import classes from './Vault.module.css';

export function BackupDot() {
  const { t } = useTranslation('vault');
  const light = useBackupLight();
  const age = useAge();
  const words = light.failure
    ? failureText(light.failure)
    : light.provenAtMs === null
      ? t('light.none')
      : t('light.proven', { age: age(light.provenAtMs) });
  return (
    <Tooltip label={words} multiline maw={320}>
      <span className={classes.dot} role="img" aria-label={words} data-tone={toneOf(light, Date.now())} />
    </Tooltip>
  );
}
