// An export under way: its progress while it runs, and how it is stopped.
import { useMutation, useQuery } from '@tanstack/react-query';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { ASK_EVERY_MS } from './PackProgress.tsx';

export function usePacking(isRunning: boolean) {
  const trpc = useTRPC();
  const { data: progress } = useQuery(
    trpc.leaving.progress.queryOptions(undefined, {
      enabled: isRunning,
      refetchInterval: ASK_EVERY_MS,
      gcTime: 0,
      staleTime: 0,
    }),
  );
  const stopping = useMutation(trpc.leaving.stop.mutationOptions({ onError: showFailure }));
  return { progress, stop: () => stopping.mutate() };
}
