// My visits without a signature, asked anew every minute and whenever a record was signed here.
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/api/router.ts';
import { useMay } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';

export type UnsignedVisit = inferRouterOutputs<AppRouter>['doctorsDesk']['unsigned'][number];

export function useUnsigned() {
  const trpc = useTRPC();
  const maySign = useMay('record.sign');
  return useQuery(
    trpc.doctorsDesk.unsigned.queryOptions(undefined, {
      enabled: maySign,
      placeholderData: (old) => old,
      refetchInterval: 60_000,
    }),
  );
}
