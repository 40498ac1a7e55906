// What no screen about a patient may hide: allergies, in red; what the desk must know; chronic conditions. Shown whole, never folded away.
import { IconAlertTriangle, IconInfoSquareRounded } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './AlertLine.module.css';

type Alerts = { allergies: string | null; chronicConditions: string | null; warnings: string | null };

export function AlertLine({ allergies, chronicConditions, warnings }: Alerts) {
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
      {warnings !== null && (
        <span className={`${classes.alert} ${classes.warning}`} data-warnings>
          <IconInfoSquareRounded size={15} stroke={1.8} className={classes.icon} aria-hidden />
          <span>{t('banner.warnings', { warnings })}</span>
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
