// Everything that was ever put into the patient's chart, newest first, by year. One tab stop; arrows move, Enter opens one beside today's
// record. Narrowed by kind and by words without asking the main process again; only what is in view is drawn.
import { CloseButton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  found,
  isOfKind,
  searchable,
  type TimelineEntry,
  type TimelineFilter,
  type TimelineTexts,
} from '../../domain/timeline.ts';
import { useTRPC } from '../app/trpc.ts';
import { useOpenChart } from './chart-context.tsx';
import classes from './Timeline.module.css';
import { TimelineFilterBar } from './TimelineFilterBar.tsx';
import { TimelineList, type TimelineListHandle } from './TimelineList.tsx';

type TimelineProps = {
  openId: string | null;
  onOpen: (entry: TimelineEntry | null) => void;
  /** How often the search was asked for by its key: each time it gets the keyboard, also where the column was folded. */
  findsAsked: number;
};

export function Timeline({ openId, onOpen, findsAsked }: TimelineProps) {
  const { t } = useTranslation('chart');
  const { entries } = useOpenChart();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<TimelineListHandle>(null);
  const wanted = useDeferredValue(text);
  const [isSearched, setIsSearched] = useState(false);
  const texts = useTexts(isSearched || filter === 'prescription');
  const shown = useFound(entries, { filter, text: wanted, texts });

  useEffect(() => {
    if (findsAsked > 0) search.current?.focus();
  }, [findsAsked]);
  const onSearchKey = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => list.current?.focusFirst(),
      Enter: () => shown[0] && onOpen(shown[0]),
      Escape: () => (text === '' ? onOpen(null) : setText('')),
    };
    const act = keys[event.key];
    if (!act || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };

  return (
    <section className={classes.timeline} aria-label={t('timeline.title')} aria-busy={entries === undefined}>
      <TextInput
        ref={search}
        size="xs"
        className={classes.search ?? ''}
        aria-label={t('timeline.search')}
        placeholder={t('timeline.searchHint')}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          text !== '' && (
            <CloseButton size="xs" aria-label={t('timeline.clear')} onClick={() => setText('')} />
          )
        }
        value={text}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={() => setIsSearched(true)}
        onKeyDown={onSearchKey}
      />
      <TimelineFilterBar value={filter} onChange={setFilter} />
      <p className={classes.count} role="status">
        {entries && t('timeline.count', { kind: t(`kind.${filter}`), count: shown.length })}
      </p>
      {entries && shown.length === 0 && (
        <p className={classes.none}>{t(entries.length === 0 ? 'timeline.none' : 'timeline.notFound')}</p>
      )}
      {/* What was narrowed anew is shown from its beginning. */}
      <TimelineList
        key={`${filter} ${wanted}`}
        ref={list}
        entries={shown}
        look={{ filter, text: wanted, texts }}
        openId={openId}
        onOpen={onOpen}
      />
    </section>
  );
}

/** Words are folded once a chart, when the first is typed. */
function useFound(
  entries: readonly TimelineEntry[] | undefined,
  { filter, text, texts }: { filter: TimelineFilter; text: string; texts: TimelineTexts },
): TimelineEntry[] {
  const ofKind = useMemo(() => (entries ?? []).filter((entry) => isOfKind(entry, filter)), [entries, filter]);
  const isSearching = text.trim() !== '';
  const folded = useMemo(() => (isSearching ? searchable(ofKind, texts) : []), [ofKind, isSearching, texts]);
  return useMemo(() => (isSearching ? found(folded, text) : ofKind), [folded, isSearching, ofKind, text]);
}

const noTexts: TimelineTexts = new Map();

/** The long texts, once they are needed: the search has the keyboard, or prescriptions are looked at. */
function useTexts(isNeeded: boolean): TimelineTexts {
  const trpc = useTRPC();
  const { patientId } = useOpenChart().chart.appointment;
  const { data } = useQuery(
    trpc.charts.texts.queryOptions(
      { patientId },
      { enabled: isNeeded, gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  return useMemo(() => (data ? new Map(data) : noTexts), [data]);
}
