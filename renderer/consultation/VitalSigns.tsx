// Vital signs: typed in one row with their units, the last value greyed below each and what lies outside its limits marked; or shown as one line.
import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measured } from '../../domain/timeline.ts';
import { type VitalSignKey, type VitalSigns, typedNumber, vitalSignKeys } from '../../domain/vital-signs.ts';
import { bmiOf, findingsOf, limitsOf, markOf } from '../../domain/vital-signs-ranges.ts';
import { useEarlierMeasured, useOpenChart } from '../chart/chart-context.tsx';
import { markText, useUnits } from '../chart/sign-names.ts';
import { dayText, narrowDay, type RecordFields } from './record-fields.ts';
import classes from './VitalSigns.module.css';

export function VitalSignFields({ form }: { form: UseFormReturnType<RecordFields> }) {
  const { t } = useTranslation('consultation');
  const earlier = useEarlierMeasured();
  const last = useMemo(() => lastValues(earlier), [earlier]);
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>{t('vitals.title')}</legend>
      {vitalSignKeys.map((key) => (
        <VitalSignField key={key} form={form} sign={key} last={last[key]} lastHeight={last.height} />
      ))}
    </fieldset>
  );
}

type LastValue = { date: string; value: string | number };

/** The newest value of each sign before today's visit. */
function lastValues(earlier: readonly Measured[]): Partial<Record<VitalSignKey, LastValue>> {
  const last: Partial<Record<VitalSignKey, LastValue>> = {};
  for (const { date, signs } of earlier)
    for (const key of vitalSignKeys) {
      const value = signs[key];
      if (value !== undefined) last[key] = { date, value };
    }
  return last;
}

type VitalSignFieldProps = {
  form: UseFormReturnType<RecordFields>;
  sign: VitalSignKey;
  last: LastValue | undefined;
  lastHeight: LastValue | undefined;
};

function VitalSignField({ form, sign, last, lastHeight }: VitalSignFieldProps) {
  const { t, i18n } = useTranslation('consultation');
  const { chart } = useOpenChart();
  const unitOf = useUnits();
  const typed = useTyped(form, sign);
  const findings = findingsOf(sign, typed, {
    person: chart.patient,
    date: chart.appointment.appointmentDate,
  });
  const outside = findings.length > 0;
  return (
    <TextInput
      key={form.key(sign)}
      {...form.getInputProps(sign)}
      label={t(`vitals.${sign}`)}
      // Never a number: a greyed sample would be read as a finding.
      placeholder={sign === 'blood_pressure' ? '…/…' : ''}
      inputMode={sign === 'blood_pressure' ? 'text' : 'decimal'}
      autoComplete="off"
      maxLength={12}
      rightSection={<span className={classes.unit}>{unitOf(sign)}</span>}
      rightSectionWidth={unitOf(sign).length > 4 ? 60 : 44}
      rightSectionPointerEvents="none"
      data-outside={outside || undefined}
      classNames={{ input: classes.input, description: classes.below }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      descriptionProps={{ component: 'div' }}
      description={
        <>
          <span className={classes.finding} role="status">
            {outside && (
              <>
                {markText(findings.map(({ mark }) => mark))}{' '}
                {findings
                  .map(({ mark, limits }) =>
                    mark === 'high'
                      ? `> ${figure(limits.high ?? 0, i18n.language)}`
                      : `< ${figure(limits.low ?? 0, i18n.language)}`,
                  )
                  .join(' / ')}
              </>
            )}
            {sign === 'height' && <BodyMassIndex form={form} lastHeight={lastHeight} />}
          </span>
          <span className={classes.last}>
            {last &&
              t('vitals.last', { value: figure(last.value, i18n.language), day: narrowDay(last.date) })}
          </span>
        </>
      }
    />
  );
}

/** From what is typed now; a grown-up who was not measured today has the height of the last time. */
function BodyMassIndex({ form, lastHeight }: Pick<VitalSignFieldProps, 'form' | 'lastHeight'>) {
  const { t, i18n } = useTranslation('consultation');
  const { chart } = useOpenChart();
  const weight = typedNumber(useTyped(form, 'weight')) ?? undefined;
  const height = typedNumber(useTyped(form, 'height')) ?? undefined;
  const limits = limitsOf('bmi', chart.patient, chart.appointment.appointmentDate);
  // Whoever still grows is measured anew; there are limits for grown-ups alone.
  const known = height ?? (limits && typeof lastHeight?.value === 'number' ? lastHeight.value : undefined);
  const bmi = bmiOf({ weight, height: known });
  if (bmi === null) return null;
  const mark = markOf(bmi, limits);
  return (
    <span
      className={classes.bmi}
      data-outside={mark !== null || undefined}
      title={
        height === undefined && lastHeight
          ? t('vitals.bmiHeight', { day: dayText(lastHeight.date) })
          : undefined
      }
    >
      {t('vitals.bmi')} {figure(bmi, i18n.language)} {markText([mark])}
    </span>
  );
}

/** What stands in a field now. The form is uncontrolled: only who listens is drawn again. */
function useTyped(form: UseFormReturnType<RecordFields>, sign: VitalSignKey): string {
  const [typed, setTyped] = useState(() => form.getValues()[sign]);
  form.watch(sign, ({ value }) => setTyped(value));
  return typed;
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

/** 37.2 as "37,2" where people write it so. */
const figure = (value: VitalSigns[VitalSignKey], language: string) =>
  typeof value === 'number' ? value.toLocaleString(language) : value;
