// A short word about a row's state, in three tones that pass AA in light and dark. The word says it; the colour only helps.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Tag.module.css';

export const Tag = ({ tone, children }: { tone: 'on' | 'off' | 'wait'; children: ReactNode }) => (
  <span className={classes.tag} data-tone={tone}>
    {children}
  </span>
);

export function ActiveTag({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation('setup');
  return <Tag tone={isActive ? 'on' : 'off'}>{t(isActive ? 'active' : 'inactive')}</Tag>;
}
