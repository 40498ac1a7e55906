// Lets a page put its own controls (date, filters, search) into the frame's bar.
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

export const PAGE_BAR_ID = 'page-bar';

export function PageBar({ children }: { children: ReactNode }) {
  const [bar, setBar] = useState<HTMLElement | null>(null);
  useEffect(() => setBar(document.getElementById(PAGE_BAR_ID)), []);
  return bar && createPortal(children, bar);
}
