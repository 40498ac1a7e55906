import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitOf, nationalDigits, parseSearch } from '../../domain/patient-search.ts';

const TODAY = '2026-11-22';
const births = (typed: string) =>
  parseSearch(typed, TODAY).flatMap((term) => ('births' in term ? term.births : []));

describe('what was typed', () => {
  it.each([
    ['12/08/1980', [{ born: '19800812' }, { born: '19801208' }]],
    ['1980-08-12', [{ born: '19800812' }]],
    ['1980/8/2', [{ born: '19800802' }]],
    ['12081980', [{ born: '19800812' }, { born: '19801208' }]],
    ['19800812', [{ born: '19800812' }]],
    [
      '8/12/80',
      [
        { born: '19801208' },
        { monthDay: '1208', born: '80' },
        { born: '19800812' },
        { monthDay: '0812', born: '80' },
      ],
    ],
    ['31/1/1955', [{ born: '19550131' }]],
    ['12 8 1980', [{ born: '19800812' }, { born: '19801208' }]],
    ['12/08', [{ monthDay: '0812' }, { monthDay: '1208' }]],
    ['8/1980', [{ born: '198008' }]],
    [
      '12/08/198',
      [
        { monthDay: '0812', born: '198' },
        { monthDay: '1208', born: '198' },
      ],
    ],
    ['1980', [{ born: '1980' }]],
    ['311255', [{ born: '19551231' }]],
    ['3/3/3000', []],
    ['31/31/1980', []],
  ])('%s is a birth day of %j', (typed, expected) => {
    expect(births(typed)).toEqual(expected);
  });

  it.each([
    [
      'Nguyễn Đức',
      [
        { kind: 'word', word: 'nguyen' },
        { kind: 'word', word: 'duc' },
      ],
    ],
    [
      "O'Brien",
      [
        { kind: 'word', word: 'o' },
        { kind: 'word', word: 'brien' },
      ],
    ],
    ['A-000123', [{ kind: 'record', prefix: 'a', digits: '000123' }]],
    ['0908.1234', [{ kind: 'digits', digits: '09081234', births: [] }]],
    ['(+84)901234567', [{ kind: 'digits', digits: '84901234567', births: [] }]],
    ['"; DROP', [{ kind: 'word', word: 'drop' }]],
    ['', []],
  ])('%s is understood', (typed, terms) => {
    expect(parseSearch(typed, TODAY)).toEqual(terms);
  });

  it('holds only letters and digits, whatever was typed, and at most eight terms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const terms = parseSearch(typed, TODAY);
        expect(terms.length).toBeLessThanOrEqual(8);
        for (const term of terms) {
          if (term.kind === 'word') expect(term.word).toMatch(/^[\p{L}\p{N}]+$/u);
          if (term.kind === 'digits' || term.kind === 'record') expect(term.digits).toMatch(/^\d+$/);
        }
      }),
    );
  });

  it('takes 0901…, 84901… and 901… for one phone', () => {
    expect(new Set(['0901234567', '84901234567', '901234567'].map(nationalDigits)).size).toBe(1);
    expect(nationalDigits('0123')).toBe('0123');
  });
});

describe('how well a patient fits', () => {
  const an = {
    searchName: 'tran van an',
    phone: '0901234567',
    recordNumber: 'A-000042',
    dateOfBirth: '1980-08-12',
  };
  const anh = { ...an, searchName: 'tran van anh' };
  const fit = (typed: string, patient: typeof an) => fitOf(parseSearch(typed, TODAY), patient);

  it('a whole given name beats a beginning, a beginning beats a middle', () => {
    expect(fit('an', an)).toBeGreaterThan(fit('an', anh) ?? 0);
    expect(fit('tr', an)).toBeGreaterThan(fit('ra', an) ?? 0);
  });

  it('the end of a phone beats its middle', () => {
    expect(fit('567', an)).toBeGreaterThan(fit('234', an) ?? 0);
  });

  it('the whole record number beats a phone that ends in it', () => {
    expect(fit('A-42', an)).toBeGreaterThan(fit('567', an) ?? 0);
  });

  it('is null when one of the words is somebody else’s', () => {
    expect(fit('an nguyen', an)).toBeNull();
  });
});
