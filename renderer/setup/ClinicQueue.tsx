// How the clinic keeps its waiting room: when a wait is long, what the queue screen shows, whether it speaks.
import { Switch, type SwitchProps, TextInput, type TextInputProps } from '@mantine/core';
import type { Key } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../domain/clinic-setup.ts';
import { useHasVoice } from '../app/voices.ts';
import { Part, Unit } from './ClinicPart.tsx';
import classes from './ClinicSection.module.css';

type Keyed<Props> = Props & { key: Key };
type ClinicQueueProps = {
  locale: Locale;
  minutes: (name: 'waitWarnMinutes' | 'waitAlarmMinutes') => Keyed<TextInputProps>;
  flag: (name: 'queueShowsNames' | 'queueSpeaks') => Keyed<SwitchProps>;
};

export function ClinicQueue({ locale, minutes, flag }: ClinicQueueProps) {
  const { t } = useTranslation('setup');
  const hasVoice = useHasVoice(locale);
  const { key: warnKey, ...warn } = minutes('waitWarnMinutes');
  const { key: alarmKey, ...alarm } = minutes('waitAlarmMinutes');
  const { key: namesKey, ...names } = flag('queueShowsNames');
  const { key: voiceKey, ...voice } = flag('queueSpeaks');
  const inMinutes = {
    inputMode: 'numeric',
    maxLength: 3,
    rightSectionWidth: 48,
    rightSection: <Unit text={t('clinic.minutes')} />,
  } as const;
  return (
    <Part title={t('clinic.queueTitle')} hint={t('clinic.queueHint')}>
      <TextInput key={warnKey} {...warn} {...inMinutes} />
      <TextInput key={alarmKey} {...alarm} {...inMinutes} />
      <Switch
        key={namesKey}
        {...names}
        className={classes.wide}
        label={t('clinic.queueShowsNames')}
        description={t('clinic.queueShowsNamesHint')}
      />
      <Switch
        key={voiceKey}
        {...voice}
        className={classes.wide}
        label={t('clinic.queueSpeaks')}
        description={t(hasVoice ? 'clinic.queueSpeaksHint' : 'clinic.noVoice')}
      />
    </Part>
  );
}
