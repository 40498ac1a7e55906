// Which value of two records stays, and what taking a merge apart gives back, as decisions alone.
import { describe, expect, it } from 'vitest';
import {
  type MergedField,
  mergedValue,
  mergePatients,
  type OwnedRows,
  patientTables,
  takeApart,
  usualChoice,
} from '../../domain/patient-merges.ts';
import { type Patient } from '../../domain/patients.ts';
import { aPatient } from '../support/builders.ts';

const refused = (failure: object) => expect.objectContaining({ failure });
const NOW = 1_000;
const by = { userId: 'user-lan', nowMs: NOW };
const stamp = { clinicId: 'c', createdAtMs: 0, updatedAtMs: 0, rowVersion: 0 };
const patient = (fields: Partial<Patient>): Patient => ({ ...aPatient(fields), ...stamp, ...fields });
const noRows = Object.fromEntries(patientTables.map((table) => [table, []])) as unknown as OwnedRows;
const readAtMs = { kept: 0, other: 0 };

const kept = patient({ id: 'kept', phone: '0901234567', allergies: 'Penicillin', address: null });
const other = patient({ id: 'other', phone: '0987654321', allergies: 'Hải sản', address: '12 Lê Lợi' });
const merged = (
  fields: { kept?: Partial<Patient>; other?: Partial<Patient>; rows?: Partial<OwnedRows> } = {},
) =>
  mergePatients(
    {
      mergeId: 'merge-1',
      kept: { ...kept, ...fields.kept },
      other: { ...other, ...fields.other },
      readAtMs,
      choices: {},
      rows: { ...noRows, ...fields.rows },
    },
    by,
  );
/** The row as it is stored. */
const stored = (row: ReturnType<typeof merged>['merge']) => ({ ...row, ...stamp });

describe('before anybody chooses', () => {
  const value = (field: MergedField, ofKept: Partial<Patient>, ofOther: Partial<Patient>) => {
    const pair = { kept: patient(ofKept), other: patient(ofOther) };
    return mergedValue(field, pair, usualChoice(field, pair));
  };

  it.each<[string, MergedField, Partial<Patient>, Partial<Patient>, string | null]>([
    ['the kept phone stays', 'phone', { phone: '1' }, { phone: '2' }, '1'],
    ['what the kept record does not say comes from the other', 'address', {}, { address: 'x' }, 'x'],
    ['allergies are joined', 'allergies', { allergies: 'Tôm' }, { allergies: 'Sữa' }, 'Tôm; Sữa'],
    ['an allergy written twice stands once', 'allergies', { allergies: 'tôm' }, { allergies: 'Tôm' }, 'tôm'],
    [
      'the longer list takes in the shorter',
      'allergies',
      { allergies: 'Tôm' },
      { allergies: 'Sữa, Tôm' },
      'Sữa, Tôm',
    ],
    ['nobody asked the one, the other said', 'allergies', {}, { allergies: 'Tôm' }, 'Tôm'],
    ['warnings are joined', 'warnings', { warnings: 'Xe lăn' }, { warnings: 'Điếc' }, 'Xe lăn; Điếc'],
    ['notes stand below each other', 'notes', { notes: 'a' }, { notes: 'b' }, 'a\nb'],
    [
      'the phone of one contact is never put to the name of another',
      'emergencyContactPhone',
      { emergencyContact: 'Mai' },
      { emergencyContact: 'Hùng', emergencyContactPhone: '0900000000' },
      null,
    ],
  ])('%s', (_, field, ofKept, ofOther, expected) => {
    expect(value(field, ofKept, ofOther)).toBe(expected);
  });
});

describe('a merge', () => {
  it('writes what differs, remembers what was, and lets the other record end in the kept one', () => {
    const { keptPatch, otherPatch, merge } = merged();
    expect(keptPatch).toEqual({ allergies: 'Penicillin; Hải sản', address: '12 Lê Lợi' });
    expect(otherPatch).toEqual({ mergedIntoId: 'kept', archivedAtMs: NOW });
    expect(merge.keptBefore).toEqual({
      allergies: { before: 'Penicillin', after: 'Penicillin; Hải sản' },
      address: { before: null, after: '12 Lê Lợi' },
    });
  });

  it('keeps the doctors’ notes of both, whoever merges and whatever is chosen', () => {
    const { keptPatch } = merged({ kept: { notes: 'Sợ kim' }, other: { notes: 'Hay ngất' } });
    expect(keptPatch.notes).toBe('Sợ kim\nHay ngất');
  });

  it('finds a patient under the name that was chosen', () => {
    const decided = mergePatients(
      {
        mergeId: 'm',
        kept,
        other: { ...other, fullName: 'Trần Văn Bính' },
        readAtMs,
        choices: { fullName: 'other' },
        rows: noRows,
      },
      by,
    );
    expect(decided.keptPatch).toMatchObject({ fullName: 'Trần Văn Bính', searchName: 'tran van binh' });
  });

  it.each<[string, Partial<Patient>, object]>([
    ['a record with itself', { id: 'kept' }, { code: 'merge_same_patient' }],
    ['an archived record', { archivedAtMs: 5 }, { code: 'patient_archived', patientId: 'other' }],
    [
      'a record a colleague saved since',
      { updatedAtMs: 9 },
      { code: 'changed_meanwhile', subject: 'patient', id: 'other' },
    ],
  ])('is refused for %s', (_, fields, refusal) => {
    expect(() => merged({ other: fields })).toThrow(refused(refusal));
  });
});

describe('taking a merge apart', () => {
  const rows = (appointments: string[], receipts: [string, string | null][] = []): OwnedRows => ({
    ...noRows,
    appointments: appointments.map((id) => ({ id, appointmentId: null })),
    receipts: receipts.map(([id, appointmentId]) => ({ id, appointmentId })),
  });
  const { merge, keptPatch } = merged({ rows: rows(['visit-of-other'], [['receipt-of-other', null]]) });
  const keptNow = { ...kept, ...keptPatch };

  it('gives back the rows that came over, and no others', () => {
    const now = rows(
      ['own', 'visit-of-other', 'since'],
      [
        ['receipt-of-other', null],
        ['since', null],
      ],
    );
    const { back } = takeApart(
      { merge: stored(merge), kept: keptNow, rows: now, standing: [stored(merge)] },
      by,
    );
    expect(back).toEqual({
      ...noRows,
      appointments: ['visit-of-other'],
      receipts: ['receipt-of-other'],
    });
  });

  it('what was written since for a visit that goes back goes with its visit', () => {
    const now = rows(['visit-of-other'], [['for-the-visit', 'visit-of-other']]);
    const { back } = takeApart(
      { merge: stored(merge), kept: keptNow, rows: now, standing: [stored(merge)] },
      by,
    );
    expect(back.receipts).toEqual(['for-the-visit']);
  });

  it('returns fields to what they were, except one that was changed since: that is left, and told', () => {
    const since = { ...keptNow, allergies: 'Penicillin; Hải sản; Latex' };
    const decided = takeApart(
      { merge: stored(merge), kept: since, rows: noRows, standing: [stored(merge)] },
      by,
    );
    expect(decided.keptPatch).toEqual({ address: null });
    expect(decided.fieldsLeft).toEqual(['allergies']);
  });

  it('happens once', () => {
    const undone = { ...stored(merge), undoneAtMs: 5 };
    expect(() => takeApart({ merge: undone, kept: keptNow, rows: noRows, standing: [] }, by)).toThrow(
      refused({ code: 'merge_undone' }),
    );
  });

  it('waits until the kept record is itself taken out of the one it went into', () => {
    const further = { ...keptNow, mergedIntoId: 'third', archivedAtMs: 9 };
    expect(() =>
      takeApart({ merge: stored(merge), kept: further, rows: noRows, standing: [stored(merge)] }, by),
    ).toThrow(refused({ code: 'merged_further', patientId: 'third' }));
  });

  it('leaves a field to the later merge that stands on it, which then gives back what was before both', () => {
    const later = stored({
      ...merge,
      id: 'merge-2',
      keptBefore: { allergies: { before: 'Penicillin; Hải sản', after: 'Penicillin; Hải sản; Latex' } },
    });
    const since = { ...keptNow, allergies: 'Penicillin; Hải sản; Latex' };
    const decided = takeApart(
      { merge: stored(merge), kept: since, rows: noRows, standing: [stored(merge), later] },
      by,
    );
    expect(decided.fieldsLeft).toEqual(['allergies']);
    expect(decided.laterPatches.get('merge-2')).toEqual({
      allergies: { before: 'Penicillin', after: 'Penicillin; Hải sản; Latex' },
    });
  });
});
