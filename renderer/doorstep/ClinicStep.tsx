// The clinic's name, clock, money and language: what every slip and every day depends on.
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgivingFilter } from '../app/forgiving-filter.ts';
import { currencyChoices, timeZoneChoices } from '../app/places.ts';
import { languages } from './DoorFrame.tsx';
import type { ClinicDraft } from './NewClinic.tsx';

type Props = { value: ClinicDraft; onChange: (clinic: ClinicDraft) => void; next: () => void };

export function ClinicStep({ value, onChange, next }: Props) {
  const { t, i18n } = useTranslation(['doorstep', 'common']);
  // What the step began with stays first in its list.
  const [first] = useState(value);
  const timeZones = useMemo(() => timeZoneChoices(first.timeZone, i18n.language), [first, i18n.language]);
  const currencies = useMemo(() => currencyChoices(first.currency, i18n.language), [first, i18n.language]);
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
          {...typed}
          limit={60}
          nothingFoundMessage={t('create.nothingFound')}
          data={timeZones}
          value={value.timeZone}
          onChange={(timeZone) => timeZone && onChange({ ...value, timeZone })}
        />
        <Group grow>
          <Select
            label={t('create.currency')}
            {...typed}
            limit={60}
            nothingFoundMessage={t('create.nothingFound')}
            data={currencies}
            value={value.currency}
            onChange={(currency) => currency && onChange({ ...value, currency })}
          />
          <Select
            label={t('create.locale')}
            allowDeselect={false}
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

/** Narrowed by typing without accents, Enter takes the first that fits; opens when asked, not when Tab passes by. */
const typed = {
  searchable: true,
  selectFirstOptionOnChange: true,
  openOnFocus: false,
  // The one that is chosen already is kept when Enter takes it once more.
  allowDeselect: false,
  filter: forgivingFilter,
  comboboxProps: { transitionProps: { duration: 0 } },
} as const;
