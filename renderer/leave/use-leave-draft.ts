// The leave being arranged: it outlives another page, a locked screen and a killed process, for each person apart.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { DraftJournal } from '../app/draft-journal.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { useFlushOnLeaving } from '../app/use-flush-on-leaving.ts';
import { type LeaveDraft, readLeaveDraft } from './leave-draft.ts';

/** Since this window opened; what was written before it is in the journal alone. */
const inWindow = new Map<string, LeaveDraft>();

/** `key` is the person and the entry. Only a new leave is kept on the disk: an entry that is saved loses nothing but choices. */
export function useLeaveDraft(key: string, start: LeaveDraft) {
  const { leave } = useTRPCClient().drafts;
  const known = inWindow.get(key);
  const [draft, setDraft] = useState(known ?? start);
  const isKept = start.edit === null;
  const [isReady, setIsReady] = useState(known !== undefined || !isKept);
  const [journal] = useState(() => new DraftJournal((content) => leave.keep.mutate({ content })));
  const latest = useRef(draft);
  useFlushOnLeaving(journal);

  const show = useCallback((next: LeaveDraft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const put = useCallback(
    (patch: Partial<LeaveDraft>) => {
      const next = { ...latest.current, ...patch };
      inWindow.set(key, next);
      show(next);
      if (isKept) journal.changed(() => JSON.stringify(next));
    },
    [isKept, journal, key, show],
  );
  const giveBack = useEffectEvent((content: string | null) => {
    const before = content === null ? null : readLeaveDraft(content);
    if (before && !inWindow.has(key)) show(before);
  });
  useEffect(() => {
    if (isReady) return;
    let isGone = false;
    leave.newest
      .query()
      .then((kept) => void (isGone || giveBack(kept?.content ?? null)), showFailure)
      .finally(() => isGone || setIsReady(true));
    return () => void (isGone = true);
  }, [isReady, leave]);

  /** Begins anew; nothing of what stood there is kept. */
  const discard = useCallback(async () => {
    inWindow.delete(key);
    await journal.hold();
    if (isKept) await leave.discard.mutate().catch(showFailure);
    journal.reset();
    show(start);
  }, [isKept, journal, key, leave, show, start]);
  return { draft, put, discard, journal, isReady };
}
