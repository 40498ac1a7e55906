// A choice from a list by typing, as the theme has it (accents do not matter, Enter takes the first that fits), that opens when asked and
// not when reached.
import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function Choice(props: SelectProps) {
  const { t } = useTranslation('setup');
  return (
    <Select
      searchable
      openOnFocus={false}
      nothingFoundMessage={t('choice.nothing')}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      {...props}
    />
  );
}
