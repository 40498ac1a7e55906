// The receipt being typed for a visit, or for somebody without one: it outlives another page, a locked screen and a killed process.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { DraftJournal } from '../app/draft-journal.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPCClient } from '../app/trpc.ts';
import { useFlushOnLeaving } from '../app/use-flush-on-leaving.ts';
import { readDraft, type ReceiptDraft } from './receipt-draft.ts';

/** Since this window opened, by person and visit. What was typed before it is in the journal alone. */
const inWindow = new Map<string, ReceiptDraft>();

type Options = {
  userId: string;
  appointmentId: string | null;
  /** What the form begins with. */
  start: ReceiptDraft;
  /** What the journal kept; null when nothing. */
  kept: { content: string; atMs: number } | null;
};

export function useReceiptDraft({ userId, appointmentId, start, kept }: Options) {
  const { receipt } = useTRPCClient().drafts;
  const place = `${userId}:${appointmentId ?? 'none'}`;
  const [restored] = useState(() => inWindow.get(place) ?? (kept && readDraft(kept.content)));
  const [draft, setDraft] = useState(restored ?? start);
  const [restoredAtMs, setRestoredAtMs] = useState(restored && kept ? kept.atMs : null);
  const [journal] = useState(
    () => new DraftJournal((content) => receipt.keep.mutate({ appointmentId, content })),
  );
  useFlushOnLeaving(journal);
  const latest = useRef(draft);

  const patch = useCallback((part: Partial<ReceiptDraft>) => {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
  }, []);
  const remember = useEffectEvent(() => {
    inWindow.set(place, draft);
    journal.changed(() => JSON.stringify(draft));
  });
  const isFirst = useRef(true);
  useEffect(() => {
    // Only what a person changed: a form that was looked at leaves no draft.
    if (isFirst.current) isFirst.current = false;
    else if (draft !== start) remember();
  }, [draft, start]);

  /** Issued: the main process has forgotten the draft with the receipt. */
  const forget = useCallback(() => {
    inWindow.delete(place);
    journal.reset();
  }, [journal, place]);
  const discard = useCallback(async () => {
    await journal.hold();
    await receipt.discard.mutate({ appointmentId }).catch(showFailure);
    forget();
    latest.current = start;
    setDraft(start);
    setRestoredAtMs(null);
  }, [appointmentId, forget, journal, receipt, start]);

  return { draft, patch, restoredAtMs, journal, forget, discard };
}
