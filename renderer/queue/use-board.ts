// What the board shows now: the queue of today, how it is filtered and ordered, which patient is chosen. No drawing here.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useDesk } from '../app/desk-context.tsx';
import { useTRPC } from '../app/trpc.ts';
import { useWallClock } from '../front-desk/use-wall-clock.ts';
import { type BoardOrder, type BoardView, cardBeside, drawBoard } from './board-model.ts';
import { useNowMs } from './use-now-ms.ts';

export function useBoard() {
  const { clinic } = useDesk();
  const now = useWallClock(clinic.timeZone);
  const nowMs = useNowMs();
  const trpc = useTRPC();
  // Another PC or another window moves patients along too. Old rows stay until new ones come.
  const { data: board, error } = useQuery(
    trpc.queue.board.queryOptions(undefined, {
      placeholderData: keepPreviousData,
      staleTime: 0,
      refetchInterval: 4_000,
    }),
  );
  const [order, setOrder] = useState<BoardOrder>('appointment');
  const [only, setOnly] = useState<BoardView['only']>(null);
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);

  const drawn = useMemo(
    () => (board ? drawBoard(board, { order, only, search }, { now, nowMs }) : null),
    [board, order, only, search, now, nowMs],
  );
  const cards = drawn?.flat().flatMap((group) => group.cards) ?? [];
  const chosen = cards.find(({ visit }) => visit.id === chosenId) ?? cards[0] ?? null;
  return {
    board,
    drawn,
    error: board ? null : error,
    now,
    order,
    only,
    search,
    chosen,
    setOrder,
    setOnly,
    setSearch,
    choose: setChosenId,
    /** The card an arrow leads to. */
    beside: (key: string) => (drawn ? cardBeside(drawn, chosen?.visit.id ?? null, key) : null),
  };
}
export type BoardNow = ReturnType<typeof useBoard>;
