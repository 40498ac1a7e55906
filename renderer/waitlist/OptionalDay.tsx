// A day that may be left open, typed day first as everywhere.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../front-desk/day-text.ts';
import { typedDay } from '../front-desk/typed-day.ts';

type OptionalDayProps = {
  label: string;
  value: string | null;
  today: string;
  error?: string | undefined;
  onChange: (date: string | null) => void;
};

export function OptionalDay({ label, value, today, error, onChange }: OptionalDayProps) {
  const { t } = useTranslation('waitlist');
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    const date = typed.trim() === '' ? null : typedDay(typed, value ?? today);
    if (date !== null || typed.trim() === '') onChange(date);
    setTyped(null);
  };
  return (
    <TextInput
      label={label}
      placeholder={t('openDay')}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      error={error}
      value={typed ?? (value === null ? '' : shortDay(value))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDownCapture={(event) => {
        const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's';
        if (event.key === 'Enter' || saves) settle();
      }}
    />
  );
}
