// A long list searched by the beginnings of words, accents or not.
import { expect, test } from 'vitest';
import { findByWords, searchable } from '../../domain/word-search.ts';

const list = ['Viêm họng cấp', 'Viêm phế quản', 'Cấp cứu viêm', 'Đau họng'].map((name) =>
  searchable(name, name),
);
const find = (typed: string, limit = 9) => findByWords(list, typed, limit);

test('every word typed begins a word, in any order; what begins with it comes first', () => {
  expect(find('viem').rows).toEqual(['Viêm họng cấp', 'Viêm phế quản', 'Cấp cứu viêm']);
  expect(find('hong viem').rows).toEqual(['Viêm họng cấp']);
  expect(find('dau h').rows).toEqual(['Đau họng']);
  expect(find('ong').rows).toEqual([]);
  expect(find('  ').rows).toEqual([]);
});

test('what the limit cuts off is still counted', () => {
  expect(find('viem', 1)).toEqual({ rows: ['Viêm họng cấp'], total: 3 });
});
