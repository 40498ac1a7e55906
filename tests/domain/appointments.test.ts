// Booking, confirming, moving, cancelling and undoing as pure decisions. Faults of the older server (rest-api.md §9) are named.
import { describe, expect, test } from 'vitest';
import {
  type Actor,
  bookAppointment,
  type BookingInput,
  type DayOfDoctor,
  eventOf,
  type PatientOfDay,
  roomFor,
  type RoomOfDay,
} from '../../domain/appointment-booking.ts';
import {
  cancelAppointment,
  type Change,
  confirmAppointment,
  editAppointment,
  moveAppointment,
  type Standing,
} from '../../domain/appointment-changes.ts';
import { undoableEvent, undoChange } from '../../domain/appointment-undo.ts';
import type { Appointment, AppointmentEvent } from '../../domain/appointments.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import type { OffTime } from '../../domain/slot.ts';
import { anAppointment } from '../support/builders.ts';

const TODAY = '2026-11-22';
const NOW = { date: TODAY, time: '07:00' };
const stamp = { clinicId: 'c', createdAtMs: 1, updatedAtMs: 1, rowVersion: 0 };
const desk: Actor = { userId: 'lan', role: 'receptionist', nowMs: 1_000 };
const patientBinh: Actor = { userId: 'patient-binh', role: 'patient', nowMs: 1_000 };
const doctorAn: Actor = { userId: 'user-an', role: 'doctor', nowMs: 1_000 };

const aRoom = (room: Partial<RoomOfDay> = {}): RoomOfDay => ({
  id: 'room-101',
  roomNumber: '101',
  floor: '1',
  departmentId: 'department-general',
  isActive: true,
  taken: [],
  timeOff: [],
  ...room,
});
const leave: OffTime = {
  id: 'off-1',
  scope: 'doctor',
  kind: 'leave',
  fromDate: TODAY,
  toDate: TODAY,
  fromTime: null,
  toTime: null,
  reason: 'Hội thảo',
};
type DayParts = Partial<Omit<DayOfDoctor, 'slots'>> & { slots?: Partial<DayOfDoctor['slots']> };
const aDay = ({ slots, ...parts }: DayParts = {}): DayOfDoctor => ({
  doctor: { id: 'user-an', departmentId: 'department-general', roomId: null, isActive: true },
  department: { id: 'department-general', isActive: true, examinationFeeMinor: 150_000 },
  rooms: [],
  ...parts,
  slots: {
    date: TODAY,
    grid: { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 },
    now: NOW,
    horizonDays: 30,
    asker: 'desk',
    weeklyHours: [],
    timeOff: [],
    taken: [],
    ...slots,
  },
});
const binh: PatientOfDay = { id: 'patient-binh', archivedAtMs: null, visits: [] };
const input: BookingInput = { time: '09:00', reason: 'Đau đầu', symptoms: '', notes: '' };

const ids = () => {
  let next = 0;
  return () => `id-${(next += 1)}`;
};
const book = (
  day: DayOfDoctor = aDay(),
  order: Partial<BookingInput> = {},
  patient: PatientOfDay = binh,
  actor: Actor = desk,
) => bookAppointment({ day, patient, actor }, { ...input, ...order }, ids());
const refusal = (decide: () => unknown): Failure | null => {
  try {
    decide();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
};
const standing = (
  appointment: Partial<Appointment> = {},
  rest: Partial<Omit<Standing, 'appointment'>> = {},
): Standing => ({
  appointment: { ...anAppointment({ status: 'booked' }), ...stamp, ...appointment },
  hasRecord: false,
  now: NOW,
  ...rest,
});

describe('booking a visit', () => {
  test('it is booked, in the department of the doctor, with the fee of that department as it is now', () => {
    const { appointment, event } = book();
    expect(appointment).toMatchObject({
      status: 'booked',
      kind: 'booked',
      departmentId: 'department-general',
      appointmentDate: TODAY,
      appointmentTime: '09:00',
      serviceId: null,
      estimatedFeeMinor: 150_000,
      rescheduledFrom: null,
    });
    expect(event).toMatchObject({
      kind: 'booked',
      appointmentId: appointment.id,
      atMs: 1_000,
      byUserId: 'lan',
      fromDate: null,
      toDate: TODAY,
      toTime: '09:00',
      toDoctorId: 'user-an',
    });
  });

  test('F1 a slot that is taken is refused, with the nearest free times', () => {
    const taken = [{ appointmentId: 'a1', time: '09:00' }];
    expect(refusal(() => book(aDay({ slots: { taken } })))).toEqual({
      code: 'slot_taken',
      appointmentId: 'a1',
      freeTimes: ['08:30', '09:30', '08:00'],
    });
  });

  test('F5 a past time of today and a past day are refused', () => {
    const now = { date: TODAY, time: '09:40' };
    expect(refusal(() => book(aDay({ slots: { now } })))).toEqual({
      code: 'slot_in_past',
      date: TODAY,
      time: '09:00',
    });
    expect(refusal(() => book(aDay({ slots: { date: '2026-11-21' } })))?.code).toBe('slot_in_past');
  });

  test('F5 a patient may not book a slot that has begun; the desk may fill the running half hour', () => {
    const now = { date: TODAY, time: '09:10' };
    expect(refusal(() => book(aDay({ slots: { now, asker: 'patient' } }), {}, binh, patientBinh))?.code).toBe(
      'slot_in_past',
    );
    expect(refusal(() => book(aDay({ slots: { now } })))).toBeNull();
  });

  test('the 30th day ahead is open, the 31st is not', () => {
    expect(refusal(() => book(aDay({ slots: { date: '2026-12-22' } })))).toBeNull();
    expect(refusal(() => book(aDay({ slots: { date: '2026-12-23' } })))).toEqual({
      code: 'outside_horizon',
      lastDate: '2026-12-22',
    });
  });

  test('F16 a patient who is with another doctor at that time is refused, with that doctor named', () => {
    const visits = [{ appointmentId: 'a7', time: '09:00', doctorName: 'BS. Lê Hùng' }];
    expect(refusal(() => book(aDay(), {}, { ...binh, visits }))).toEqual({
      code: 'patient_busy',
      appointmentId: 'a7',
      doctorName: 'BS. Lê Hùng',
    });
    expect(refusal(() => book(aDay(), { time: '09:30' }, { ...binh, visits }))).toBeNull();
  });

  const refusals: [why: string, decide: () => unknown, failure: Failure][] = [
    ['a time off the grid', () => book(aDay(), { time: '09:10' }), { code: 'off_grid', time: '09:10' }],
    [
      'a doctor on leave, with the reason',
      () => book(aDay({ slots: { timeOff: [leave] } })),
      { code: 'doctor_on_leave', timeOffId: 'off-1', kind: 'leave', reason: 'Hội thảo' },
    ],
    [
      'a holiday of the clinic',
      () =>
        book(aDay({ slots: { timeOff: [{ ...leave, scope: 'clinic', kind: 'holiday', reason: 'Tết' }] } })),
      { code: 'clinic_closed', timeOffId: 'off-1', reason: 'Tết' },
    ],
    [
      'a time outside the hours of the doctor',
      () => book(aDay({ slots: { weeklyHours: [{ weekday: 7, fromTime: '13:00', toTime: '17:00' }] } })),
      { code: 'outside_hours' },
    ],
    [
      'a doctor who left',
      () => book(aDay({ doctor: { ...aDay().doctor, isActive: false } })),
      { code: 'doctor_inactive', doctorId: 'user-an' },
    ],
    [
      'a department that is closed',
      () => book(aDay({ department: { ...aDay().department, isActive: false } })),
      { code: 'department_inactive', departmentId: 'department-general' },
    ],
    [
      'a department the doctor does not belong to',
      () => book(aDay(), { departmentId: 'department-eye' }),
      { code: 'doctor_other_department', departmentId: 'department-eye' },
    ],
    [
      'an archived patient',
      () => book(aDay(), {}, { ...binh, archivedAtMs: 5 }),
      { code: 'patient_archived', patientId: 'patient-binh' },
    ],
  ];
  test.each(refusals)('refuses %s', (_, decide, failure) => {
    expect(refusal(decide)).toEqual(failure);
  });
});

const withRooms = (rooms: RoomOfDay[], roomId: string | null = null) =>
  aDay({ doctor: { ...aDay().doctor, roomId }, rooms });
describe('the room of a visit', () => {
  const own = aRoom({ id: 'own', roomNumber: '301', floor: '3', departmentId: null });
  const at9 = [{ appointmentId: 'other', time: '09:00' }];

  test('is the own room of the doctor', () => {
    expect(roomFor(withRooms([aRoom(), own], 'own'), '09:00')).toBe('own');
  });
  test('is else the first active room of the department by floor and number, counted as people count', () => {
    const rooms = [
      aRoom({ id: 'r1001', roomNumber: '1001', floor: '10' }),
      aRoom({ id: 'r210', roomNumber: '210', floor: '2' }),
      aRoom({ id: 'r29', roomNumber: '29', floor: '2' }),
      aRoom({ id: 'closed', roomNumber: '1', floor: '1', isActive: false }),
    ];
    expect(roomFor(withRooms(rooms), '09:00')).toBe('r29');
  });
  test('F16 never is one in which another visit stands at that time', () => {
    const rooms = [aRoom({ taken: at9 }), aRoom({ id: 'room-102', roomNumber: '102' })];
    expect(roomFor(withRooms(rooms), '09:00')).toBe('room-102');
    expect(roomFor(withRooms(rooms), '09:30')).toBe('room-101');
  });
  test('is the next of the department when the own room of the doctor is taken', () => {
    expect(roomFor(withRooms([{ ...own, taken: at9 }, aRoom()], 'own'), '09:00')).toBe('room-101');
  });
  test('passes over a room that is closed that day', () => {
    const closed = { ...leave, scope: 'room' as const };
    expect(roomFor(withRooms([aRoom({ timeOff: [closed] })]), '09:00')).toBeNull();
  });
  test('is none when all are taken, and the visit is booked all the same', () => {
    expect(book(withRooms([aRoom({ taken: at9 })])).appointment.roomId).toBeNull();
  });
});

describe('confirming', () => {
  test('a booked visit is confirmed once', () => {
    expect(confirmAppointment(standing(), desk, ids()).patch).toEqual({ status: 'confirmed' });
    expect(refusal(() => confirmAppointment(standing({ status: 'confirmed' }), desk, ids()))).toEqual({
      code: 'status_forbids',
      status: 'confirmed',
    });
  });
  test('a doctor confirms the own visits only', () => {
    expect(refusal(() => confirmAppointment(standing(), doctorAn, ids()))).toBeNull();
    expect(
      refusal(() => confirmAppointment(standing({ doctorId: 'user-hung' }), doctorAn, ids()))?.code,
    ).toBe('not_your_appointment');
  });
});

const cancel = (at: Standing, reason = 'Bận việc', actor = desk) =>
  cancelAppointment(at, { actor, reason }, ids());
describe('cancelling', () => {
  test('F4 nothing is deleted: the visit keeps its row, the reason and the moment', () => {
    const { patch, event } = cancel(standing());
    expect(patch).toEqual({ status: 'cancelled', cancellationReason: 'Bận việc', cancelledAtMs: 1_000 });
    expect(event).toMatchObject({
      kind: 'cancelled',
      fromDate: TODAY,
      fromTime: '09:00',
      toDate: null,
      reason: 'Bận việc',
    });
  });
  test('the desk says why', () => {
    expect(refusal(() => cancel(standing(), ''))).toEqual({ code: 'reason_required' });
  });
  test.each(['completed', 'cancelled'] as const)('a %s visit cannot be cancelled', (status) => {
    expect(refusal(() => cancel(standing({ status })))).toEqual({ code: 'status_forbids', status });
  });
  test('F4 a visit somebody has written about cannot be cancelled', () => {
    expect(refusal(() => cancel(standing({}, { hasRecord: true })))).toEqual({ code: 'record_exists' });
  });
  test('a patient cancels until the same hour of the day before, and only the own visit', () => {
    const visit = { appointmentDate: '2026-11-23', appointmentTime: '09:00' };
    const at = (time: string) => standing(visit, { now: { date: TODAY, time } });
    expect(refusal(() => cancel(at('09:00'), '', patientBinh))).toBeNull();
    expect(refusal(() => cancel(at('09:01'), '', patientBinh))).toEqual({
      code: 'too_late_to_change',
      date: TODAY,
      time: '09:00',
    });
    expect(refusal(() => cancel(standing({ ...visit, patientId: 'other' }), '', patientBinh))?.code).toBe(
      'not_your_appointment',
    );
  });
});

const move = (
  at: Standing,
  order: { day?: DayOfDoctor; time?: string; patient?: PatientOfDay; actor?: Actor } = {},
) =>
  moveAppointment(
    at,
    { actor: desk, day: aDay(), patient: binh, time: '10:00', reason: '', ...order },
    ids(),
  );
describe('moving', () => {
  test('it is booked again at the new place, remembers the last hop and says from where to where', () => {
    const hop = { date: '2026-11-20', time: '08:00' };
    const change = move(standing({ status: 'confirmed', rescheduledFrom: hop }));
    expect(change?.patch).toMatchObject({
      status: 'booked',
      appointmentTime: '10:00',
      rescheduledFrom: { date: TODAY, time: '09:00' },
    });
    expect(change?.event).toMatchObject({
      kind: 'moved',
      fromTime: '09:00',
      toTime: '10:00',
      fromDoctorId: 'user-an',
    });
  });
  test('F3 the patient stays who it was, and a move within the department keeps fee and service', () => {
    const change = move(standing({ serviceId: 's1', estimatedFeeMinor: 230_000 }));
    for (const kept of ['patientId', 'serviceId', 'estimatedFeeMinor'])
      expect(change?.patch).not.toHaveProperty(kept);
  });
  test('another department treats for its own fee and without the service of the old one', () => {
    const day = aDay({
      doctor: { id: 'user-hung', departmentId: 'department-eye', roomId: null, isActive: true },
      department: { id: 'department-eye', isActive: true, examinationFeeMinor: 300_000 },
    });
    expect(move(standing({ serviceId: 's1' }), { day })?.patch).toMatchObject({
      doctorId: 'user-hung',
      departmentId: 'department-eye',
      estimatedFeeMinor: 300_000,
      serviceId: null,
    });
  });
  test('the own old slot, room and time never stand in the way', () => {
    const taken = [{ appointmentId: 'appointment-9', time: '09:15' }];
    const day = aDay({ slots: { taken }, rooms: [aRoom({ taken })] });
    const patient = {
      ...binh,
      visits: [{ ...taken[0], appointmentId: 'appointment-9', time: '09:15', doctorName: 'An' }],
    };
    expect(move(standing({ appointmentTime: '09:15' }), { day, patient, time: '09:00' })?.patch.roomId).toBe(
      'room-101',
    );
  });
  test('to where it stands nothing changes, and a confirmation is not lost', () => {
    expect(move(standing({ status: 'confirmed' }), { time: '09:00' })).toBeNull();
  });
  test('F1 onto a taken slot is refused, with the nearest free times', () => {
    const taken = [{ appointmentId: 'a1', time: '10:00' }];
    expect(refusal(() => move(standing(), { day: aDay({ slots: { taken } }) }))).toMatchObject({
      code: 'slot_taken',
      freeTimes: ['09:30', '10:30', '09:00'],
    });
  });
  test.each(['completed', 'cancelled'] as const)('F2 a %s visit cannot be moved', (status) => {
    expect(refusal(() => move(standing({ status })))?.code).toBe('status_forbids');
  });
  test('F6 never into a past hour of today', () => {
    const day = aDay({ slots: { now: { date: TODAY, time: '11:00' } } });
    expect(refusal(() => move(standing(), { day }))?.code).toBe('slot_in_past');
  });
  test('F6 a visit of an earlier day is history; one of today may still wait for a late patient', () => {
    expect(refusal(() => move(standing({ appointmentDate: '2026-11-21' })))).toEqual({
      code: 'visit_over',
      date: '2026-11-21',
      time: '09:00',
    });
    const now = { date: TODAY, time: '09:20' };
    expect(refusal(() => move(standing({}, { now }), { day: aDay({ slots: { now } }) }))).toBeNull();
  });
  test('F6 a patient moves the own visit until the same hour of the day before', () => {
    expect(refusal(() => move(standing(), { actor: patientBinh }))?.code).toBe('too_late_to_change');
  });
  test('F16 not to a time at which the patient is elsewhere', () => {
    const visits = [{ appointmentId: 'a7', time: '10:00', doctorName: 'BS. Lê Hùng' }];
    expect(refusal(() => move(standing(), { patient: { ...binh, visits } }))?.code).toBe('patient_busy');
  });
});

const event = (
  id: string,
  facts: Omit<Parameters<typeof eventOf>[2], 'appointmentId'>,
): AppointmentEvent => ({
  ...eventOf(id, desk, { ...facts, appointmentId: 'appointment-9' }),
  ...stamp,
});
const undo = (
  at: Standing,
  history: AppointmentEvent[],
  day = aDay(),
  eventId = history.at(-1)?.id ?? '',
): Change => undoChange(at, { actor: desk, eventId, history, day, patient: binh }, ids());
describe('editing what the desk noted', () => {
  const texts = { reason: 'Tái khám', symptoms: 'Ho', notes: '' };
  const edit = (at: Standing, actor: Actor = desk) => editAppointment(at, { actor, texts }, ids());

  test('the texts change, place, status and fee do not; who and when is kept', () => {
    const change = edit(standing({ status: 'confirmed' }));
    expect(change?.patch).toEqual(texts);
    expect(change?.event).toMatchObject({ kind: 'edited', byUserId: 'lan', atMs: 1_000 });
  });
  test('the same texts are no change', () => {
    expect(edit(standing(texts))).toBeNull();
  });
  test('while the doctor writes already, the desk may still note more', () => {
    expect(edit(standing({}, { hasRecord: true }))?.patch).toEqual(texts);
  });
  test.each(['completed', 'cancelled'] as const)('not of a %s visit', (status) => {
    expect(refusal(() => edit(standing({ status })))).toEqual({ code: 'status_forbids', status });
  });
  test('a doctor edits the own visits only', () => {
    expect(edit(standing({ doctorId: 'user-an' }), doctorAn)).not.toBeNull();
    expect(refusal(() => edit(standing({ doctorId: 'user-hung' }), doctorAn))?.code).toBe(
      'not_your_appointment',
    );
  });
});

describe('undoing', () => {
  const here = { date: TODAY, time: '09:00', doctorId: 'user-an' };
  const booked = event('e1', { kind: 'booked', from: null, to: here });
  const confirmed = event('e2', { kind: 'confirmed', from: here, to: here });
  const cancelled = event('e3', { kind: 'cancelled', from: here, to: null });
  const moved = event('e4', { kind: 'moved', from: here, to: { ...here, time: '10:00' } });
  const cancelledVisit = standing({ status: 'cancelled', cancellationReason: 'x', cancelledAtMs: 9 });

  test('a cancelled visit that was confirmed is confirmed again, without reason and moment', () => {
    expect(undo(cancelledVisit, [booked, confirmed, cancelled]).patch).toMatchObject({
      status: 'confirmed',
      cancellationReason: null,
      cancelledAtMs: null,
    });
  });
  test('a move goes back to where the visit stood, with the status and the hop from before', () => {
    const at = standing({ appointmentTime: '10:00', rescheduledFrom: { date: TODAY, time: '09:00' } });
    const { patch, event: undone } = undo(at, [booked, confirmed, moved]);
    expect(patch).toMatchObject({ appointmentTime: '09:00', status: 'confirmed', rescheduledFrom: null });
    expect(undone).toMatchObject({ kind: 'undone', fromTime: '10:00', toTime: '09:00' });
  });
  test('a confirmation is taken back', () => {
    expect(undo(standing({ status: 'confirmed' }), [booked, confirmed]).patch).toEqual({ status: 'booked' });
  });
  test('the slot must still be free', () => {
    const taken = [{ appointmentId: 'a8', time: '09:00' }];
    expect(
      refusal(() => undo(cancelledVisit, [booked, cancelled], aDay({ slots: { taken } }))),
    ).toMatchObject({
      code: 'slot_taken',
      appointmentId: 'a8',
    });
  });
  test('only the latest change, so that nobody undoes the work of another unseen', () => {
    expect(refusal(() => undo(cancelledVisit, [booked, confirmed, cancelled], aDay(), 'e2'))?.code).toBe(
      'changed_meanwhile',
    );
  });
  test('an undone change is undone once; then the one before it is next', () => {
    const undone = event('e9', { kind: 'undone', from: here, to: here });
    const history = [booked, confirmed, cancelled, undone];
    expect(refusal(() => undo(standing({ status: 'confirmed' }), history, aDay(), 'e3'))?.code).toBe(
      'changed_meanwhile',
    );
    expect(undoableEvent(history)?.id).toBe('e2');
    expect(undoableEvent([booked])).toBeNull();
  });
  test('edited texts do not stand in the way of taking back the move before them', () => {
    const edited = event('e8', { kind: 'edited', from: here, to: here });
    expect(undoableEvent([booked, moved, edited])?.id).toBe('e4');
  });
  test('F6 a move is not taken back into a day that is over', () => {
    const at = standing(
      { appointmentDate: '2026-11-27', rescheduledFrom: { date: TODAY, time: '09:00' } },
      { now: { date: '2026-11-24', time: '09:00' } },
    );
    const away = event('e4', { kind: 'moved', from: here, to: { ...here, date: '2026-11-27' } });
    expect(refusal(() => undo(at, [booked, away]))).toEqual({
      code: 'visit_over',
      date: TODAY,
      time: '09:00',
    });
    expect(undo({ ...at, now: { ...NOW, time: '09:10' } }, [booked, away]).patch).toMatchObject({
      appointmentDate: TODAY,
    });
  });
  test('nobody who was archived since gets a visit back', () => {
    const patient = { ...binh, archivedAtMs: 9 };
    const order = { actor: desk, eventId: 'e3', history: [booked, cancelled], day: aDay(), patient };
    expect(refusal(() => undoChange(cancelledVisit, order, ids()))).toEqual({
      code: 'patient_archived',
      patientId: 'patient-binh',
    });
  });
  test('not once somebody has written about the visit', () => {
    expect(refusal(() => undo({ ...cancelledVisit, hasRecord: true }, [booked, cancelled]))?.code).toBe(
      'record_exists',
    );
  });
});
