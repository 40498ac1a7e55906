// The leave wizard: who is away and when, where the visits inside go, whom to call. Nothing is changed before the one save at the end.
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { wallClock } from '../../domain/civil-date.ts';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import type { TimeOff } from '../../domain/clinic-setup.ts';
import { draftOfTimeOff } from '../setup/TimeOffFields.tsx';
import type { LeaveDraft } from './leave-draft.ts';
import { LeaveSteps } from './LeaveSteps.tsx';
import { useLeaveDraft } from './use-leave-draft.ts';

export function LeavePage() {
  const { timeOffId } = useParams({ strict: false });
  return timeOffId === undefined ? (
    <Wizard key="new" entry={null} />
  ) : (
    <ForEntry key={timeOffId} id={timeOffId} />
  );
}

/** An entry that is saved already: its visits are arranged, the entry stays. */
function ForEntry({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.setup.timeOff.list.queryOptions({ past: false }));
  const entry = data?.find((one) => one.id === id);
  return entry ? <Wizard entry={entry} /> : null;
}

function Wizard({ entry }: { entry: TimeOff | null }) {
  const { clinic, user } = useDesk();
  const today = wallClock(Date.now(), clinic.timeZone).date;
  const start = useMemo<LeaveDraft>(
    () => ({
      step: entry ? 'where' : 'who',
      fields: draftOfTimeOff(entry, today),
      edit: entry && { id: entry.id, updatedAtMs: entry.updatedAtMs },
      wish: 'nearest',
      choices: {},
      done: null,
    }),
    [entry, today],
  );
  const kept = useLeaveDraft(`${user.userId} ${entry?.id ?? 'new'}`, start);
  return kept.isReady ? <LeaveSteps kept={kept} /> : null;
}
