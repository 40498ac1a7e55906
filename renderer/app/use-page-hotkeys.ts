// The keys of a page. They are silent while a dialog lies over it: what is under a dialog cannot be seen, so it is never worked.
import { useHotkeys } from '@mantine/hooks';

type PageKey = [key: string, act: () => void];

/** As `useHotkeys`. A dialog keeps its own use of each key, such as PageDown in a long paper. */
export function usePageHotkeys(keys: readonly PageKey[], ignoredIn?: string[]): void {
  useHotkeys(
    keys.map(([key, act]) => [
      key,
      (event) => {
        if (isDialogOpen()) return;
        event.preventDefault();
        act();
      },
      { preventDefault: false },
    ]),
    ignoredIn,
  );
}

/** Calendars and lists that drop down are dialogs too for a screen reader; only what lies over the whole page is modal. */
const isDialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
