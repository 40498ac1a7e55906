// The page being typed, kept at every pause for the person who types it: it outlives another page, the lock and a killed process.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDesk } from '../app/desk-context.tsx';
import { DraftJournal } from '../app/draft-journal.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { useFlushOnLeaving } from '../app/use-flush-on-leaving.ts';
import { useWallClock } from '../front-desk/use-wall-clock.ts';
import { emptyPage, isWork, readPage, type TypedPage } from './paper-page.ts';

export function usePaperPage() {
  const { paper } = useTRPCClient().drafts;
  const today = useWallClock(useDesk().clinic.timeZone).date;
  const [page, setPage] = useState<TypedPage>(() => emptyPage(today));
  const [restoredAtMs, setRestoredAtMs] = useState<number | null>(null);
  const [journal] = useState(() => new DraftJournal((content) => paper.keep.mutate({ content })));
  const latest = useRef(page);
  useFlushOnLeaving(journal);

  const put = (next: TypedPage) => {
    latest.current = next;
    setPage(next);
  };
  const giveBack = useEffectEvent((kept: { content: string; atMs: number } | null) => {
    const before = kept && readPage(kept.content);
    if (!kept || !before || !isWork(before) || isWork(latest.current)) return;
    put(before);
    setRestoredAtMs(kept.atMs);
  });
  useEffect(() => {
    let isGone = false;
    paper.newest.query().then((kept) => void (isGone || giveBack(kept)), showFailure);
    return () => void (isGone = true);
  }, [paper]);

  return {
    page,
    today,
    journal,
    restoredAtMs,
    /** The page at this moment: two keys may come between two drawings. */
    now: () => latest.current,
    change: (patch: Partial<TypedPage>) => {
      const next = { ...latest.current, ...patch };
      put(next);
      journal.changed(() => JSON.stringify(next));
    },
    /** Entered: the main process has forgotten the draft with it. The next page is of the same day and doctor. */
    clear: () => {
      journal.reset();
      put({ ...emptyPage(latest.current.date), doctorId: latest.current.doctorId });
      setRestoredAtMs(null);
    },
    discard: async () => {
      await journal.hold();
      await paper.discard.mutate().catch(showFailure);
      journal.reset();
      put(emptyPage(today));
      setRestoredAtMs(null);
    },
  };
}
