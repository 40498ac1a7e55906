// The journal behind the form: never more than a pause behind, one write at a time, no late draft after a save.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftJournal, PAUSE_MS } from '../../renderer/app/draft-journal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aJournal() {
  const kept: string[] = [];
  let answer: () => void = () => undefined;
  const journal = new DraftJournal((content) => {
    kept.push(content);
    return new Promise((resolve) => (answer = () => resolve({ keptAtMs: 42 })));
  });
  const disk = async () => {
    answer();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { journal, kept, disk };
}

test('typing without a pause is kept all the same, at least every half second', async () => {
  const { journal, kept, disk } = aJournal();
  let text = '';
  for (let key = 0; key < 40; key++) {
    text += 'a';
    journal.changed(() => text);
    await vi.advanceTimersByTimeAsync(50);
    await disk();
  }
  expect(PAUSE_MS).toBeLessThanOrEqual(400);
  expect(kept.length).toBeGreaterThanOrEqual(5);
});

test('the state says kept only when the disk has answered for the last key', async () => {
  const { journal, disk } = aJournal();
  journal.changed(() => 'a');
  expect(journal.state.kind).toBe('typing');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(journal.state.kind).toBe('typing');
  journal.changed(() => 'ab');
  await disk();
  expect(journal.state.kind).toBe('typing');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await disk();
  expect(journal.state).toEqual({ kind: 'kept', atMs: 42 });
});

test('a write that fails is tried again with the newest text', async () => {
  const kept: string[] = [];
  let isFull = true;
  const journal = new DraftJournal(async (content) => {
    if (isFull) throw new Error('disk full');
    kept.push(content);
    return { keptAtMs: 1 };
  });
  journal.changed(() => 'typed');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(journal.state.kind).toBe('failed');
  isFull = false;
  await journal.flush();
  expect(kept).toEqual(['typed']);
  expect(journal.state.kind).toBe('kept');
});

test('while a record is saved no draft is written, and after it none comes late', async () => {
  const { journal, kept } = aJournal();
  journal.changed(() => 'a');
  await journal.hold();
  journal.changed(() => 'ab');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(kept).toEqual([]);
  journal.release(7);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(kept).toEqual([]);
  expect(journal.state).toEqual({ kind: 'saved', atMs: 7 });
});

test('a save that was refused lets the journal go on where it stood', async () => {
  const { journal, kept } = aJournal();
  journal.changed(() => 'a');
  await journal.hold();
  journal.release();
  await vi.advanceTimersByTimeAsync(0);
  expect(kept).toEqual(['a']);
});
