import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../domain/folded-text.ts';

describe('folding a name for search', () => {
  it.each([
    ['Nguyễn', 'nguyen'],
    ['ĐẶNG  Thị-Hồng', 'dang thi hong'],
    ["O'Brien, Seán", 'o brien sean'],
    ['Müller Straße', 'muller strasse'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['   ', ''],
  ])('%s is found as %s', (name, folded) => {
    expect(foldText(name)).toBe(folded);
  });

  it('is the same when folded twice, and however the accents were typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldText(foldText(name))).toBe(foldText(name));
        expect(foldText(name.normalize('NFD'))).toBe(foldText(name.normalize('NFC')));
      }),
    );
  });
});
