// The rows of a timeline: years and what happened in them, drawn where they are in view. Entries share one tab stop.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../domain/timeline.ts';
import classes from './Timeline.module.css';
import { ROW_PX, rowsOf, YEAR_PX } from './timeline-rows.ts';
import { type TimelineLook, TimelineRow } from './TimelineRow.tsx';

export type TimelineListHandle = { focusFirst: () => void };
type TimelineListProps = {
  ref: Ref<TimelineListHandle>;
  entries: readonly TimelineEntry[];
  look: TimelineLook;
  openId: string | null;
  onOpen: (entry: TimelineEntry | null) => void;
};

export function TimelineList({ ref, entries, look, openId, onOpen }: TimelineListProps) {
  const { t } = useTranslation('chart');
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const rows = useMemo(() => rowsOf(entries), [entries]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'year' ? YEAR_PX : ROW_PX),
    getItemKey: (index) => rows[index]?.key ?? index,
    // The screen is 768 high at least; without it nothing would be drawn before the first measurement.
    initialRect: { width: 240, height: 600 },
    overscan: 6,
  });
  const at = Math.min(current, Math.max(0, entries.length - 1));

  const moveTo = (place: number) => {
    const next = Math.max(0, Math.min(entries.length - 1, place));
    setCurrent(next);
    virtual.scrollToIndex(rows.findIndex((row) => row.kind === 'entry' && row.place === next));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-timeline-entry="${next}"]`)?.focus(),
    );
  };
  useImperativeHandle(ref, () => ({ focusFirst: () => moveTo(0) }));
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(at + 1),
      ArrowUp: () => moveTo(at - 1),
      PageDown: () => moveTo(at + 8),
      PageUp: () => moveTo(at - 8),
      Home: () => moveTo(0),
      End: () => moveTo(entries.length - 1),
      Escape: () => onOpen(null),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div ref={scroller} className={classes.scroller}>
      <div
        role="list"
        aria-label={t('timeline.title')}
        className={classes.list}
        style={{ blockSize: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          const style = { transform: `translateY(${item.start}px)`, blockSize: item.size };
          if (!row) return null;
          if (row.kind === 'year')
            return (
              <div key={item.key} role="presentation" className={classes.year} style={style}>
                {row.year}
              </div>
            );
          return (
            <div
              key={item.key}
              role="listitem"
              aria-setsize={entries.length}
              aria-posinset={row.place + 1}
              className={classes.item}
              style={style}
            >
              <TimelineRow
                entry={row.entry}
                {...look}
                place={row.place}
                isCurrent={row.place === at}
                isOpen={row.entry.id === openId}
                onFocus={setCurrent}
                onOpen={onOpen}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
