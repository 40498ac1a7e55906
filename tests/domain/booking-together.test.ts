// Several visits at once, and visits out of the ordinary, as pure decisions: what is made, what is refused, what is taken back.
import { describe, expect, test } from 'vitest';
import type { Actor, BookingInput, DayOfDoctor, PatientOfDay } from '../../domain/appointment-booking.ts';
import type { AppointmentEvent } from '../../domain/appointments.ts';
import { bookInARow, bookSeries, seriesDates } from '../../domain/booking-together.ts';
import { takeBackBooking } from '../../domain/booking-taken-back.ts';
import { overbook, shortestQueue, walkInToQueue, walkInToSlot } from '../../domain/extra-visits.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import type { OffTime } from '../../domain/slot.ts';
import { anAppointment } from '../support/builders.ts';

const TODAY = '2026-11-22';
const desk: Actor = { userId: 'lan', role: 'receptionist', nowMs: 1_000 };
const room = {
  id: 'room-101',
  roomNumber: '101',
  floor: '1',
  departmentId: 'general',
  isActive: true,
  taken: [],
  timeOff: [],
};
const aDay = (slots: Partial<DayOfDoctor['slots']> = {}, more: Partial<DayOfDoctor> = {}): DayOfDoctor => ({
  doctor: { id: 'an', departmentId: 'general', roomId: 'room-101', isActive: true },
  department: { id: 'general', isActive: true, examinationFeeMinor: 150_000 },
  rooms: [room],
  ...more,
  slots: {
    date: TODAY,
    grid: { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 },
    now: { date: TODAY, time: '09:10' },
    horizonDays: 30,
    asker: 'desk',
    weeklyHours: [],
    timeOff: [],
    taken: [],
    ...slots,
  },
});
const aPatient = (id: string, visits: PatientOfDay['visits'] = []): PatientOfDay => ({
  id,
  archivedAtMs: null,
  visits,
});
const [binh, cuc] = [aPatient('binh'), aPatient('cuc')];
const input: BookingInput = { time: '10:00', reason: 'Ho', symptoms: '', notes: '' };
const why = { overbookReason: 'Sốt cao' };
const off = (from: string | null, to: string | null, kind: OffTime['kind'] = 'leave'): OffTime => ({
  id: 'off',
  scope: 'doctor',
  kind,
  fromDate: TODAY,
  toDate: TODAY,
  fromTime: from,
  toTime: to,
  reason: '',
});
const at = (...times: string[]) => times.map((time) => ({ appointmentId: `at-${time}`, time }));
const ids = () => {
  let next = 0;
  return () => `id-${(next += 1)}`;
};
const refusal = (decide: () => unknown): Failure | null => {
  try {
    decide();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
};

describe('in a row', () => {
  const row = (patients: PatientOfDay[], day = aDay(), time = '10:00') =>
    bookInARow({ day, patients, actor: desk }, { ...input, time }, ids());

  test('two siblings come one after the other to the same doctor, each with the fee, each alone to change', () => {
    const visits = row([binh, cuc]).map(({ appointment }) => appointment);
    expect(visits).toMatchObject([
      {
        patientId: 'binh',
        appointmentTime: '10:00',
        roomId: 'room-101',
        estimatedFeeMinor: 150_000,
        seriesId: null,
      },
      {
        patientId: 'cuc',
        appointmentTime: '10:30',
        roomId: 'room-101',
        estimatedFeeMinor: 150_000,
        seriesId: null,
      },
    ]);
  });

  test('one patient for two slots is two visits that belong together, and one fee', () => {
    const [first, second] = row([binh, binh]).map(({ appointment }) => appointment);
    expect([first?.estimatedFeeMinor, second?.estimatedFeeMinor]).toEqual([150_000, 0]);
    expect(first?.seriesId).not.toBeNull();
    expect(second?.seriesId).toBe(first?.seriesId);
  });

  test('too few free slots in a row: none is booked, and the nearest times with enough are told', () => {
    const day = aDay({ taken: at('10:30', '12:00') });
    expect(refusal(() => row([binh, cuc], day))).toEqual({
      code: 'not_in_a_row',
      length: 2,
      freeTimes: ['09:30', '09:00', '11:00'],
    });
    expect(refusal(() => row([binh, cuc], aDay(), '16:30'))).toMatchObject({
      code: 'not_in_a_row',
      freeTimes: ['16:00', '15:30', '15:00'],
    });
  });

  test('a first slot that is taken, and a sibling who is elsewhere then, are refused as for one booking', () => {
    expect(refusal(() => row([binh, cuc], aDay({ taken: at('10:00') })))?.code).toBe('slot_taken');
    const elsewhere = aPatient('cuc', [{ appointmentId: 'x', time: '10:30', doctorName: 'Mai' }]);
    expect(refusal(() => row([binh, elsewhere]))).toEqual({
      code: 'patient_busy',
      appointmentId: 'x',
      doctorName: 'Mai',
    });
  });
});

describe('a series', () => {
  const on = (date: string, slots: Partial<DayOfDoctor['slots']> = {}, patient = binh) => ({
    situation: { day: aDay({ date, ...slots }), patient, actor: desk },
    time: '10:00',
  });

  test('is every so many weeks on the same weekday, over the end of a year', () => {
    expect(seriesDates({ firstDate: '2026-12-17', everyWeeks: 2, times: 3 })).toEqual([
      '2026-12-17',
      '2026-12-31',
      '2027-01-14',
    ]);
  });

  test('is separate visits with a fee each, which share a series', () => {
    const visits = bookSeries([on(TODAY), on('2026-11-29')], input, ids()).map(
      ({ appointment }) => appointment,
    );
    expect(
      visits.map(({ appointmentDate, estimatedFeeMinor }) => [appointmentDate, estimatedFeeMinor]),
    ).toEqual([
      [TODAY, 150_000],
      ['2026-11-29', 150_000],
    ]);
    expect(new Set(visits.map(({ seriesId }) => seriesId)).size).toBe(1);
    expect(visits[0]?.seriesId).toMatch(/^id-/);
  });

  test('with days that clash or lie beyond the horizon books none and names all of them', () => {
    const days = [on(TODAY), on('2026-11-29', { taken: at('10:00') }), on('2026-12-06'), on('2027-01-03')];
    expect(refusal(() => bookSeries(days, input, ids()))).toEqual({
      code: 'series_clash',
      dates: ['2026-11-29', '2027-01-03'],
    });
  });

  test('of somebody who left the registry is refused for that, not day by day', () => {
    const archived = { ...binh, archivedAtMs: 1 };
    expect(refusal(() => bookSeries([on(TODAY, {}, archived)], input, ids()))?.code).toBe('patient_archived');
  });
});

describe('an overbooking', () => {
  const squeeze = (slots: Partial<DayOfDoctor['slots']>, more: Partial<typeof why> = {}, patient = binh) =>
    overbook({ day: aDay(slots), patient, actor: desk }, { ...input, ...why, ...more }, ids()).appointment;

  test('stands beside the visit of that time, marked, with its reason, and holds no slot', () => {
    expect(squeeze({ taken: at('10:00') })).toMatchObject({
      kind: 'overbook',
      holdsSlot: false,
      overbookReason: 'Sốt cao',
      appointmentTime: '10:00',
      roomId: 'room-101',
    });
  });

  test('may stand outside the doctor’s hours', () => {
    expect(squeeze({ weeklyHours: [{ weekday: 7, fromTime: '08:00', toTime: '09:30' }] }).kind).toBe(
      'overbook',
    );
  });

  test.each<[string, Partial<DayOfDoctor['slots']>, string]>([
    ['where the slot is free: there is nothing to overbook', {}, 'slot_free'],
    [
      'on a leave, even where a visit still stands',
      { taken: at('10:00'), timeOff: [off(null, null)] },
      'doctor_on_leave',
    ],
    [
      'on a closed day',
      { taken: at('10:00'), timeOff: [{ ...off(null, null), scope: 'clinic' }] },
      'clinic_closed',
    ],
    ['in the past', { taken: at('10:00'), now: { date: TODAY, time: '10:30' } }, 'slot_in_past'],
    ['beyond the horizon', { taken: at('10:00'), date: '2027-01-03' }, 'outside_horizon'],
    [
      'off the grid',
      { grid: { slotStartTime: '08:10', slotEndTime: '16:40', slotLengthMinutes: 30 } },
      'off_grid',
    ],
  ])('is refused %s', (_, slots, code) => {
    expect(refusal(() => squeeze(slots))?.code).toBe(code);
  });

  test('needs a reason, and a patient who is not with another doctor', () => {
    expect(refusal(() => squeeze({ taken: at('10:00') }, { overbookReason: ' ' }))?.code).toBe(
      'reason_required',
    );
    const busy = aPatient('binh', [{ appointmentId: 'x', time: '10:00', doctorName: 'Mai' }]);
    expect(refusal(() => squeeze({ taken: at('10:00') }, {}, busy))?.code).toBe('patient_busy');
  });
});

describe('a walk-in', () => {
  const order = { reason: '', symptoms: '', notes: '', ...why, ticket: 'A7' };
  const situation = (slots: Partial<DayOfDoctor['slots']> = {}, patient = binh) => ({
    day: aDay(slots),
    patient,
    actor: desk,
  });
  const toQueue = (slots: Partial<DayOfDoctor['slots']> = {}, patient = binh) =>
    walkInToQueue(situation(slots, patient), order, ids());

  test('who takes a free slot of today holds it, has arrived and has a ticket', () => {
    const { appointment, event, arrival } = walkInToSlot(situation(), { ...order, time: '09:00' }, ids());
    expect(appointment).toMatchObject({
      kind: 'walk_in',
      holdsSlot: true,
      appointmentTime: '09:00',
      arrivedAtMs: 1_000,
      ticket: 'A7',
      overbookReason: 'Sốt cao',
    });
    expect([event.kind, arrival.kind]).toEqual(['booked', 'arrived']);
    expect(
      refusal(() => walkInToSlot(situation({ date: '2026-11-23' }), { ...order, time: '10:00' }, ids()))
        ?.code,
    ).toBe('not_today');
    expect(
      refusal(() => walkInToSlot(situation({ taken: at('10:00') }), { ...order, time: '10:00' }, ids()))
        ?.code,
    ).toBe('slot_taken');
  });

  test('who joins the queue stands at the minute of arrival and holds no slot, however full the day is', () => {
    const full = Array.from(
      { length: 18 },
      (_, i) => `${String(8 + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}`,
    );
    expect(toQueue({ taken: at(...full) }).appointment).toMatchObject({
      kind: 'walk_in',
      holdsSlot: false,
      appointmentTime: '09:10',
      arrivedAtMs: 1_000,
      ticket: 'A7',
      roomId: 'room-101',
    });
  });

  test.each<[string, Partial<DayOfDoctor['slots']>, string | null]>([
    [
      'in the doctor’s lunch break: the doctor comes back',
      { timeOff: [off('09:00', '11:00', 'break')] },
      null,
    ],
    ['after the last slot: the desk knows who is still there', { now: { date: TODAY, time: '17:20' } }, null],
    ['when the doctor has left for the day', { timeOff: [off('09:00', null)] }, 'doctor_on_leave'],
    [
      'on a day without hours',
      { weeklyHours: [{ weekday: 1, fromTime: '08:00', toTime: '17:00' }] },
      'outside_hours',
    ],
    ['on a closed day', { timeOff: [{ ...off(null, null), scope: 'clinic' }] }, 'clinic_closed'],
  ])('%s', (_, slots, code) => {
    expect(refusal(() => toQueue(slots))?.code ?? null).toBe(code);
  });

  test('pressed twice is refused the second time, and so is a queue while the patient is expected elsewhere', () => {
    const here = aPatient('binh', [{ appointmentId: 'x', time: '09:10', doctorName: 'An' }]);
    expect(refusal(() => toQueue({}, here))?.code).toBe('patient_busy');
  });

  test('to a department goes to whoever is there and has the fewest waiting', () => {
    const queue = (doctorId: string, waiting: number, slots = {}) => ({
      doctorId,
      waiting,
      day: aDay(slots),
    });
    expect(shortestQueue([queue('an', 2), queue('hung', 1), queue('mai', 1)])).toBe('hung');
    expect(shortestQueue([queue('an', 2), queue('hung', 0, { timeOff: [off(null, null)] })])).toBe('an');
    expect(shortestQueue([queue('hung', 0, { timeOff: [off(null, null)] })])).toBeNull();
  });
});

describe('taking a booking back', () => {
  const stamp = { clinicId: 'c', createdAtMs: 1, updatedAtMs: 1, rowVersion: 0 };
  const event = (kind: AppointmentEvent['kind'], more: Partial<AppointmentEvent> = {}): AppointmentEvent => ({
    ...stamp,
    id: kind,
    appointmentId: 'a',
    kind,
    atMs: 500,
    byUserId: 'lan',
    fromDate: null,
    fromTime: null,
    fromDoctorId: null,
    toDate: TODAY,
    toTime: '10:00',
    toDoctorId: 'an',
    reason: '',
    before: null,
    ...more,
  });
  const takeBack = (history: AppointmentEvent[], actor = desk, reason = 'Đặt nhầm') =>
    takeBackBooking(
      {
        appointment: { ...anAppointment({ status: 'booked' }), ...stamp },
        hasRecord: false,
        now: { date: TODAY, time: '09:10' },
      },
      { actor, reason, history, hasReceipt: false },
      ids(),
    );

  test('cancels it with the reason; a walk-in’s arrival is part of the booking', () => {
    const { patch, event: told } = takeBack([event('booked'), event('arrived')]);
    expect(patch).toEqual({ status: 'cancelled', cancellationReason: 'Đặt nhầm', cancelledAtMs: 1_000 });
    expect(told).toMatchObject({ kind: 'cancelled', reason: 'Đặt nhầm', toTime: null });
  });

  test('is refused once anything came after it, without a reason, and to a doctor who neither booked nor receives', () => {
    expect(refusal(() => takeBack([event('booked'), event('moved', { atMs: 600 })]))?.code).toBe(
      'changed_meanwhile',
    );
    expect(refusal(() => takeBack([event('booked'), event('arrived', { atMs: 600 })]))?.code).toBe(
      'changed_meanwhile',
    );
    expect(refusal(() => takeBack([event('booked')], desk, ''))?.code).toBe('reason_required');
    const mai: Actor = { userId: 'mai', role: 'doctor', nowMs: 1_000 };
    expect(refusal(() => takeBack([event('booked')], mai))?.code).toBe('not_your_appointment');
    expect(refusal(() => takeBack([event('booked', { byUserId: 'mai' })], mai))).toBeNull();
  });
});
