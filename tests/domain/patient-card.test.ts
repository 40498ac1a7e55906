import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardText, scannedCard } from '../../domain/patient-card.ts';

const UUID = '019ab2c4-5dee-7aff-8add-0e6bcf3d2a10';

describe('what the code on a patient’s card says', () => {
  it('is the record and nothing about the person, in digits that every keyboard types alike', () => {
    expect(cardText(UUID)).toMatch(/^7\d{39}$/);
  });

  it('reads back to the record, for any record there can be', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(scannedCard(cardText(uuid) ?? '')).toBe(uuid);
      }),
    );
  });

  it('is read with blanks around it, as scanners and hands type it', () => {
    expect(scannedCard(`  ${cardText(UUID)} `)).toBe(UUID);
  });

  it.each([
    '',
    '7',
    'A-000123',
    '0901234567',
    `7${'9'.repeat(38)}`,
    `1${'0'.repeat(39)}`,
    `7${'9'.repeat(39)}`,
    UUID,
  ])('“%s” is no card', (typed) => expect(scannedCard(typed)).toBeNull());

  it('is not printed for a record whose mark is no uuid', () => {
    expect(cardText('uuid-of-somebody')).toBeNull();
  });
});
