// Makes two records one, goes to the one that is left, and offers to take it apart for as long as the toast stands.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MergeChoices } from '../../domain/patient-merges.ts';
import type { Patient } from '../../domain/patients.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';
import { useTakeApart } from './TakeApart.tsx';

type Merging = { kept: Patient; other: Patient; choices: MergeChoices };

export function useMerge() {
  const { t } = useTranslation('patients');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { takeApart } = useTakeApart(() => {});
  const { mutate, isPending } = useMutation(
    trpc.patientMerges.merge.mutationOptions({ onError: showFailure }),
  );
  const merge = ({ kept, other, choices }: Merging) =>
    mutate(
      {
        keptId: kept.id,
        otherId: other.id,
        readAtMs: { kept: kept.updatedAtMs, other: other.updatedAtMs },
        choices,
      },
      {
        onSuccess: ({ mergeId }) => {
          void navigate({ to: '/patients/$patientId', params: { patientId: kept.id }, replace: true });
          // Visits, receipts and the waiting list have another patient now.
          void queries.invalidateQueries();
          notifyDone(t('merge.done', { number: other.recordNumber, into: kept.recordNumber }), {
            undo: () => takeApart(mergeId),
          });
        },
      },
    );
  return { merge, isPending };
}
