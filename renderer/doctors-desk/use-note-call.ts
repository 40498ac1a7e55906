// A call about a follow-up, noted as one step of the desk's history.
import { useQueryClient } from '@tanstack/react-query';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { useTranslation } from 'react-i18next';
import type { AppRouter } from '../../electron/api/router.ts';
import { showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { useUndoHistory } from '../app/undo-history.ts';

export type RadarEntry = inferRouterOutputs<AppRouter>['followUps']['radar']['entries'][number];
type Call = inferRouterInputs<AppRouter>['followUps']['noteCall'];

export function useNoteCall() {
  const { t } = useTranslation('doctorsDesk');
  const client = useTRPCClient().followUps;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const history = useUndoHistory();
  const refresh = () => queries.invalidateQueries(trpc.followUps.pathFilter());
  return async (call: Call, name: string): Promise<boolean> => {
    const note = async () => {
      const noted = await client.noteCall.mutate(call);
      await refresh();
      return noted;
    };
    try {
      let noted = await note();
      const done = t('call.done', { name });
      history.did({
        about: `call ${call.recordId}`,
        texts: { done, undone: t('call.undone', { name }), redone: done },
        undo: async () => {
          await client.takeBackCall.mutate(noted);
          await refresh();
        },
        redo: async () => void (noted = await note()),
      });
      return true;
    } catch (error) {
      showFailure(error);
      return false;
    }
  };
}
