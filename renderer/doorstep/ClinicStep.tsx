// The clinic's name, clock, money and language: what every slip and every day depends on.
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from './DoorFrame.tsx';
import type { ClinicDraft } from './NewClinic.tsx';

type Props = { value: ClinicDraft; onChange: (clinic: ClinicDraft) => void; next: () => void };

export function ClinicStep({ value, onChange, next }: Props) {
  const { t, i18n } = useTranslation(['doorstep', 'common']);
  const currencies = useMemo(() => currenciesIn(i18n.language), [i18n.language]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('create.clinicName')}
          description={t('create.clinicNameHelp')}
          autoFocus
          required
          withAsterisk={false}
          maxLength={120}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        />
        <Select
          label={t('create.timeZone')}
          description={t('create.timeZoneHelp')}
          searchable
          limit={60}
          nothingFoundMessage={t('create.nothingFound')}
          data={timeZones}
          value={value.timeZone}
          onChange={(timeZone) => timeZone && onChange({ ...value, timeZone })}
        />
        <Group grow>
          <Select
            label={t('create.currency')}
            searchable
            limit={60}
            nothingFoundMessage={t('create.nothingFound')}
            data={currencies}
            value={value.currency}
            onChange={(currency) => currency && onChange({ ...value, currency })}
          />
          <Select
            label={t('create.locale')}
            data={languages}
            value={value.locale}
            onChange={(locale) => locale && onChange({ ...value, locale: locale === 'vi' ? 'vi' : 'en' })}
          />
        </Group>
        <Group justify="end">
          <Button type="submit">{t('create.next')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

const timeZones = [
  ...new Set([...Intl.supportedValuesOf('timeZone'), new Intl.DateTimeFormat().resolvedOptions().timeZone]),
].map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));

function currenciesIn(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} – ${names.of(code) ?? code}`,
  }));
}
