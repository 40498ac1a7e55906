// How a figure is taken: rounds of both sides in turn, medians, percentiles. The machine is shared, so ratios within one run count.

export type Issue = 'foundation' | 'front-desk' | 'consultation' | 'central' | 'sync' | 'sharing';
export type Measurement = {
  id: string;
  issue: Issue;
  value: number;
  unit: 'ms' | 'µs' | 'MB' | 'x';
  /** The same unit, of what it is compared with; null for a figure that stands alone. */
  against: number | null;
  ratio: number | null;
  /** Of the ratio where there is one, else of the value. */
  bar: number;
  ok: boolean;
};

/** A figure of its own, held to a bar. */
export const alone = (
  id: string,
  issue: Issue,
  { value, unit, bar }: Pick<Measurement, 'value' | 'unit' | 'bar'>,
): Measurement => ({
  id,
  issue,
  value: rounded(value),
  unit,
  against: null,
  ratio: null,
  bar,
  ok: value <= bar,
});

/** A figure beside another of the same run; the bar is for their ratio. */
export const beside = (
  id: string,
  issue: Issue,
  { value, against, unit, bar }: Pick<Measurement, 'value' | 'unit' | 'bar'> & { against: number },
): Measurement => ({
  id,
  issue,
  value: rounded(value),
  unit,
  against: rounded(against),
  ratio: rounded(value / against),
  bar,
  ok: value / against <= bar,
});

const rounded = (number: number) => Number(number.toPrecision(4));

export const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
export const median = (times: readonly number[]): number => percentile(times, 0.5);

/** Milliseconds of one call. */
export function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
export async function timeOfAsync(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Both sides in turn, so that a busy neighbour is in both. Medians of the rounds; each round is the mean of its calls, in ms. */
export function inRounds(
  sides: { ours: () => unknown; theirs: () => unknown },
  { rounds, calls }: { rounds: number; calls: number },
) {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    for (const side of round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
      const spent = timeOf(() => {
        for (let i = 0; i < calls; i++) sides[side]();
      });
      // The first round only warms the caches.
      if (round > 0) times[side].push(spent / calls);
    }
  }
  return { ours: median(times.ours), theirs: median(times.theirs) };
}

/** The 95th percentile over things that are each measured once a round: of each its median, so that a neighbour's hiccup is nobody's time. */
export function p95OfMedians(rounds: readonly (readonly number[])[]): number {
  const [first = []] = rounds;
  return percentile(
    first.map((_, i) => median(rounds.map((times) => times[i] ?? Number.NaN))),
    0.95,
  );
}
