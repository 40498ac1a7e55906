// Keys faster than answers: changes are sent one after another, and a change of one's own is never taken for a colleague's.

/** Sends one order after the other, in the order the keys were pressed. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    async take<Answer>(order: () => Promise<Answer>): Promise<Answer> {
      waiting += 1;
      const mine = last.then(order);
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
    isIdle: () => waiting === 0,
  };
}

type Version = { id: string; updatedAtMs: number };

/**
 * The versions this window made itself, each by the one it was made from. C and then M are pressed within a few milliseconds: the
 * second acts on what the first drew ahead, and must be sent with the version the first was answered with. A version somebody else
 * made is in no chain, so theirs is still refused to be overwritten.
 */
export function ownVersions() {
  const next = new Map<string, number>();
  const keyOf = (id: string, ms: number) => `${id} ${ms}`;
  const latest = ({ id, updatedAtMs }: Version): number => {
    const after = next.get(keyOf(id, updatedAtMs));
    return after === undefined ? updatedAtMs : latest({ id, updatedAtMs: after });
  };
  return {
    latest,
    remember(before: Version, after: Version) {
      const from = latest(before);
      // Forward only: a chain that bites its tail has no end.
      if (after.updatedAtMs > from) next.set(keyOf(before.id, from), after.updatedAtMs);
    },
  };
}
