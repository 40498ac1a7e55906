// The rules of a consultation as tables of cases: whose record, in which status, what a signature freezes, what a fee is.
import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../domain/appointments.ts';
import {
  amendRecord,
  assignService,
  type By,
  completeVisit,
  type MedicalRecord,
  recordPatch,
  startVisit,
  writeRecord,
} from '../../domain/consultations.ts';
import { Refused } from '../../domain/failure.ts';
import { aDepartment, anAppointment, aService } from '../support/builders.ts';

const stamps = { clinicId: 'clinic-test', createdAtMs: 1, updatedAtMs: 7, rowVersion: 0 };
const visitWith = (appointment: Partial<Appointment> = {}): Appointment => ({
  ...anAppointment(),
  ...stamps,
  ...appointment,
});
const aRecord = (record: Partial<MedicalRecord> = {}): MedicalRecord => ({
  ...stamps,
  id: 'record-9',
  appointmentId: 'appointment-9',
  patientId: 'patient-binh',
  diagnosis: 'Viêm họng cấp',
  prescription: 'Paracetamol 500 mg',
  treatmentPlan: '',
  notes: '',
  followUpDate: null,
  vitalSigns: { temperature: 38.2, pain_score: 3 },
  createdById: 'user-an',
  signedAtMs: null,
  ...record,
});
const own: By = { userId: 'user-an', role: 'doctor', today: '2026-11-22' };
const colleague: By = { ...own, userId: 'user-khoa' };
const admin: By = { userId: 'user-admin', role: 'admin', today: '2026-11-22' };
const change = (record: object, basedOnMs: number | null = 7) => ({
  basedOnMs,
  record: recordPatch.parse(record),
});

const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.failure.code;
    throw error;
  }
  return 'allowed';
};

describe('writing a record', () => {
  test.each([
    ['booked', 'status_forbids'],
    ['confirmed', 'allowed'],
    ['completed', 'allowed'],
    ['cancelled', 'status_forbids'],
  ] as const)('on a %s visit: %s', (status, answer) => {
    const visit = { appointment: visitWith({ status }), record: undefined };
    expect(refusalOf(() => writeRecord(visit, change({ diagnosis: 'Cảm cúm' }), own))).toBe(answer);
  });

  test('only the doctor of the appointment writes, not a colleague and not an admin', () => {
    const visit = { appointment: visitWith(), record: undefined };
    expect(refusalOf(() => writeRecord(visit, change({ diagnosis: 'x' }), colleague))).toBe(
      'not_your_appointment',
    );
    expect(refusalOf(() => writeRecord(visit, change({ diagnosis: 'x' }), admin))).toBe(
      'not_your_appointment',
    );
  });

  test('a field that is not named stays as it is, and unknown vital signs stay too', () => {
    const visit = { appointment: visitWith(), record: aRecord() };
    const { content } = writeRecord(
      visit,
      change({ notes: 'Tái khám nếu sốt', vitalSigns: { temperature: 37 } }),
      own,
    );
    expect(content).toEqual({
      diagnosis: 'Viêm họng cấp',
      prescription: 'Paracetamol 500 mg',
      treatmentPlan: '',
      notes: 'Tái khám nếu sốt',
      followUpDate: null,
      vitalSigns: { temperature: 37, pain_score: 3 },
    });
  });

  test('nothing at all is no record', () => {
    const visit = { appointment: visitWith(), record: undefined };
    const nothing = {
      diagnosis: '  ',
      followUpDate: '',
      vitalSigns: { temperature: '', blood_pressure: '' },
    };
    expect(refusalOf(() => writeRecord(visit, change(nothing), own))).toBe('record_empty');
    expect(refusalOf(() => writeRecord(visit, change({ vitalSigns: { weight: 60 } }), own))).toBe('allowed');
  });

  test('a follow-up date is today or later; one that passed since it was written does not block other changes', () => {
    const begun = { appointment: visitWith(), record: undefined };
    expect(refusalOf(() => writeRecord(begun, change({ followUpDate: '2026-11-21' }), own))).toBe(
      'follow_up_in_past',
    );
    expect(refusalOf(() => writeRecord(begun, change({ followUpDate: '2026-11-22' }), own))).toBe('allowed');
    const old = { appointment: visitWith(), record: aRecord({ followUpDate: '2026-10-01' }) };
    expect(refusalOf(() => writeRecord(old, change({ notes: 'x', followUpDate: '2026-10-01' }), own))).toBe(
      'allowed',
    );
  });

  test('a record changed by somebody else since it was opened is not overwritten', () => {
    const visit = { appointment: visitWith(), record: aRecord({ updatedAtMs: 8 }) };
    expect(refusalOf(() => writeRecord(visit, change({ notes: 'x' }, 7), own))).toBe('changed_meanwhile');
    expect(refusalOf(() => writeRecord(visit, change({ notes: 'x' }, null), own))).toBe('changed_meanwhile');
    expect(refusalOf(() => writeRecord(visit, change({ notes: 'x' }, 8), own))).toBe('allowed');
  });

  test('a signed record is not written', () => {
    const visit = { appointment: visitWith({ status: 'completed' }), record: aRecord({ signedAtMs: 5 }) };
    expect(refusalOf(() => writeRecord(visit, change({ notes: 'x' }), own))).toBe('record_signed');
  });
});

describe('amending a record', () => {
  const signed = { appointment: visitWith({ status: 'completed' }), record: aRecord({ signedAtMs: 5 }) };

  test('only its doctor amends, only once it is signed, only with a change', () => {
    expect(refusalOf(() => amendRecord(signed, change({ notes: 'x' }), own))).toBe('allowed');
    expect(refusalOf(() => amendRecord(signed, change({ notes: 'x' }), colleague))).toBe(
      'not_your_appointment',
    );
    expect(refusalOf(() => amendRecord({ ...signed, record: aRecord() }, change({ notes: 'x' }), own))).toBe(
      'not_signed_yet',
    );
    expect(refusalOf(() => amendRecord({ ...signed, record: undefined }, change({ notes: 'x' }), own))).toBe(
      'not_found',
    );
    expect(refusalOf(() => amendRecord(signed, change({ diagnosis: 'Viêm họng cấp' }), own))).toBe(
      'nothing_changed',
    );
  });
});

describe('starting and completing', () => {
  test('calling a booked patient in confirms the visit; a confirmed or completed one is simply opened', () => {
    expect(startVisit(visitWith({ status: 'booked' }), own)).toEqual({ confirms: true });
    expect(startVisit(visitWith({ status: 'confirmed' }), own)).toEqual({ confirms: false });
    expect(startVisit(visitWith({ status: 'completed' }), own)).toEqual({ confirms: false });
    expect(refusalOf(() => startVisit(visitWith({ status: 'cancelled' }), own))).toBe('status_forbids');
    expect(refusalOf(() => startVisit(visitWith({ status: 'booked' }), colleague))).toBe(
      'not_your_appointment',
    );
  });

  test.each([
    ['the doctor of the visit', own, 'allowed'],
    ['an admin', admin, 'allowed'],
    ['a colleague', colleague, 'not_your_appointment'],
  ] as const)('%s completes: %s', (_, by, answer) => {
    expect(refusalOf(() => completeVisit(visitWith(), by))).toBe(answer);
  });

  test('a booked visit is confirmed on the way; a completed or cancelled one is left alone', () => {
    expect(completeVisit(visitWith({ status: 'booked' }), own)).toEqual({ confirmsFirst: true });
    expect(refusalOf(() => completeVisit(visitWith({ status: 'completed' }), own))).toBe('status_forbids');
    expect(refusalOf(() => completeVisit(visitWith({ status: 'cancelled' }), own))).toBe('status_forbids');
  });
});

describe('assigning a service', () => {
  const rows = { clinicId: 'clinic-test', createdAtMs: 1, updatedAtMs: 1, rowVersion: 0 };
  const department = { ...aDepartment({ examinationFeeMinor: 170_000 }), ...rows };
  const service = { ...aService(), ...rows };

  test('the fee is the department’s of today plus the price, however often it is assigned', () => {
    const once = assignService(visitWith(), { department, service }, own);
    expect(once).toEqual({ serviceId: 'service-ecg', estimatedFeeMinor: 250_000 });
    expect(assignService(visitWith(once), { department, service }, own)).toEqual(once);
    expect(assignService(visitWith(once), { department, service: null }, own)).toEqual({
      serviceId: null,
      estimatedFeeMinor: 170_000,
    });
  });

  test.each([
    [
      'a service that is switched off',
      { service: { ...service, isActive: false } },
      visitWith(),
      'service_inactive',
    ],
    [
      'another department’s',
      { service: { ...service, departmentId: 'department-eye' } },
      visitWith(),
      'service_other_department',
    ],
    ['a visit that is only booked', {}, visitWith({ status: 'booked' }), 'status_forbids'],
    ['a cancelled visit', {}, visitWith({ status: 'cancelled' }), 'status_forbids'],
    ['a completed visit', {}, visitWith({ status: 'completed' }), 'allowed'],
  ] as const)('%s: ', (_, given, appointment, answer) => {
    expect(refusalOf(() => assignService(appointment, { department, service, ...given }, own))).toBe(answer);
  });

  test('only the doctor of the visit assigns', () => {
    expect(refusalOf(() => assignService(visitWith(), { department, service }, colleague))).toBe(
      'not_your_appointment',
    );
  });
});
