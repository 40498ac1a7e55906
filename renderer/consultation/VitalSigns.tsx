// Vital signs: typed in one row with their units, or shown as one line. What is healthy is not judged here.
import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import {
  type VitalSignKey,
  type VitalSigns,
  vitalSignKeys,
  vitalSignUnits,
} from '../../domain/vital-signs.ts';
import type { RecordFields } from './record-fields.ts';
import classes from './VitalSigns.module.css';

export function VitalSignFields({ form }: { form: UseFormReturnType<RecordFields> }) {
  const { t } = useTranslation('consultation');
  const unitOf = useUnits();
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>{t('vitals.title')}</legend>
      {vitalSignKeys.map((key) => (
        <TextInput
          key={form.key(key)}
          {...form.getInputProps(key)}
          label={t(`vitals.${key}`)}
          // Never a number: a greyed sample would be read as a finding.
          placeholder={key === 'blood_pressure' ? '…/…' : ''}
          inputMode={key === 'blood_pressure' ? 'text' : 'decimal'}
          autoComplete="off"
          maxLength={12}
          rightSection={<span className={classes.unit}>{unitOf(key)}</span>}
          rightSectionWidth={unitOf(key).length > 4 ? 60 : 44}
          rightSectionPointerEvents="none"
        />
      ))}
    </fieldset>
  );
}

/** "BP 120/80 mmHg · Pulse 72 /min": only what was measured. */
export function VitalSignLine({ signs }: { signs: VitalSigns }) {
  const { t, i18n } = useTranslation('consultation');
  const unitOf = useUnits();
  const measured = vitalSignKeys.filter((key) => signs[key] !== undefined);
  return (
    <dl className={classes.line}>
      {measured.map((key) => (
        <div key={key}>
          <dt>{t(`vitals.${key}`)}</dt>
          <dd>
            {figure(signs[key], i18n.language)} <span className={classes.unit}>{unitOf(key)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A rate is "/min" in English and "lần/phút" in Vietnamese; all other units are the same in every language. */
function useUnits(): (key: VitalSignKey) => string {
  const { t } = useTranslation('consultation');
  return (key) =>
    key === 'heart_rate' || key === 'respiratory_rate' ? t('vitals.perMinute') : vitalSignUnits[key];
}

/** 37.2 as "37,2" where people write it so. */
const figure = (value: VitalSigns[VitalSignKey], language: string) =>
  typeof value === 'number' ? value.toLocaleString(language) : value;
