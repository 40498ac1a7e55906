// How many visits of mine wait for a signature, on the rail of every page.
import { useTranslation } from 'react-i18next';
import classes from './Desk.module.css';
import { useUnsigned } from './use-unsigned.ts';

export function UnsignedCount() {
  const { t } = useTranslation('doctorsDesk');
  const count = useUnsigned().data?.length ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes.onRail} title={t('toSign', { count })}>
      {count > 99 ? '99+' : count}
    </span>
  );
}
