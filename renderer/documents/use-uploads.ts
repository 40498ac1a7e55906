// The upload queue of the person at the desk, as a page sees it.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { useDesk } from '../app/desk-context.tsx';
import { trpcClient, useTRPC } from '../app/trpc.ts';
import { UploadQueue } from './upload-queue.ts';

let queue: UploadQueue | null = null;

export function useUploads(patientId: string) {
  const { user } = useDesk();
  const trpc = useTRPC();
  const queries = useQueryClient();
  if (queue?.userId !== user.userId)
    queue = new UploadQueue(user.userId, trpcClient, () => {
      void queries.invalidateQueries(trpc.documents.pathFilter());
    });
  const mine = queue;
  const items = useSyncExternalStore(
    useCallback((tell: () => void) => mine.watch(tell), [mine]),
    () => mine.items,
  );
  return {
    items: items.filter((item) => item.patientId === patientId),
    add: mine.add.bind(mine),
    remove: mine.remove.bind(mine),
  };
}
