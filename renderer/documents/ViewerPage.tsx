// One page of the viewer: its place is there at once, its picture when it comes into sight, drawn anew when it is turned or made larger.
import { useIntersection } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Pages, type Size, turned } from './open-pages.ts';
import type { Viewing } from './use-viewing.ts';
import classes from './viewer.module.css';

type ViewerPageProps = { index: number; size: Size; pages: Pages; viewing: Viewing };

/** Larger canvases fail silently. */
const MOST_DOTS = 8_000;

export function ViewerPage({ index, size, pages, viewing }: ViewerPageProps) {
  const { t } = useTranslation('documents');
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const canvas = useRef<HTMLCanvasElement>(null);
  const isSeen = entry?.isIntersecting ?? false;
  const { turn } = viewing;
  const shown = turned(size, turn);
  const scale = viewing.scaleOf(size);
  const [width, height] = [Math.round(shown.width * scale), Math.round(shown.height * scale)];
  useEffect(() => {
    const on = canvas.current;
    if (!isSeen || !on) return;
    let isOver = false;
    // While a window is dragged larger, only where it ends is drawn.
    const pause = setTimeout(
      () => {
        const dots = Math.min(
          MOST_DOTS,
          (MOST_DOTS * width) / height,
          Math.round(width * window.devicePixelRatio),
        );
        void pages
          .draw(index, on, { width: dots, turn })
          .then(() => isOver || (on.dataset['drawn'] = String(turn)))
          // Closed meanwhile.
          .catch(() => {});
      },
      on.dataset['drawn'] === undefined ? 0 : 60,
    );
    return () => {
      isOver = true;
      clearTimeout(pause);
    };
  }, [isSeen, pages, index, width, height, turn]);
  return (
    <div
      ref={ref}
      className={classes.page}
      data-page={index}
      style={{ inlineSize: `${width}px`, blockSize: `${height}px` }}
    >
      <canvas ref={canvas} role="img" aria-label={t('viewer.page', { number: index + 1 })} />
    </div>
  );
}
