// Who is called next: of those who wait for me, the urgent first, then who came first. Calling is the waiting room's own step.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDesk } from '../../app/desk-context.tsx';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { type Board, drawBoard } from '../../queue/board-model.ts';
import { wallClock } from '../../../domain/civil-date.ts';

export function useNextPatient(isAsked: boolean) {
  const { user, clinic } = useDesk();
  const trpc = useTRPC();
  const client = useTRPCClient().queue;
  const queries = useQueryClient();
  const { data: board } = useQuery(
    trpc.queue.board.queryOptions(undefined, { enabled: isAsked, staleTime: 0, refetchInterval: 15_000 }),
  );
  const next = board ? nextOf(board, { doctorId: user.userId, timeZone: clinic.timeZone }) : null;
  /** Throws when somebody was quicker. */
  const call = async (): Promise<string | null> => {
    if (!next) return null;
    const { id: appointmentId, updatedAtMs: seenMs } = next.visit;
    if (next.state === 'waiting') await client.step.mutate({ appointmentId, seenMs, step: 'call' });
    void queries.invalidateQueries(trpc.queue.pathFilter());
    void queries.invalidateQueries(trpc.consultations.day.pathFilter());
    return appointmentId;
  };
  return { isKnown: board !== undefined, next, call };
}

function nextOf(board: Board, { doctorId, timeZone }: { doctorId: string; timeZone: string }) {
  const nowMs = Date.now();
  const view = { order: 'arrival', only: { doctorId }, search: '' } as const;
  const groups = drawBoard(board, view, { now: wallClock(nowMs, timeZone), nowMs }).flat();
  const cardsOf = (state: 'called' | 'waiting') => groups.find((group) => group.state === state)?.cards ?? [];
  // Who was called already and has not come in is still the next.
  return cardsOf('called')[0] ?? cardsOf('waiting')[0] ?? null;
}
