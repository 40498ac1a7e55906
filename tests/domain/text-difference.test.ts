// The difference of two texts: nothing of either is lost, and nothing that stayed is shown as changed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDifference } from '../../domain/text-difference.ts';

const without = (kind: string, before: string, after: string) =>
  textDifference(before, after)
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');

test('a word that was replaced is taken out and put in, the rest stays', () => {
  expect(textDifference('Viêm họng cấp', 'Viêm amidan cấp')).toEqual([
    { kind: 'same', text: 'Viêm ' },
    { kind: 'removed', text: 'họng' },
    { kind: 'added', text: 'amidan' },
    { kind: 'same', text: ' cấp' },
  ]);
});

test('both texts can be read out of their difference, whatever they are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'ngày 3 lần')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(without('added', before, after)).toBe(before);
      expect(without('removed', before, after)).toBe(after);
    }),
  );
});

test('a text is no different from itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(textDifference(text, text)).toEqual([{ kind: 'same', text }]);
    }),
  );
});

test('two very long texts are shown whole rather than kept waiting for', () => {
  const many = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word}${at}`).join(' ');
  expect(textDifference(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
