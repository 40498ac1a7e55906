// How the paper pack stands. Asked now and then; often while one is being made.
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';

export function usePack() {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.paperPack.state.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.progress ? 500 : 30_000),
    }),
  );
  return data;
}

/** Whether somebody should look: paper that a day without the PC would need is not there. */
export const isPackAmiss = (pack: ReturnType<typeof usePack>): boolean =>
  pack !== undefined && pack.folder !== null && (pack.state === 'missing' || pack.failure !== null);
