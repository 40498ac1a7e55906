// The two things no screen about a patient may hide: allergies, in red, and chronic conditions. Shown whole, never folded away.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './AlertLine.module.css';

type Alerts = { allergies: string | null; chronicConditions: string | null };

export function AlertLine({ allergies, chronicConditions }: Alerts) {
  const { t } = useTranslation('patients');
  return (
    <>
      {allergies === null ? (
        <span className={`${classes.alert} ${classes.unknown}`}>{t('banner.allergiesNotAsked')}</span>
      ) : (
        <span className={`${classes.alert} ${classes.allergy}`} data-allergies>
          <IconAlertTriangle size={15} stroke={1.8} className={classes.icon} aria-hidden />
          <span>{t('banner.allergies', { allergies })}</span>
        </span>
      )}
      {chronicConditions !== null && (
        <span className={`${classes.alert} ${classes.condition}`}>
          {t('banner.conditions', { conditions: chronicConditions })}
        </span>
      )}
    </>
  );
}
