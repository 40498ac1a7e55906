// The window of the waiting room on the second monitor, as the desk opens and closes it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';

export function useQueueScreen() {
  const { t } = useTranslation('queue');
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Somebody may close it at its own monitor.
  const { data: isOpen = false } = useQuery(
    trpc.queue.screenIsOpen.queryOptions(undefined, { staleTime: 0, refetchInterval: 4_000 }),
  );
  const show = useMutation(
    trpc.queue.showScreen.mutationOptions({
      onError: showFailure,
      onSuccess: (_, asked) => {
        notifyDone(t(asked.isOpen ? 'screen.opened' : 'screen.closed'), { about: 'queue screen' });
        void queries.invalidateQueries(trpc.queue.screenIsOpen.queryFilter());
      },
    }),
  );
  return { isOpen, toggle: () => show.mutate({ isOpen: !isOpen }) };
}
export type QueueScreenControl = ReturnType<typeof useQueueScreen>;
