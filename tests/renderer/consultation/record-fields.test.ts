// The form of a record as text: what doctors type for a day, what becomes of fields, and which drafts are understood.
import { describe, expect, test } from 'vitest';
import {
  dayText,
  emptyFields,
  fieldsOf,
  readDraft,
  readFields,
  typedDay,
  writeDraft,
} from '../../../renderer/consultation/record-fields.ts';

const today = '2026-11-22';

describe('a follow-up day as it is typed', () => {
  test.each([
    ['29/11/2026', '2026-11-29'],
    ['29.11.26', '2026-11-29'],
    ['29/11', '2026-11-29'],
    ['22/11', '2026-11-22'],
    ['5/1', '2027-01-05'],
    ['2026-12-01', '2026-12-01'],
    ['+7', '2026-11-29'],
    ['+10n', '2026-12-02'],
    ['+2w', '2026-12-06'],
    ['+2t', '2026-12-06'],
    ['+1m', '2026-12-22'],
    ['+3m', '2027-02-22'],
    ['29/2/2028', '2028-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(typedDay(typed, today)).toBe(day);
  });

  test('a month after the 31st ends with the month', () => {
    expect(typedDay('+1m', '2027-01-31')).toBe('2027-02-28');
  });

  test.each(['31/02', '32/1/2027', 'soon', '7', '+', '29/2/2027'])('%s is no day', (typed) => {
    expect(typedDay(typed, today)).toBeNull();
  });
});

describe('fields and records', () => {
  const content = {
    diagnosis: 'Viêm họng',
    prescription: 'A\nB',
    treatmentPlan: '',
    notes: '',
    followUpDate: '2026-11-29',
    vitalSigns: { temperature: 37.5, blood_pressure: '120/80', pain_score: 3 },
  };

  test('what stands in a record comes back out of its form unchanged', () => {
    const fields = fieldsOf(content);
    expect(fields).toMatchObject({
      temperature: '37.5',
      blood_pressure: '120/80',
      followUpDate: '29/11/2026',
    });
    expect(readFields(fields, today)).toEqual({
      patch: {
        ...content,
        vitalSigns: {
          temperature: 37.5,
          blood_pressure: '120/80',
          heart_rate: null,
          respiratory_rate: null,
          oxygen_saturation: null,
          weight: null,
          height: null,
        },
      },
    });
  });

  test('each wrong field says what is wrong, and nothing is sent', () => {
    expect(
      readFields(
        { ...emptyFields, temperature: '375', heart_rate: 'x', blood_pressure: '120', followUpDate: 'soon' },
        today,
      ),
    ).toEqual({
      errors: {
        temperature: 'validation.impossibleValue',
        heart_rate: 'validation.impossibleValue',
        blood_pressure: 'validation.bloodPressure',
        followUpDate: 'validation.date',
      },
    });
  });

  test('a decimal comma is a decimal point', () => {
    expect(readFields({ ...emptyFields, temperature: '37,5' }, today)).toMatchObject({
      patch: { vitalSigns: { temperature: 37.5 } },
    });
  });
});

describe('drafts', () => {
  test('what was typed is understood again, half-typed values and all', () => {
    const draft = { fields: { ...emptyFields, blood_pressure: '120/', notes: 'Đau ở' }, basedOnMs: 5 };
    expect(readDraft(writeDraft(draft))).toEqual(draft);
  });

  test.each(['', 'null', '{}', '{"fields":{"notes":1},"basedOnMs":null}'])('%j is no draft', (content) => {
    expect(readDraft(content)).toBeNull();
  });
});

test('days read the same in both languages', () => {
  expect(dayText('2026-11-29')).toBe('29/11/2026');
});
