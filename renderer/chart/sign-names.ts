// How vital signs and their values are written in a trend: names of the record's form, the unit after the value, a word where one lies outside.
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../domain/vital-signs-ranges.ts';
import { type VitalSignKey, vitalSignUnits } from '../../domain/vital-signs.ts';
import type { TrendKey, TrendPoint } from './trend-points.ts';

export function useSignNames() {
  const { t, i18n } = useTranslation('consultation');
  const unitOf = useUnits();
  const nameOf = (key: TrendKey) => t(`vitals.${key}`);
  /** "128/82 mmHg ↑", in the language spoken now. */
  const valueOf = (key: TrendKey, { values, marks }: Pick<TrendPoint, 'values' | 'marks'>) =>
    [
      values.map((value) => value.toLocaleString(i18n.language)).join('/'),
      key === 'bmi' ? '' : unitOf(key),
      markText(marks),
    ]
      .filter(Boolean)
      .join(' ');
  return { nameOf, valueOf };
}

/** Which way it lies outside, without colour: ↑, ↓ or both. */
export const markText = (marks: readonly (Mark | null)[]): string =>
  [marks.includes('high') && '↑', marks.includes('low') && '↓'].filter(Boolean).join('');

/** A rate is "/min" in English and "lần/phút" in Vietnamese; all other units are the same in every language. */
export function useUnits(): (key: VitalSignKey) => string {
  const { t } = useTranslation('consultation');
  return (key) =>
    key === 'heart_rate' || key === 'respiratory_rate' ? t('vitals.perMinute') : vitalSignUnits[key];
}
