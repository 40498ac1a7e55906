// Several visits chosen at once, by Shift and arrows or by Ctrl. It knows which; what is done with them is the panel's.
import { useCallback, useMemo, useState } from 'react';
import type { Visit } from './day.ts';
import type { GridModel } from './grid-model.ts';

const none: ReadonlySet<string> = new Set();

export function useSelection(model: GridModel | null) {
  const [ids, setIds] = useState(none);
  const [isCancelling, setIsCancelling] = useState(false);
  const visits = useMemo(
    () =>
      ids.size === 0
        ? []
        : (model?.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.visits)) ?? []).filter(({ id }) =>
            ids.has(id),
          ),
    [ids, model],
  );
  const clear = useCallback(() => {
    setIds(none);
    setIsCancelling(false);
  }, []);
  return {
    /** Of those chosen, the ones that still stand on the screen. */
    visits,
    ids,
    isCancelling,
    setIsCancelling,
    clear,
    choose: useCallback((chosen: readonly Visit[]) => setIds(new Set(chosen.map(({ id }) => id))), []),
    toggle: useCallback(
      (chosen: readonly Visit[]) =>
        setIds((before) => {
          const next = new Set(before);
          for (const { id } of chosen) if (!next.delete(id)) next.add(id);
          return next;
        }),
      [],
    ),
  };
}
export type Selection = ReturnType<typeof useSelection>;
