// One window writes a record: the first, until it falls silent or its own doctor takes over.
import { expect, test } from 'vitest';
import { STALE_MS, writerAfter } from '../../domain/record-writers.ts';

const an = { userId: 'user-an', fullName: 'Nguyễn Thị An' };
const claim = (windowId: string, nowMs: number, more: { takesOver?: boolean; userId?: string } = {}) => ({
  ...an,
  windowId,
  nowMs,
  takesOver: false,
  ...more,
});
const first = writerAfter(undefined, claim('one', 1_000));

test('who opens a record first writes it, and goes on writing it since then', () => {
  expect(first).toEqual({ ...an, windowId: 'one', sinceMs: 1_000, beatAtMs: 1_000 });
  expect(writerAfter(first, claim('one', 5_000))).toMatchObject({ sinceMs: 1_000, beatAtMs: 5_000 });
});

test('a second window reads only, until the first has been silent for a while', () => {
  expect(writerAfter(first, claim('two', 5_000))).toBe(first);
  expect(writerAfter(first, claim('two', 1_000 + STALE_MS))).toMatchObject({ windowId: 'two' });
});

test('one’s own other window is taken over; a colleague’s is not while it is alive', () => {
  const taken = writerAfter(first, claim('two', 5_000, { takesOver: true }));
  expect(taken).toMatchObject({ windowId: 'two', sinceMs: 5_000 });
  expect(writerAfter(taken, claim('one', 6_000))).toBe(taken);
  expect(writerAfter(first, claim('two', 5_000, { takesOver: true, userId: 'user-khoa' }))).toBe(first);
});
