// The steps at the end of a visit: in their order, each skippable but the signature, resumable where one failed.
import { expect, test } from 'vitest';
import { finishBegun, maySkip, stepNow } from '../../domain/finish.ts';

test('a visit is signed first; one that is signed goes on with printing', () => {
  expect(stepNow(finishBegun(false))).toBe('sign');
  expect(stepNow(finishBegun(true))).toBe('print');
});

test('what failed is where it goes on, and what was skipped is not asked again', () => {
  expect(stepNow({ sign: 'done', print: 'failed', book: 'todo', next: 'todo' })).toBe('print');
  expect(stepNow({ sign: 'done', print: 'skipped', book: 'done', next: 'todo' })).toBe('next');
  expect(stepNow({ sign: 'done', print: 'done', book: 'skipped', next: 'done' })).toBeNull();
});

test('nothing follows an unsigned visit', () => {
  expect([maySkip('sign'), maySkip('print'), maySkip('book'), maySkip('next')]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});
