// A key that was pressed before the card it is meant for was read: it is kept, and done once the card is there. Alt+↓ and then C are one
// movement of a practised hand.
import { useRef } from 'react';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';

/** `take` gives the key that waits for this card, once. A key for a card that was left meanwhile is forgotten. */
export function useEarlyKey(keys: readonly string[], { id, isThere }: { id: string; isThere: boolean }) {
  const early = useRef<{ key: string; id: string } | null>(null);
  usePageHotkeys(
    keys.map((key): [string, () => void] => [
      key,
      () => {
        if (!isThere) early.current = { key, id };
      },
    ]),
  );
  return (): string | null => {
    const waiting = early.current;
    early.current = null;
    return waiting?.id === id ? waiting.key : null;
  };
}
