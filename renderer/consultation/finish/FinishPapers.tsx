// What comes out of the printer by itself when I finish a visit at this PC: ticked where it acts.
import { Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { finishPapers } from '../../../domain/finish.ts';
import { showFailure } from '../../app/notify.tsx';
import { useTRPC } from '../../app/trpc.ts';
import classes from './finish.module.css';

export function FinishPapers() {
  const { t } = useTranslation('doctorsDesk');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.doctorsDesk.finishPapers.queryOptions());
  const choose = useMutation(
    trpc.doctorsDesk.chooseFinishPapers.mutationOptions({
      onError: showFailure,
      onSuccess: () => queries.invalidateQueries(trpc.doctorsDesk.finishPapers.pathFilter()),
    }),
  );
  if (!data) return null;
  const chosen = data.map(({ paper }) => paper);
  return (
    <div className={classes.papers} role="group" aria-label={t('finish.printSetting')}>
      <span>{t('finish.printSetting')}</span>
      {finishPapers.map((paper) => (
        <Checkbox
          key={paper}
          size="xs"
          label={t(`finish.paper.${paper}`)}
          checked={chosen.includes(paper)}
          onChange={(event) =>
            choose.mutate({
              papers: event.currentTarget.checked
                ? [...chosen, paper]
                : chosen.filter((other) => other !== paper),
            })
          }
        />
      ))}
    </div>
  );
}
