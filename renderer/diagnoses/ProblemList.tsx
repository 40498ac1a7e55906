// What the patient has from visit to visit: active problems, then those that are over. Resolved and reopened by Enter, taken off by Del.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../domain/diagnoses.ts';
import { useMay } from '../app/desk-context.tsx';
import { failureIn, failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { dayText } from '../consultation/record-fields.ts';
import classes from './Diagnoses.module.css';

export function ProblemList({ patientId }: { patientId: string }) {
  const { t } = useTranslation('prescribing');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const mayWrite = useMay('record.write');
  const [showsResolved, setShowsResolved] = useState(false);
  const { data: problems = [], error } = useQuery(trpc.diagnoses.problems.queryOptions({ patientId }));
  const active = problems.filter(({ status }) => status === 'active');
  const resolved = problems.filter(({ status }) => status === 'resolved');

  const changed = async (work: () => Promise<unknown>, text: string, back: () => Promise<unknown>) => {
    const again = () =>
      queries.invalidateQueries({ queryKey: trpc.diagnoses.problems.queryKey({ patientId }) });
    try {
      await work();
      await again();
      notifyDone(text, { undo: () => void back().then(again, showFailure) });
    } catch (problem) {
      showFailure(problem);
    }
  };
  const setStatus = ({ id: problemId, text }: Problem, status: Problem['status']) => {
    const other = status === 'active' ? 'resolved' : 'active';
    const to = (wanted: Problem['status']) => () =>
      client.diagnoses.setProblemStatus.mutate({ problemId, status: wanted });
    const said = status === 'active' ? 'problems.reopened' : 'problems.wasResolved';
    return changed(to(status), t(said, { text }), to(other));
  };
  const takeOff = ({ id: problemId, text }: Problem) => {
    const to = (isArchived: boolean) => () =>
      client.diagnoses.archiveProblem.mutate({ problemId, isArchived });
    return changed(to(true), t('problems.takenOff', { text }), to(false));
  };
  const row = (problem: Problem) => (
    <li key={problem.id} data-status={problem.status}>
      <button
        type="button"
        disabled={!mayWrite}
        title={
          mayWrite
            ? t(problem.status === 'active' ? 'problems.resolveKeys' : 'problems.reopenKeys')
            : undefined
        }
        onClick={() => void setStatus(problem, problem.status === 'active' ? 'resolved' : 'active')}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Delete' && void takeOff(problem)}
      >
        {problem.code !== '' && <b>{problem.code}</b>} {problem.text}
        <small>
          {problem.status === 'active'
            ? problem.onsetDate && t('problems.since', { day: dayText(problem.onsetDate) })
            : problem.resolvedDate && t('problems.until', { day: dayText(problem.resolvedDate) })}
        </small>
      </button>
    </li>
  );
  return (
    <div className={classes.problems}>
      {error && <p role="alert">{failureText(failureIn(error))}</p>}
      {active.length === 0 && <p>{t('problems.none')}</p>}
      <ul>{active.map(row)}</ul>
      {resolved.length > 0 && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={showsResolved}
          onClick={() => setShowsResolved(!showsResolved)}
        >
          {t('problems.resolved', { count: resolved.length })}
        </button>
      )}
      {showsResolved && <ul>{resolved.map(row)}</ul>}
    </div>
  );
}
