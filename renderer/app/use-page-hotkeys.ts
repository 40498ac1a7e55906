// The keys of a page: one declaration makes a key work, puts what it does into the palette and into the list of keys. They are silent
// while a dialog lies over the page: what is under a dialog cannot be seen, so it is never worked.
import { useHotkeys } from '@mantine/hooks';
import { createContext, useContext, useEffect, useState } from 'react';
import { everyKeyOf, forgetKeys, type PageKey, tellKeys } from './page-keys.ts';

type KeyOptions = {
  /** What the keys belong to, where that is not the page: the title of a panel. */
  group?: string;
  /** They work while somebody types, too: for keys with Ctrl or Alt. */
  inFields?: boolean;
  /** They work over a dialog, too; a dialog's own keys. */
  inDialogs?: boolean;
  /** They work on every page. */
  isEverywhere?: boolean;
};

/** Around what lies in a dialog and may also stand on a page: its keys work where it is. */
export const DialogKeys = createContext(false);

/** The form without words works and is told to nobody. */
type BareKey = readonly [keys: string, act: () => void];

const fields = ['INPUT', 'TEXTAREA', 'SELECT'];

export function usePageHotkeys(
  told: readonly (PageKey | BareKey)[],
  options: KeyOptions | readonly string[] = {},
): void {
  const { group, inFields, inDialogs, isEverywhere } =
    'length' in options ? { inFields: options.length === 0 } : options;
  const isInDialog = useContext(DialogKeys) || (inDialogs ?? false);
  const keys = told.map(asPageKey);
  useHotkeys(
    keys.flatMap((key) =>
      everyKeyOf(key).map((name): [string, (event: KeyboardEvent) => void, { preventDefault: boolean }] => [
        name,
        (event) => {
          if (key.when === false || !key.act || (!isInDialog && isDialogOpen())) return;
          event.preventDefault();
          if ((key.whyOff ?? null) === null) key.act();
        },
        { preventDefault: false },
      ]),
    ),
    inFields ? [] : fields,
  );

  const [owner] = useState<object>(() => ({}));
  useEffect(() =>
    tellKeys(owner, {
      title: group ?? null,
      isEverywhere: isEverywhere ?? false,
      keys: keys.filter(({ label }) => label !== ''),
    }),
  );
  useEffect(() => () => forgetKeys(owner), [owner]);
}

const asPageKey = (key: PageKey | BareKey): PageKey =>
  'label' in key ? key : { keys: key[0], label: '', act: key[1] };

/** Calendars and lists that drop down are dialogs too for a screen reader; only what lies over the whole page is modal. */
const isDialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
