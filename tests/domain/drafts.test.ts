// Which versions of a draft are kept: close together lately, far apart long ago, the first for ever.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEPT_VERSIONS, versionToDrop } from '../../domain/drafts.ts';

function typed(atMs: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of atMs) {
    kept.push(at);
    if (kept.length > KEPT_VERSIONS) kept.splice(versionToDrop(kept), 1);
  }
  return kept;
}

test('two hours of typing leave the beginning, a version every few minutes, and each of the last pauses', () => {
  const pauses = Array.from({ length: 7_200 * 2 }, (_, at) => at * 500);
  const kept = typed(pauses);
  const end = pauses.at(-1) ?? 0;
  expect(kept).toHaveLength(KEPT_VERSIONS);
  expect(kept[0]).toBe(0);
  expect(kept.slice(-8)).toEqual(pauses.slice(-8));
  // Whatever was written a while ago, something is kept of not much longer ago than that.
  for (const ago of [60_000, 300_000, 1_800_000, 3_600_000]) {
    const near = kept.filter((at) => end - at >= ago / 3 && end - at <= ago * 3);
    expect(near.length).toBeGreaterThan(0);
  }
});

test('whatever the pauses are, the first version and the newest eight stay', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 21, maxLength: 200 }),
      (times) => {
        const sorted = times.toSorted((a, b) => a - b);
        const kept = typed(sorted);
        expect(kept).toHaveLength(KEPT_VERSIONS);
        expect(kept[0]).toBe(sorted[0]);
        expect(kept.slice(-8)).toEqual(sorted.slice(-8));
      },
    ),
  );
});
