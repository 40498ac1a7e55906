// One document on the screen: its pages under each other, larger, smaller, turned, printed. It stands beside whatever it is read with; its
// keys work while it has the keyboard.
import { useTranslation } from 'react-i18next';
import { useEffect, useRef } from 'react';
import { failureIn, failureText } from '../app/failure-text.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import type { ViewedDocument } from './document-line.ts';
import classes from './viewer.module.css';
import { CannotBeDrawn, usePages } from './use-pages.ts';
import { useViewing, type Viewing } from './use-viewing.ts';
import { ViewerBar } from './ViewerBar.tsx';
import { ViewerPage } from './ViewerPage.tsx';

type DocumentViewerProps = { line: ViewedDocument; onClose: () => void };

export function DocumentViewer({ line, onClose }: DocumentViewerProps) {
  const { t } = useTranslation('documents');
  const { pages, progress, error } = usePages(line.id);
  const viewing = useViewing(pages, line.id);
  const host = useRef<HTMLElement>(null);
  useEffect(() => host.current?.querySelector<HTMLElement>('[data-paper]')?.focus(), []);
  useToldKeys(line.title);
  return (
    <section
      ref={host}
      className={classes.viewer}
      aria-label={line.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          onClose();
        } else if (workKey(viewing, event)) event.preventDefault();
      }}
    >
      <ViewerBar line={line} viewing={viewing} onClose={onClose} />
      <div
        className={classes.paper}
        ref={viewing.paper}
        tabIndex={0}
        role="region"
        aria-label={t('viewer.pages', { count: pages?.sizes.length ?? 0 })}
        aria-busy={!pages && !error}
        data-paper
        data-pages={pages?.sizes.length}
        onScroll={() => viewing.scrolled()}
      >
        {error !== null && (
          <p role="alert">
            {error instanceof CannotBeDrawn ? t('viewer.unreadable') : failureText(failureIn(error))}
          </p>
        )}
        {!pages && error === null && progress > 0 && (
          <p role="status">{t('viewer.opening', { percent: Math.round(progress * 100) })}</p>
        )}
        {pages?.sizes.map((size, index) => (
          // Pages never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <ViewerPage key={index} index={index} size={size} pages={pages} viewing={viewing} />
        ))}
      </div>
    </section>
  );
}

/** Answers whether the key was one of ours. */
function workKey(
  viewing: Viewing,
  event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean },
): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === 'p') {
    viewing.print();
    return true;
  }
  if (isCommand || event.altKey) return false;
  const act = {
    '+': () => viewing.zoomBy(1),
    '=': () => viewing.zoomBy(1),
    '-': () => viewing.zoomBy(-1),
    '0': () => viewing.fit(viewing.zoom === 'page' ? 'width' : 'page'),
    r: () => viewing.turnBy(90),
    R: () => viewing.turnBy(270),
    ArrowRight: () => viewing.goTo(viewing.page + 1),
    ArrowLeft: () => viewing.goTo(viewing.page - 1),
  }[event.key];
  act?.();
  return act !== undefined;
}

/** Told to the list of keys; the viewer itself listens, so that a letter typed into the note beside it turns no page. */
function useToldKeys(title: string): void {
  const { t } = useTranslation('documents');
  usePageHotkeys(
    [
      { keys: '+', label: t('viewer.larger') },
      { keys: '-', label: t('viewer.smaller') },
      { keys: '0', label: t('viewer.fit') },
      { keys: 'R', label: t('viewer.turn') },
      { keys: ['ArrowLeft', 'ArrowRight'], label: t('viewer.leaf') },
      { keys: 'mod+P', label: t('viewer.print') },
      { keys: 'Escape', label: t('viewer.close') },
    ],
    { group: title },
  );
}
