// How often a patient was expected and did not come. Nothing is drawn for somebody who always came.
import { IconUserX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './NoShowBadge.module.css';

export function NoShowBadge({ count }: { count: number }) {
  const { t } = useTranslation('patients');
  if (count === 0) return null;
  return (
    <span className={classes.badge} data-no-shows={count}>
      <IconUserX size={13} stroke={2} aria-hidden />
      {t('noShows', { count })}
    </span>
  );
}
