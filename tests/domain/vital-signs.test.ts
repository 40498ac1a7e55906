// Vital signs at the door: what is kept as it came, what is cleared, and what only a slip of the finger can make.
import { describe, expect, test } from 'vitest';
import { mergeVitalSigns, typedNumber, vitalSignsPatch } from '../../domain/vital-signs.ts';

const problemsOf = (signs: object) => {
  const parsed = vitalSignsPatch.safeParse(signs);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
};

describe('vital signs', () => {
  test('the seed’s contract passes unchanged, and keys it does not name are kept', () => {
    const signs = {
      blood_pressure: '120/80',
      temperature: 36.8,
      heart_rate: 72,
      respiratory_rate: 16,
      oxygen_saturation: 98,
      weight: 61.5,
      height: 168,
      pain_score: 3,
      device: { name: 'Omron' },
    };
    expect(mergeVitalSigns({}, vitalSignsPatch.parse(signs))).toEqual(signs);
  });

  test.each([
    ['a fever of 42.3 °C', { temperature: 42.3 }],
    ['deep hypothermia', { temperature: 13.7 }],
    ['a pulse of 220', { heart_rate: 220 }],
    ['no pulse at all', { heart_rate: 0 }],
    ['a newborn of 450 g', { weight: 0.45 }],
    ['a crisis of 260/150', { blood_pressure: '260/150' }],
    ['a shock of 50/20', { blood_pressure: '50/20' }],
    ['blanks around the stroke', { blood_pressure: ' 120 / 80 ' }],
  ])('the unusual is never refused: %s', (_, signs) => {
    expect(problemsOf(signs)).toEqual([]);
  });

  test.each([
    ['a lost decimal point', { temperature: 368 }, 'temperature: validation.impossibleValue'],
    ['a saturation over 100', { oxygen_saturation: 980 }, 'oxygen_saturation: validation.impossibleValue'],
    ['a pulse with a digit too many', { heart_rate: 7222 }, 'heart_rate: validation.impossibleValue'],
    ['half a heartbeat', { heart_rate: 72.5 }, 'heart_rate: validation.wholeNumber'],
    ['a height in metres', { height: 1.68 }, 'height: validation.impossibleValue'],
    ['a negative weight', { weight: -3 }, 'weight: validation.impossibleValue'],
    ['no number', { temperature: Number.NaN }, 'temperature: validation.impossibleValue'],
    ['text where a number belongs', { temperature: 'hot' }, 'temperature: validation.impossibleValue'],
    ['one value of two', { blood_pressure: '120' }, 'blood_pressure: validation.bloodPressure'],
    ['the values swapped', { blood_pressure: '80/120' }, 'blood_pressure: validation.impossibleValue'],
    ['a pressure of 1200/80', { blood_pressure: '1200/80' }, 'blood_pressure: validation.bloodPressure'],
  ])('a typing error is refused by its field: %s', (_, signs, field) => {
    expect(problemsOf(signs)).toEqual([field]);
  });

  test('what is not named stays, what is emptied goes', () => {
    const before = { temperature: 37, weight: 60, pain_score: 3 };
    const patch = vitalSignsPatch.parse({
      temperature: '',
      weight: 61,
      heart_rate: null,
      blood_pressure: '',
    });
    expect(mergeVitalSigns(before, patch)).toEqual({ weight: 61, pain_score: 3 });
  });

  test.each([
    ['37,5', 37.5],
    [' 37.5 ', 37.5],
    ['72', 72],
    ['', null],
    ['  ', null],
  ])('typed %j reads as %j', (typed, value) => {
    expect(typedNumber(typed)).toBe(value);
  });

  test.each(['37,5,2', '-3', '3 7', 'abc', '1e3', '0x10'])('typed %j is no number', (typed) => {
    expect(typedNumber(typed)).toBeNaN();
  });
});
