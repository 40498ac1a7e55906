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

test('a booking out of the ordinary comes back whole: way, reason, queue, family, length and what was decided about a series', () => {
  const draft = {
    ...emptyDraft,
    patientId: 'patient-binh',
    way: 'walk_in' as const,
    overbookReason: 'Đứt tay',
    queueOf: 'department:eye',
    companionIds: ['patient-cuc'],
    lengthSlots: 2,
    series: { everyWeeks: 2, times: 4, chosen: { '2026-11-30': '08:30', '2026-12-14': null } },
  };
  expect(readDraft(writeDraft({ draft, date }))).toEqual({ draft, date });
});

test('a booking begun before there were families and series is given back as a plain one', () => {
  const { patientId, doctorId, time, reason, symptoms, notes, registering } = { ...emptyDraft, reason: 'Ho' };
  const before = { patientId, doctorId, time, reason, symptoms, notes, registering };
  const kept = readDraft(JSON.stringify({ draft: before, date }));
  expect(kept?.draft).toEqual({ ...emptyDraft, reason: 'Ho' });
});
