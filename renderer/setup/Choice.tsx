// A choice from a list by typing: accents and case do not matter, Enter takes the first that fits. Opens when asked, not when reached.
import { type ComboboxItem, type OptionsFilter, Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../domain/folded-text.ts';

const forgiving: OptionsFilter = ({ options, search, limit }) => {
  const wanted = foldText(search);
  const fits = (options as ComboboxItem[]).filter(({ label }) => foldText(label).includes(wanted));
  return fits.slice(0, limit);
};

export function Choice(props: SelectProps) {
  const { t } = useTranslation('setup');
  return (
    <Select
      searchable
      selectFirstOptionOnChange
      openOnFocus={false}
      // What is chosen already stays when Enter takes it once more; `clearable` is how a choice is taken back.
      allowDeselect={false}
      filter={forgiving}
      nothingFoundMessage={t('choice.nothing')}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      {...props}
    />
  );
}
