// The pages of one document, read, opened and held while it is looked at. Every look is a reading of the chart, so nothing is kept for later.
import { useEffect, useState } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import { openPages, type Pages } from './open-pages.ts';
import { readDocument } from './read-document.ts';

/** The bytes came whole, and yet nothing in them can be shown. */
export class CannotBeDrawn extends Error {}

type Opened = { documentId: string; pages: Pages | null; progress: number; error: unknown };

export function usePages(documentId: string): Omit<Opened, 'documentId'> {
  const client = useTRPCClient();
  const nothing = { documentId, pages: null, progress: 0, error: null };
  const [opened, setOpened] = useState<Opened>(nothing);
  useEffect(() => {
    const stop = new AbortController();
    let pages: Pages | null = null;
    const tell = (now: Omit<Opened, 'documentId'>) =>
      stop.signal.aborted || setOpened({ documentId, ...now });
    const open = async () => {
      const read = await readDocument(client, documentId, {
        purpose: 'view',
        signal: stop.signal,
        onProgress: (progress) => tell({ pages: null, progress, error: null }),
      });
      pages = await openPages(read).catch((cause: unknown) => {
        throw new CannotBeDrawn('no page could be opened', { cause });
      });
      if (stop.signal.aborted) pages.close();
      tell({ pages, progress: 1, error: null });
    };
    void open().catch((error: unknown) => tell({ pages: null, progress: 0, error }));
    return () => {
      stop.abort();
      pages?.close();
    };
  }, [client, documentId]);
  // What was open before is never shown under the next title.
  return opened.documentId === documentId ? opened : nothing;
}
