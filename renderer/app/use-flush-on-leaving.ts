// Writes the last pause of a journal when a page is left, the screen locked or the window closed. It does not know what is typed.
import { useEffect } from 'react';
import type { DraftJournal } from './draft-journal.ts';

export function useFlushOnLeaving(journal: DraftJournal): void {
  useEffect(() => {
    const flush = () => void journal.flush();
    // A hand on Ctrl: the screen may be locked in a moment, and then nothing of this person is written any more.
    const flushOnControl = (event: KeyboardEvent) => void ((event.ctrlKey || event.metaKey) && flush());
    window.addEventListener('keydown', flushOnControl, true);
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    return () => {
      window.removeEventListener('keydown', flushOnControl, true);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      flush();
    };
  }, [journal]);
}
