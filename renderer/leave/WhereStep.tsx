// Step 2: each visit inside the leave with its phone and a new time, suggested for all at once; one save for the leave and every move.
import { Alert, Button, Group, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeOffInput } from '../../domain/clinic-setup-input.ts';
import { preferences, suggestMoves } from '../../domain/leave.ts';
import { failureIn, failureText } from '../app/failure-text.ts';
import { notifyDone, showFailure } from '../app/notify.tsx';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { usePageHotkeys } from '../app/use-page-hotkeys.ts';
import { KeyHint } from '../front-desk/KeyHint.tsx';
import classes from './Leave.module.css';
import type { KeptLeave } from './LeaveSteps.tsx';
import type { Clash, Plan } from './leave-shapes.ts';
import { VisitTable } from './VisitTable.tsx';

export function WhereStep({ kept, entry }: { kept: KeptLeave; entry: TimeOffInput }) {
  const { t } = useTranslation('leave');
  const trpc = useTRPC();
  // Made anew for each entry and after each save: it shows what is free now.
  const { data: plan, error } = useQuery(trpc.leave.plan.queryOptions({ entry }, { staleTime: 0 }));
  if (error) return <p className={classes.hint}>{failureText(failureIn(error))}</p>;
  if (!plan) return <p className={classes.hint}>{t('looking')}</p>;
  return <Moves kept={kept} entry={entry} plan={plan} />;
}

type MovesProps = { kept: KeptLeave; entry: TimeOffInput; plan: Plan };

function Moves({ kept: { draft, put, journal }, entry, plan }: MovesProps) {
  const { t } = useTranslation('leave');
  const client = useTRPCClient().leave;
  const queries = useQueryClient();
  const [clashes, setClashes] = useState<Clash[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const { wish, choices } = draft;
  const places = usePlaces(plan, { wish, choices, entry });
  const moves = plan.visits.flatMap(({ appointmentId, seenMs }) => {
    const place = places.get(appointmentId);
    return place ? [{ appointmentId, seenMs, ...place }] : [];
  });
  const save = async () => {
    if (isSaving) return;
    setIsSaving(true);
    setClashes([]);
    try {
      // No late draft may outlive the leave.
      await journal.hold();
      const answer = await client.save.mutate({
        edit: draft.edit ?? { id: null, updatedAtMs: null },
        entry,
        moves,
      });
      journal.release();
      await queries.invalidateQueries();
      if (!answer.isDone) return setClashes(answer.clashes);
      const { timeOff } = answer;
      put({
        step: 'call',
        done: { timeOff, isNew: draft.edit === null, moves: answer.moves, toCall: plan.count - moves.length },
      });
      notifyDone(t('saved', { count: moves.length }));
    } catch (error) {
      journal.release();
      showFailure(error);
    } finally {
      setIsSaving(false);
    }
  };
  const back = () => put({ step: 'who' });
  usePageHotkeys(
    [
      { keys: 'mod+Enter', label: t('save', { count: moves.length }), act: () => void save() },
      { keys: 'alt+ArrowLeft', label: t('back'), act: back, when: draft.edit === null },
    ],
    { inFields: true },
  );
  return (
    <>
      <div className={classes.tools}>
        <p className={classes.hint} role="status">
          {plan.count === 0
            ? t('nobody')
            : t('counted', { count: plan.count, moves: moves.length, calls: plan.count - moves.length })}
        </p>
        {entry.scope !== 'room' && plan.count > 0 && (
          <SegmentedControl
            aria-label={t('wish.label')}
            size="xs"
            value={wish}
            onChange={(next) => put({ wish: next, choices: {} })}
            data={preferences.map((value) => ({ value, label: t(`wish.${value}`) }))}
          />
        )}
      </div>
      {clashes.length > 0 && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle size={17} />} mx={16} mb={8}>
          {t('clashed', { count: clashes.length })}
        </Alert>
      )}
      {plan.count > 0 && (
        <VisitTable
          plan={plan}
          places={places}
          wish={wish}
          clashes={clashes}
          onChoose={(id, place) => put({ choices: { ...choices, [id]: place } })}
        />
      )}
      <Group justify="flex-end" className={classes.foot}>
        {draft.edit === null && (
          <Button variant="default" rightSection={<KeyHint>Alt ←</KeyHint>} onClick={back}>
            {t('back')}
          </Button>
        )}
        <Button
          loading={isSaving}
          rightSection={<KeyHint>Ctrl ⏎</KeyHint>}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void save()}
        >
          {t(draft.edit === null ? 'save' : 'saveMoves', { count: moves.length })}
        </Button>
      </Group>
    </>
  );
}

type Wanted = Pick<KeptLeave['draft'], 'wish' | 'choices'> & { entry: TimeOffInput };

/** What a person chose, and the suggestion for the rest. A closed room moves nobody in time: each visit goes next door. */
function usePlaces(plan: Plan, { wish, choices, entry }: Wanted) {
  return useMemo(() => {
    const stays = plan.visits.map(
      ({ appointmentId, doctorId, date, time }) => [appointmentId, { doctorId, date, time }] as const,
    );
    const kept = new Map([...(entry.scope === 'room' ? stays : []), ...Object.entries(choices)]);
    return suggestMoves(plan.visits, plan.openings, { wish, kept });
  }, [plan, wish, choices, entry.scope]);
}
