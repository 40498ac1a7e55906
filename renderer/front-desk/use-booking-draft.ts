// The booking being typed: it outlives a closed panel, another page, a locked screen and a killed process, for each person apart.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { DraftJournal } from '../app/draft-journal.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { useFlushOnLeaving } from '../app/use-flush-on-leaving.ts';
import {
  type BookingDraft,
  type DatedDraft,
  emptyDraft,
  isWork,
  readDraft,
  writeDraft,
} from './booking-draft.ts';

/** Since this window opened. What was typed before it is in the journal alone. */
const inWindow = new Map<string, DatedDraft>();

type Options = { userId: string; today: string };

export function useBookingDraft({ userId, today }: Options) {
  const { booking } = useTRPCClient().drafts;
  const known = inWindow.get(userId);
  const [date, setDate] = useState(known ? laterOf(known.date, today) : today);
  const [draft, setDraft] = useState(known?.draft ?? emptyDraft);
  const [restoredAtMs, setRestoredAtMs] = useState<number | null>(null);
  const [isReady, setIsReady] = useState(known !== undefined);
  const [journal] = useState(() => new DraftJournal((content) => booking.keep.mutate({ content })));
  const latest = useRef(draft);
  useFlushOnLeaving(journal);

  const put = useCallback((next: BookingDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  /** Remembers what stands there now; the journal writes it within its pause. */
  const remember = useEffectEvent(() => {
    if (!isWork(draft) && !inWindow.has(userId)) return;
    const dated = { draft, date };
    inWindow.set(userId, dated);
    journal.changed(() => writeDraft(dated));
  });
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else remember();
  }, [draft, date]);

  const giveBack = useEffectEvent((kept: { content: string; atMs: number } | null) => {
    const before = kept && readDraft(kept.content);
    if (!kept || !before || isWork(latest.current)) return;
    inWindow.set(userId, before);
    put(before.draft);
    setDate(laterOf(before.date, today));
    setRestoredAtMs(kept.atMs);
  });
  useEffect(() => {
    if (inWindow.has(userId)) return;
    let isGone = false;
    booking.newest
      .query()
      .then((kept) => void (isGone || giveBack(kept)), showFailure)
      .finally(() => isGone || setIsReady(true));
    return () => void (isGone = true);
  }, [booking, userId]);

  const patchDraft = useCallback(
    (patch: Partial<BookingDraft>) => put({ ...latest.current, ...patch }),
    [put],
  );
  /** Booked: the main process has forgotten the draft with the booking. */
  const clearDraft = useCallback(() => {
    inWindow.delete(userId);
    journal.reset();
    put(emptyDraft);
    setRestoredAtMs(null);
  }, [journal, put, userId]);
  const discardDraft = useCallback(async () => {
    await journal.hold();
    await booking.discard.mutate().catch(showFailure);
    clearDraft();
  }, [booking, clearDraft, journal]);

  return { date, setDate, draft, restoredAtMs, isReady, journal, patchDraft, clearDraft, discardDraft };
}

/** A day that is over cannot be booked: the draft goes on today. */
const laterOf = (date: string, today: string): string => (date < today ? today : date);
