// How a document is looked at: how large, which way up, which page is in sight.
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { type Pages, type Size, turned, type Turn } from './open-pages.ts';
import { printPages } from './print-pages.ts';

/** Fitted to the width or to the whole page, or a share of the true size. */
export type Zoom = 'width' | 'page' | number;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
/** Around and between the pages. */
const MARGIN_PX = 28;

export function useViewing(pages: Pages | null, documentId: string) {
  const client = useTRPCClient();
  const { ref: measured, width, height } = useElementSize();
  const paper = useRef<HTMLDivElement | null>(null);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [turn, setTurn] = useState<Turn>(0);
  const [page, setPage] = useState(0);
  const [isPrinting, setIsPrinting] = useState(false);
  const afterPrint = useRef<(() => void) | null>(null);
  useEffect(() => () => afterPrint.current?.(), []);

  const first = pages?.sizes[0];
  const scaleOf = (size: Size): number => {
    if (typeof zoom === 'number') return zoom;
    const shown = turned(size, turn);
    const wide = Math.max(80, width - MARGIN_PX) / shown.width;
    return zoom === 'width' ? wide : Math.min(wide, Math.max(80, height - MARGIN_PX) / shown.height);
  };
  const scale = first ? scaleOf(first) : 1;
  const count = pages?.sizes.length ?? 0;
  const pageAt = (index: number) => paper.current?.querySelector<HTMLElement>(`[data-page="${index}"]`);

  return {
    paper: (element: HTMLDivElement | null) => {
      paper.current = element;
      measured(element);
    },
    zoom,
    turn,
    page,
    count,
    isPrinting,
    /** Of the first page, as a share of its true size. */
    scale,
    scaleOf,
    zoomBy(by: 1 | -1) {
      const next =
        by === 1 ? STEPS.find((step) => step > scale * 1.01) : STEPS.findLast((step) => step < scale * 0.99);
      if (next !== undefined) setZoom(next);
    },
    fit: setZoom,
    turnBy: (by: 90 | 270) => setTurn(((turn + by) % 360) as Turn),
    goTo(index: number) {
      if (index < 0 || index >= count) return;
      setPage(index);
      pageAt(index)?.scrollIntoView({ block: 'start' });
    },
    /** The page that lies across the upper third. */
    scrolled: () => {
      const host = paper.current;
      if (!host) return;
      const line = host.getBoundingClientRect().top + host.clientHeight / 3;
      const at = Array.from({ length: count }, (_, index) => index).findLast(
        (index) => (pageAt(index)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) <= line,
      );
      setPage(at ?? 0);
    },
    print: () => {
      if (!pages || isPrinting) return;
      setIsPrinting(true);
      afterPrint.current?.();
      void client.documents.print
        .mutate({ documentId })
        .then(() => printPages(pages, turn))
        .then((takeAway) => (afterPrint.current = takeAway))
        .catch(showFailure)
        .finally(() => setIsPrinting(false));
    },
  };
}
export type Viewing = ReturnType<typeof useViewing>;
