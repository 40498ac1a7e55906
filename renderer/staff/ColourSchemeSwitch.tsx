// Light, dark or as the system: remembered for this PC.
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';

const schemes = [
  { value: 'light', label: 'bar.light' },
  { value: 'dark', label: 'bar.dark' },
  { value: 'auto', label: 'bar.system' },
] as const;

export function ColourSchemeSwitch() {
  const { t } = useTranslation('common');
  const { colorScheme } = useMantineColorScheme();
  const trpc = useTRPC();
  const prefer = useMutation(trpc.doorstep.prefer.mutationOptions({ onError: showFailure }));
  return (
    <SegmentedControl
      aria-label={t('bar.colorScheme')}
      value={colorScheme}
      data={schemes.map(({ value, label }) => ({ value, label: t(label) }))}
      onChange={(value) => {
        const colourScheme = schemes.find((known) => known.value === value)?.value;
        if (colourScheme) prefer.mutate({ colourScheme });
      }}
    />
  );
}
