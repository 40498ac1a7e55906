// This window's claim to a record it writes: made when it is opened, repeated while it is open, given back when it is left.
import { useCallback, useEffect, useState } from 'react';
import { BEAT_MS } from '../../domain/record-writers.ts';
import { useTRPCClient } from '../app/trpc.ts';

/** One window, however often it is loaded anew: what its session remembers goes with it and is never on a disk. */
const KEY = 'clinic-desk-window';
const windowId = sessionStorage.getItem(KEY) ?? crypto.randomUUID();
sessionStorage.setItem(KEY, windowId);

type Claimed = { isMine: boolean; sinceMs: number };
export type Writing = Claimed & { takeOver: () => void };

/** Null until the first answer. A claim that is not answered (a locked screen) leaves what was known. */
export function useWriting(appointmentId: string): Writing | null {
  const { recordWriters } = useTRPCClient();
  const [claimed, setClaimed] = useState<Claimed | null>(null);
  const claim = useCallback(
    async (takesOver: boolean) => {
      try {
        setClaimed(await recordWriters.claim.mutate({ appointmentId, windowId, takesOver }));
      } catch {
        // Saving is refused anyway where writing is; the form keeps what is typed until then.
        setClaimed((before) => before ?? { isMine: true, sinceMs: Date.now() });
      }
    },
    [recordWriters, appointmentId],
  );
  useEffect(() => {
    void claim(false);
    const beat = setInterval(() => void claim(false), BEAT_MS);
    return () => {
      clearInterval(beat);
      recordWriters.release.mutate({ appointmentId, windowId }).catch(() => undefined);
    };
  }, [claim, recordWriters, appointmentId]);
  return claimed && { ...claimed, takeOver: () => void claim(true) };
}
