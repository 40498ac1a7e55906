// Which row of a list is open beside it. `take` counts how often the panel was opened anew, and is its React key.
import { useState } from 'react';
import { focusRow } from './SetupList.tsx';

type Open = { id: string | null; take: number };

export function useOpenRow() {
  const [open, setOpen] = useState<Open | null>(null);
  const show = (id: string | null) => setOpen((before) => ({ id, take: (before?.take ?? 0) + 1 }));
  return {
    /** Null while nothing, or a new row, is open. */
    openId: open?.id ?? null,
    isOpen: open !== null,
    panelKey: open?.take ?? 0,
    show: (id: string) => show(id),
    showNew: () => show(null),
    reload: () => open && show(open.id),
    close: () => {
      setOpen(null);
      focusRow(open?.id ?? null);
    },
  };
}
