// The button that writes somebody down for a sooner time, with its key, on whatever panel shows the person.
import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../app/desk-context.tsx';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import { AddToWaitlist } from './AddToWaitlist.tsx';
import type { Wish } from './EntryForm.tsx';

type SoonerButtonProps = {
  label: string;
  start: Partial<Wish>;
  /** A panel may be beside another that has the same key. */
  keys?: string;
  variant?: 'default' | 'subtle';
};

export function SoonerButton({ label, start, keys, variant = 'default' }: SoonerButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const mayAdd = useMay('waitlist.manage');
  const open = () => setIsOpen(true);
  usePageHotkeys(keys === undefined ? [] : [{ keys, label, act: open, when: mayAdd }]);
  if (!mayAdd) return null;
  return (
    <>
      <Button
        variant={variant}
        px={9}
        leftSection={<IconHourglass size={15} aria-hidden />}
        {...(keys !== undefined && { rightSection: <KeyHint>{keys}</KeyHint>, 'aria-keyshortcuts': keys })}
        onClick={open}
      >
        {label}
      </Button>
      <AddToWaitlist start={start} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </>
  );
}
