// A visit put into a chosen room, and what an undo gives back beside the place: the room, the fee and the service it had.
import { describe, expect, test } from 'vitest';
import type { Actor, DayOfDoctor, PatientOfDay, RoomOfDay } from '../../domain/appointment-booking.ts';
import {
  type Change,
  moveAppointment,
  type MoveOrder,
  type Standing,
} from '../../domain/appointment-changes.ts';
import { undoChange } from '../../domain/appointment-undo.ts';
import type { Appointment, AppointmentEvent } from '../../domain/appointments.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import type { NewRow } from '../../domain/row.ts';
import type { OffTime } from '../../domain/slot.ts';
import { anAppointment } from '../support/builders.ts';

const TODAY = '2026-11-22';
const stamp = { clinicId: 'c', createdAtMs: 1, updatedAtMs: 1, rowVersion: 0 };
const desk: Actor = { userId: 'lan', role: 'receptionist', nowMs: 1_000 };
const patient: PatientOfDay = { id: 'patient-binh', archivedAtMs: null, visits: [] };
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
const rooms = [aRoom(), aRoom({ id: 'room-102', roomNumber: '102' })];
const aDay = (day: Partial<DayOfDoctor> = {}): DayOfDoctor => ({
  doctor: { id: 'user-an', departmentId: 'department-general', roomId: 'room-101', isActive: true },
  department: { id: 'department-general', isActive: true, examinationFeeMinor: 150_000 },
  rooms,
  slots: {
    date: TODAY,
    grid: { slotStartTime: '08:00', slotEndTime: '16:30', slotLengthMinutes: 30 },
    now: { date: TODAY, time: '07:00' },
    horizonDays: 30,
    asker: 'desk',
    weeklyHours: [],
    timeOff: [],
    taken: [],
  },
  ...day,
});
const standing = (visit: Partial<NewRow<Appointment>> = {}): Standing => ({
  appointment: {
    ...anAppointment({ appointmentDate: TODAY, roomId: 'room-101', status: 'confirmed', ...visit }),
    ...stamp,
  },
  hasRecord: false,
  now: { date: TODAY, time: '07:00' },
});
const move = (at: Standing, order: Partial<MoveOrder> = {}): Change | null =>
  moveAppointment(at, { actor: desk, day: aDay(), patient, time: '09:00', reason: '', ...order }, () => 'e2');
const refusal = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('moving into a room', () => {
  test('to the next door at the same time: the patient heard of no other time, so it stays confirmed', () => {
    const change = move(standing(), { roomId: 'room-102' });
    expect(change?.patch).toEqual({ roomId: 'room-102' });
    expect(change?.event).toMatchObject({ kind: 'moved', before: { roomId: 'room-101' } });
  });
  test('to another time in a chosen room', () => {
    expect(move(standing(), { roomId: 'room-102', time: '10:00' })?.patch).toMatchObject({
      roomId: 'room-102',
      appointmentTime: '10:00',
      status: 'booked',
    });
  });
  test('to where it is already: nothing changes', () => {
    expect(move(standing(), { roomId: 'room-101' })).toBeNull();
  });
  test('a room somebody else has then is refused, with the times at which doctor and room are both free', () => {
    const taken = [
      { appointmentId: 'a8', time: '09:00' },
      { appointmentId: 'a9', time: '09:30' },
    ];
    const day = aDay({ rooms: [aRoom({ id: 'room-102', taken })] });
    expect(refusal(() => move(standing(), { day, roomId: 'room-102' }))).toEqual({
      code: 'room_taken',
      roomId: 'room-102',
      freeTimes: ['08:30', '08:00', '10:00'],
    });
  });
  test('a closed room says why, a given-up and an unknown one are refused', () => {
    const repair: OffTime = {
      id: 'off-1',
      scope: 'room',
      kind: 'other',
      fromDate: TODAY,
      toDate: TODAY,
      fromTime: '09:15',
      toTime: '10:00',
      reason: 'Sơn lại',
    };
    const closed = aDay({ rooms: [aRoom({ id: 'room-102', timeOff: [repair] })] });
    expect(refusal(() => move(standing(), { day: closed, roomId: 'room-102' }))).toEqual({
      code: 'room_off',
      timeOffId: 'off-1',
      kind: 'other',
      reason: 'Sơn lại',
    });
    const old = aDay({ rooms: [aRoom({ id: 'room-102', isActive: false })] });
    expect(refusal(() => move(standing(), { day: old, roomId: 'room-102' })).code).toBe('room_inactive');
    expect(refusal(() => move(standing(), { roomId: 'room-9' })).code).toBe('not_found');
  });
});

describe('what an undo gives back', () => {
  const here = { fromDate: TODAY, fromTime: '09:00', fromDoctorId: 'user-an' };
  const event = (id: string, facts: Partial<AppointmentEvent>): AppointmentEvent => ({
    id,
    appointmentId: 'appointment-1',
    kind: 'moved',
    atMs: 1,
    byUserId: 'lan',
    reason: '',
    fromDate: null,
    fromTime: null,
    fromDoctorId: null,
    toDate: null,
    toTime: null,
    toDoctorId: null,
    before: null,
    ...stamp,
    ...facts,
  });
  const booked = event('e0', { kind: 'booked', toDate: TODAY, toTime: '09:00', toDoctorId: 'user-an' });
  const confirmed = event('e1', { kind: 'confirmed' });
  const toEye = event('e2', {
    ...here,
    toDate: TODAY,
    toTime: '10:00',
    toDoctorId: 'user-mai',
    before: { roomId: 'room-102', serviceId: 'service-7', estimatedFeeMinor: 420_000 },
  });
  const undo = (at: Standing, history: AppointmentEvent[], day = aDay()) =>
    undoChange(at, { actor: desk, eventId: history.at(-1)?.id ?? '', history, day, patient }, () => 'e9')
      .patch;
  const atEye = standing({
    doctorId: 'user-mai',
    departmentId: 'department-eye',
    appointmentTime: '10:00',
    status: 'booked',
    estimatedFeeMinor: 300_000,
    serviceId: null,
  });

  test('a move into another department comes back with its fee, its service and its room', () => {
    expect(undo(atEye, [booked, toEye])).toMatchObject({
      departmentId: 'department-general',
      estimatedFeeMinor: 420_000,
      serviceId: 'service-7',
      roomId: 'room-102',
    });
  });
  test('a room that went to somebody else meanwhile is replaced by a free one', () => {
    const taken = [{ appointmentId: 'a8', time: '09:00' }];
    const day = aDay({ rooms: [aRoom(), aRoom({ id: 'room-102', taken })] });
    expect(undo(atEye, [booked, toEye], day)).toMatchObject({ roomId: 'room-101' });
  });
  test('a move that an older Clinic Desk wrote takes the fee of today', () => {
    expect(undo(atEye, [booked, { ...toEye, before: null }])).toMatchObject({
      estimatedFeeMinor: 150_000,
      serviceId: null,
    });
  });
  test('a step to the next door leaves the confirmation standing, whatever is undone after it', () => {
    const nextDoor = event('e2', { ...here, toDate: TODAY, toTime: '09:00', toDoctorId: 'user-an' });
    const cancelled = event('e3', { kind: 'cancelled' });
    const at = standing({ status: 'cancelled', cancellationReason: 'x', cancelledAtMs: 9 });
    expect(undo(at, [booked, confirmed, nextDoor, cancelled])).toMatchObject({
      status: 'confirmed',
      rescheduledFrom: null,
    });
  });
});
