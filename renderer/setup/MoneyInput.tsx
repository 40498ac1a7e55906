// A field for an amount: typed as people type it, with the clinic's currency beside it.
import { Text, TextInput, type TextInputProps } from '@mantine/core';
import { useMoney } from './money-text.ts';

export function MoneyInput(props: TextInputProps) {
  const { currency } = useMoney();
  return (
    <TextInput
      inputMode="decimal"
      maxLength={20}
      autoComplete="off"
      rightSection={
        <Text size="xs" c="dimmed">
          {currency}
        </Text>
      }
      rightSectionWidth={44}
      {...props}
    />
  );
}
