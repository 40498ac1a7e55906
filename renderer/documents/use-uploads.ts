// The upload queue of the person at the desk, as a page sees it.
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useDesk } from '../app/desk-context.tsx';
import { trpcClient, useTRPC } from '../app/trpc.ts';
import { UploadQueue } from './upload-queue.ts';

/** One for each person, however many pages look at it; a page that goes takes no upload with it. */
const uploadsOf = new Map<string, UploadQueue>();

export function useUploads(patientId: string) {
  const { user } = useDesk();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mine = queueOf(user.userId, () => {
    void queries.invalidateQueries(trpc.documents.pathFilter());
    // They stand in an open chart's timeline, too.
    void queries.invalidateQueries(trpc.charts.timeline.pathFilter());
  });
  const items = useSyncExternalStore(mine.watch, () => mine.items);
  return {
    items: items.filter((item) => item.patientId === patientId),
    add: mine.add.bind(mine),
    remove: mine.remove.bind(mine),
  };
}

function queueOf(userId: string, onAdded: () => void): UploadQueue {
  const known = uploadsOf.get(userId) ?? new UploadQueue(trpcClient, onAdded);
  uploadsOf.set(userId, known);
  return known;
}
