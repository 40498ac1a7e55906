// A dialog that gives the keyboard back to where it was, at once: what is done next may then move it on.
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

export function useReturningDialog() {
  const [isOpen, setIsOpen] = useState(false);
  const from = useRef<Element | null>(null);
  const open = () => {
    from.current = document.activeElement;
    setIsOpen(true);
  };
  const close = () => {
    flushSync(() => setIsOpen(false));
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus();
  };
  return { isOpen, open, close };
}
