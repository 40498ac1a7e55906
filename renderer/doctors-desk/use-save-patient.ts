// Saving a patient, or removing one from the saved: one act with its undo in the desk's history.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { useUndoHistory } from '../app/undo-history.ts';

export function useSavePatient() {
  const { t } = useTranslation('doctorsDesk');
  const client = useTRPCClient().doctorsDesk;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const history = useUndoHistory();
  return async ({ patientId, name, isSaved }: { patientId: string; name: string; isSaved: boolean }) => {
    const set = async (to: boolean) => {
      await client.save.mutate({ patientId, isSaved: to });
      await queries.invalidateQueries(trpc.doctorsDesk.pathFilter());
    };
    try {
      await set(isSaved);
    } catch (error) {
      showFailure(error);
      return;
    }
    const done = t(isSaved ? 'save.saved' : 'save.removed', { name });
    history.did({
      about: `saved ${patientId}`,
      texts: { done, undone: t(isSaved ? 'save.removed' : 'save.saved', { name }), redone: done },
      undo: () => set(!isSaved),
      redo: () => set(isSaved),
    });
  };
}
