// What of a booking is worth giving back: a person or a word, never a bare cell, never what cannot be read.
import { expect, test } from 'vitest';
import { emptyDraft, readDraft, writeDraft } from '../../renderer/front-desk/booking-draft.ts';

const date = '2026-11-23';

test('a booking comes back as it was typed, with its day and the patient being registered', () => {
  const draft = {
    ...emptyDraft,
    doctorId: 'user-an',
    time: '09:30',
    registering: { fullName: 'Đỗ Minh Khôi' },
  };
  expect(readDraft(writeDraft({ draft, date }))).toEqual({ draft, date });
});

test.each([
  ['a cell that was only pressed', { doctorId: 'user-an', time: '09:30' }, false],
  ['a reason of blanks', { reason: '  ' }, false],
  ['a patient', { patientId: 'patient-binh' }, true],
  ['a note', { notes: 'gọi lại' }, true],
  ['a form just opened', { registering: {} }, true],
] as const)('%s', (_, typed, isGivenBack) => {
  expect(readDraft(writeDraft({ draft: { ...emptyDraft, ...typed }, date })) !== null).toBe(isGivenBack);
});

test.each(['', '{', '{}', '{"date":"2026-11-23"}', '[1]', 'null'])('%j is no booking', (content) => {
  expect(readDraft(content)).toBeNull();
});
