// Vital signs: typed in one row with their units, or shown as one line. What is healthy is not judged here.
import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { vitalSignKeys, vitalSignUnits, type VitalSigns } from '../../domain/vital-signs.ts';
import type { RecordFields } from './record-fields.ts';
import classes from './VitalSigns.module.css';

export function VitalSignFields({ form }: { form: UseFormReturnType<RecordFields> }) {
  const { t } = useTranslation('consultation');
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
          rightSection={<span className={classes.unit}>{vitalSignUnits[key]}</span>}
          rightSectionWidth={key === 'respiratory_rate' || key === 'heart_rate' ? 34 : 44}
          rightSectionPointerEvents="none"
        />
      ))}
    </fieldset>
  );
}

/** "BP 120/80 mmHg · Pulse 72 /min": only what was measured. */
export function VitalSignLine({ signs }: { signs: VitalSigns }) {
  const { t } = useTranslation('consultation');
  const measured = vitalSignKeys.filter((key) => signs[key] !== undefined);
  return (
    <dl className={classes.line}>
      {measured.map((key) => (
        <div key={key}>
          <dt>{t(`vitals.${key}`)}</dt>
          <dd>
            {signs[key]} <span className={classes.unit}>{vitalSignUnits[key]}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
