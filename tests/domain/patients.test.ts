import { describe, expect, it } from 'vitest';
import { duplicateScore, likenessOf, nameLikeness } from '../../domain/patient-duplicates.ts';
import {
  archivePatient,
  editPatient,
  patientAsSeenBy,
  patientInput,
  recordNumberText,
  registerPatient,
} from '../../domain/patients.ts';
import { aPatient } from '../support/builders.ts';

const TODAY = '2026-11-22';
const ids = { id: 'p', patientUuid: 'u', recordNumber: 'A-000001' };
const desk = { role: 'receptionist' as const, today: TODAY };
const doctor = { role: 'doctor' as const, today: TODAY };
const known = { ...aPatient(), clinicId: 'c', createdAtMs: 1, updatedAtMs: 5, rowVersion: 0 };
const errorsOf = (input: object) => {
  const result = patientInput.safeParse({ fullName: 'Lê An', ...input });
  return result.success ? [] : result.error.issues.map(({ path, message }) => [path.join('.'), message]);
};

describe('registering a patient', () => {
  it('asks for the name and nothing else', () => {
    const row = registerPatient(patientInput.parse({ fullName: '  Nguyễn   Thị Đào ' }), ids, desk);
    expect(row).toMatchObject({
      fullName: 'Nguyễn Thị Đào',
      searchName: 'nguyen thi dao',
      phone: null,
      allergies: null,
      archivedAtMs: null,
    });
    expect(errorsOf({ fullName: '   ' })).toEqual([['fullName', 'validation.required']]);
  });

  it.each([
    ['0901 234 567', '0901234567'],
    ['(028) 3829-1234', '02838291234'],
    ['+84 90 123 4567', '+84901234567'],
    ['', null],
  ])('keeps the phone %s as %s', (typed, kept) => {
    expect(patientInput.parse({ fullName: 'An', phone: typed }).phone).toBe(kept);
  });

  it.each([
    [{ phone: 'abc' }, 'phone', 'validation.phone'],
    [{ phone: '12' }, 'phone', 'validation.phone'],
    [{ emergencyContactPhone: '090123456' }, 'emergencyContactPhone', 'validation.phone10'],
    [{ emergencyContactPhone: '09012345678' }, 'emergencyContactPhone', 'validation.phone10'],
    [{ dateOfBirth: '1990-02-30' }, 'dateOfBirth', 'validation.date'],
    [{ email: 'nobody' }, 'email', 'validation.email'],
    [{ fullName: 'x'.repeat(121) }, 'fullName', 'validation.tooLong'],
    [{ notes: 'x'.repeat(4_001) }, 'notes', 'validation.tooLong'],
  ])('refuses %j', (input, field, message) => {
    expect(errorsOf(input)).toEqual([[field, message]]);
  });

  it('refuses a birth day in the future, and takes today', () => {
    const born = (dateOfBirth: string) => () =>
      registerPatient(patientInput.parse({ fullName: 'An', dateOfBirth }), ids, desk);
    expect(born('2026-11-23')).toThrow('invalid_input');
    expect(born(TODAY)().dateOfBirth).toBe(TODAY);
  });

  it('leaves the notes to doctors', () => {
    const withNotes = patientInput.parse({ fullName: 'An', notes: 'Sợ kim' });
    expect(() => registerPatient(withNotes, ids, desk)).toThrow('forbidden');
    expect(registerPatient(withNotes, ids, doctor).notes).toBe('Sợ kim');
    expect(patientAsSeenBy('receptionist', { notes: 'Sợ kim' }).notes).toBeNull();
    expect(patientAsSeenBy('admin', { notes: 'Sợ kim' }).notes).toBe('Sợ kim');
  });

  it('name-field-xss: markup in a name is kept as the text it is', () => {
    const fullName = '<img src=x onerror=alert(1)>';
    expect(registerPatient(patientInput.parse({ fullName }), ids, desk).fullName).toBe(fullName);
  });

  it('writes record numbers with the prefix of the PC', () => {
    expect([recordNumberText('A', 123), recordNumberText('B', 1_234_567)]).toEqual(['A-000123', 'B-1234567']);
  });
});

describe('editing and archiving', () => {
  it('changes only what is given, and folds a new name', () => {
    expect(editPatient(known, { patch: { fullName: 'Lê Đỗ' }, readAtMs: 5 }, desk)).toEqual({
      fullName: 'Lê Đỗ',
      searchName: 'le do',
    });
    expect(editPatient(known, { patch: { phone: null }, readAtMs: 5 }, desk)).toEqual({ phone: null });
  });

  it('overwrites nothing that was changed meanwhile', () => {
    expect(() => editPatient(known, { patch: { phone: null }, readAtMs: 4 }, desk)).toThrow(
      'changed_meanwhile',
    );
  });

  it('does not edit an archived patient', () => {
    expect(() => editPatient({ ...known, archivedAtMs: 3 }, { patch: {}, readAtMs: 5 }, desk)).toThrow(
      'patient_archived',
    );
  });

  it('does not archive somebody who is still expected', () => {
    expect(() => archivePatient(known, { id: 'a', appointmentDate: '2026-11-30' }, 9)).toThrow(
      'patient_expected',
    );
    expect(archivePatient(known, null, 9)).toEqual({ archivedAtMs: 9 });
  });
});

describe('the duplicate hint', () => {
  const an = { fullName: 'Nguyễn Văn An', dateOfBirth: '1980-08-12', phone: '0901234567' };
  it.each([
    ['the same without accents', { ...an, fullName: 'nguyen van an' }, 'likely'],
    ['the words turned round', { ...an, fullName: 'An Nguyễn Văn', phone: null }, 'likely'],
    ['a slip in the name', { ...an, fullName: 'Nguyễn Văn Ann', phone: null }, 'likely'],
    ['day and month turned round', { ...an, dateOfBirth: '1980-12-08', phone: null }, 'likely'],
    ['one wrong digit in the birth day', { ...an, dateOfBirth: '1981-08-12' }, 'likely'],
    ['the phone with +84', { ...an, dateOfBirth: null, phone: '+84901234567' }, 'likely'],
    ['the name alone', { fullName: 'Nguyễn Văn An', dateOfBirth: null, phone: null }, 'possible'],
    ['the same name born on another day', { ...an, dateOfBirth: '1955-01-30', phone: '0987000111' }, 'none'],
    [
      'a brother with the same phone',
      { fullName: 'Nguyễn Văn Bình', dateOfBirth: '1984-01-01', phone: an.phone },
      'none',
    ],
    [
      'a stranger born on the same day',
      { fullName: 'Trần Thị Hoa', dateOfBirth: an.dateOfBirth, phone: null },
      'none',
    ],
  ])('%s: %s', (_, other, likeness) => {
    expect(likenessOf(duplicateScore(an, other))).toBe(likeness);
    expect(duplicateScore(an, other)).toBeCloseTo(duplicateScore(other, an), 10);
  });

  it('never goes below 0 or above 1', () => {
    expect(nameLikeness('', 'An')).toBe(0);
    expect(duplicateScore(an, an)).toBe(1);
  });
});
