// How a list narrows while somebody types: without accents, as every search of the house. Knows options, never what they mean.
import { type ComboboxParsedItem, isOptionsGroup, type OptionsFilter } from '@mantine/core';
import { foldText } from '../../domain/folded-text.ts';

/** "dien tam" finds "Điện tâm đồ". A group without a hit is left out. */
export const forgivingFilter: OptionsFilter = ({ options, search, limit }) => {
  const wanted = foldText(search);
  const found: ComboboxParsedItem[] = [];
  for (const option of options) {
    if (found.length === limit) break;
    if (isOptionsGroup(option)) {
      const items = option.items.filter(({ label }) => foldText(label).includes(wanted));
      if (items.length > 0) found.push({ ...option, items });
    } else if (foldText(option.label).includes(wanted)) found.push(option);
  }
  return found;
};
