// What lines of a prescription say, when the free text follows them, and which of them need a reason.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  courseDays,
  lineByHand,
  type PatientKnown,
  type PrescriptionLine,
  refuseUnexplained,
  stillTaken,
  textAfter,
  textOfLines,
  warningsOf,
} from '../../domain/prescriptions.ts';
import { refusalIn } from '../support/refusal-in.ts';

const line = (medicineName: string, part: Partial<PrescriptionLine> = {}): PrescriptionLine => ({
  ...lineByHand(medicineName),
  ...part,
});
const paracetamol = line('Paracetamol 500 mg', {
  ingredients: 'Paracetamol',
  dose: '1 viên',
  frequency: 'ngày 3 lần',
  duration: '5 ngày',
  instructions: 'Sau ăn',
});

const known = (part: Partial<PatientKnown> = {}): PatientKnown => ({ allergies: null, taken: [], ...part });

describe('the free text of a prescription', () => {
  test('says each line with what was typed of it, and leaves out what was not', () => {
    expect(textOfLines([paracetamol, line('Nước muối sinh lý')])).toBe(
      '1. Paracetamol 500 mg: 1 viên, ngày 3 lần, 5 ngày. Sau ăn\n2. Nước muối sinh lý',
    );
  });

  test('follows its lines as long as it says what they say', () => {
    const before = [paracetamol];
    const after = [paracetamol, line('Oresol')];
    expect(textAfter(textOfLines(before), { before, after })).toBe(textOfLines(after));
    expect(textAfter('', { before: [], after })).toBe(textOfLines(after));
  });

  test('a text that a hand has changed is never overwritten', () => {
    const texts = fc.string();
    const names = fc.array(fc.string({ minLength: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(texts, names, names, (text, old, fresh) => {
        const [before, after] = [old.map((name) => line(name)), fresh.map((name) => line(name))];
        fc.pre(text.trim() !== textOfLines(before).trim());
        expect(textAfter(text, { before, after })).toBe(text);
      }),
    );
  });
});

describe('warnings', () => {
  test.each([
    ['Penicillin', 'Amoxicillin 500 mg', 'Amoxicillin; Penicillin', true],
    ['dị ứng PENICILIN', 'Penicilin V', '', true],
    ['penicillin', 'Benzylpenicillin', '', true],
    ['Tôm, cua; Ibuprofen', 'Brufen', 'ibuprofen', true],
    ['Penicillin', 'Amoxicillin 500 mg', 'Amoxicillin', false],
    ['ASA', 'Mesalazine', '', false],
    ['Thuốc nhóm acid', 'Acid folic', '', false],
    ['', 'Ibuprofen', '', false],
    [null, 'Ibuprofen', '', false],
  ])('recorded %s, prescribed %s (%s): %s', (allergies, name, ingredients, isWarned) => {
    expect(warningsOf([line(name, { ingredients })], known({ allergies })).length > 0).toBe(isWarned);
  });

  test('the second line with a substance is warned, whatever its brand; strengths do not hide it', () => {
    const efferalgan = line('Efferalgan', { ingredients: 'paracetamol + codeine' });
    expect(warningsOf([paracetamol, efferalgan], known())).toEqual([
      { lineIndex: 1, kind: 'duplicate', word: 'paracetamol' },
    ]);
    expect(warningsOf([line('Oresol 200 ml'), line('oresol')], known())).toHaveLength(1);
  });

  test('a substance still taken from an earlier visit is warned with that day, newest first, and named once', () => {
    const taken = [
      { medicineName: 'Efferalgan', ingredients: 'Paracetamol', duration: '', visitDate: '2026-11-20' },
      { medicineName: 'Paracetamol 500 mg', ingredients: '', duration: '', visitDate: '2026-11-10' },
    ];
    const panadol = line('Panadol', { ingredients: 'caffeine; paracetamol' });
    expect(warningsOf([panadol, paracetamol, line('Oresol')], known({ taken }))).toEqual([
      { lineIndex: 0, kind: 'taken', word: 'paracetamol', visitDate: '2026-11-20' },
      { lineIndex: 1, kind: 'duplicate', word: 'paracetamol' },
    ]);
    expect(warningsOf([paracetamol], known({ allergies: 'paracetamol', taken }))).toMatchObject([
      { kind: 'allergy' },
      { kind: 'taken' },
    ]);
  });

  test.each([
    ['5 ngày', 5],
    ['5 days', 5],
    ['7', 7],
    ['x10ngày', 10],
    ['5-7 ngày', 7],
    ['ngày 2 lần, 2 tuần', 14],
    ['1 tháng', 30],
    ['3 months', 90],
    ['2 năm', 365],
    ['9'.repeat(60), 365],
    ['', 30],
    ['dùng lâu dài', 30],
    ['hết 2 hộp', 30],
    ['0 ngày', 30],
  ])('how long “%s” counts: %d days', (duration, days) => {
    expect(courseDays(duration)).toBe(days);
  });

  test('a course of five days is still taken on the fifth and no longer on the sixth', () => {
    const medicine = { medicineName: 'A', ingredients: '', duration: '5 ngày', visitDate: '2026-02-26' };
    expect(stillTaken([medicine], '2026-02-26')).toEqual([medicine]);
    expect(stillTaken([medicine], '2026-03-02')).toEqual([medicine]);
    expect(stillTaken([medicine], '2026-03-03')).toEqual([]);
  });

  test('what is said of a course, a person typed: any text counts as something between a day and a year', () => {
    fc.assert(
      fc.property(fc.string(), (duration) => {
        expect(courseDays(duration)).toBeGreaterThanOrEqual(1);
        expect(courseDays(duration)).toBeLessThanOrEqual(365);
      }),
    );
  });

  test('a line with a warning is taken with a reason only', () => {
    const ibuprofen = line('Ibuprofen 400 mg');
    expect(refusalIn(() => refuseUnexplained([ibuprofen], known({ allergies: 'Ibuprofen' })))).toEqual({
      code: 'warning_unexplained',
      medicineName: 'Ibuprofen 400 mg',
      kind: 'allergy',
      word: 'Ibuprofen',
    });
    const explained = { ...ibuprofen, overrideReason: 'Đã dùng nhiều lần, không phản ứng' };
    expect(refusalIn(() => refuseUnexplained([explained], known({ allergies: 'Ibuprofen' })))).toBeNull();
    expect(
      refusalIn(() =>
        refuseUnexplained([{ ...ibuprofen, overrideReason: '  ' }], known({ allergies: 'Ibuprofen' })),
      ),
    ).not.toBeNull();
  });
});
