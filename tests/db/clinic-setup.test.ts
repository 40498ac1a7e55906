// The set-up on a real encrypted vault: what is saved, what is refused, what is read by others, what a change touches.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  activeDoctors,
  allDoctors,
  clinicOf,
  departmentsOf,
  doctorsWithoutPlace,
  servicesOf,
  timeOffBetween,
  workingHoursOf,
} from '../../db/clinic-setup.ts';
import {
  saveClinic,
  saveDepartment,
  saveDoctor,
  saveRoom,
  saveService,
  saveTimeOff,
  saveWeek,
  setActive,
  withdrawTimeOff,
} from '../../db/clinic-setup-write.ts';
import { impactOf, offGridAppointments, visitsDuring } from '../../db/setup-impact.ts';
import { type Tx, write } from '../../db/write.ts';
import type { DepartmentInput, DoctorInput, TimeOffInput } from '../../domain/clinic-setup-input.ts';
import type { Failure } from '../../domain/failure.ts';
import { aDepartment, aDoctor, anAppointment, aPatient, aUser } from '../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const TODAY = '2026-11-22';
const newRow = { id: null, updatedAtMs: null };

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
  return () => vault[Symbol.dispose]();
});

/** Each write is one millisecond after the one before, as at a real desk. */
let clock = NOW_MS;
const save = <Result>(work: (tx: Tx) => Result): Result =>
  write(vault, { userId: 'user-admin', kind: 'test', nowMs: (clock += 1) }, work);

const refusal = (failure: Partial<Failure>) =>
  expect.objectContaining({ failure: expect.objectContaining(failure) });

const cardiology: DepartmentInput = {
  name: 'Tim mạch',
  icon: 'heart',
  description: '',
  isActive: true,
  examinationFeeMinor: 200_000,
};
const place: DoctorInput = {
  departmentId: 'department-general',
  roomId: null,
  title: 'BS.',
  specialization: 'Nội khoa',
  licenseNumber: null,
  experienceYears: 10,
  consultationFeeMinor: 200_000,
  bio: '',
};

const aClinicWithDoctor = () =>
  save((tx) => {
    tx.insert('departments', aDepartment());
    tx.insert('users', aUser());
    tx.insert('doctors', aDoctor());
  });

describe('Departments', () => {
  test('a department that was added is listed, and others find it by name order', () => {
    save((tx) => saveDepartment(tx, newRow, cardiology));
    save((tx) => saveDepartment(tx, newRow, { ...cardiology, name: 'Da liễu' }));
    expect(departmentsOf(vault).map((row) => row.name)).toEqual(['Da liễu', 'Tim mạch']);
  });

  test('a name that differs only in case and spaces is taken; one that differs in an accent is not', () => {
    save((tx) => saveDepartment(tx, newRow, cardiology));
    expect(() => save((tx) => saveDepartment(tx, newRow, { ...cardiology, name: 'TIM  MẠCH' }))).toThrow(
      refusal({ code: 'name_taken', subject: 'department', name: 'Tim mạch' }),
    );
    save((tx) => saveDepartment(tx, newRow, { ...cardiology, name: 'Tim mách' }));
    expect(departmentsOf(vault)).toHaveLength(2);
  });

  test('a department keeps its own name when it is edited', () => {
    const { id, updatedAtMs } = save((tx) => saveDepartment(tx, newRow, cardiology));
    save((tx) => saveDepartment(tx, { id, updatedAtMs }, { ...cardiology, examinationFeeMinor: 250_000 }));
    expect(departmentsOf(vault)[0]?.examinationFeeMinor).toBe(250_000);
  });

  test('an edit of a department that somebody changed meanwhile overwrites nothing', () => {
    const { id, updatedAtMs } = save((tx) => saveDepartment(tx, newRow, cardiology));
    save((tx) => saveDepartment(tx, { id, updatedAtMs }, { ...cardiology, description: 'first' }));
    expect(() =>
      save((tx) => saveDepartment(tx, { id, updatedAtMs }, { ...cardiology, description: 'second' })),
    ).toThrow(refusal({ code: 'changed_meanwhile', subject: 'department', id }));
    expect(departmentsOf(vault)[0]?.description).toBe('first');
  });
});

describe('Services and rooms', () => {
  test('two departments may offer a service of the same name, one department may not twice', () => {
    const heart = save((tx) => saveDepartment(tx, newRow, cardiology));
    const skin = save((tx) => saveDepartment(tx, newRow, { ...cardiology, name: 'Da liễu' }));
    const revisit = { name: 'Khám lại', description: '', priceMinor: 50_000, isActive: true };
    save((tx) => saveService(tx, newRow, { ...revisit, departmentId: heart.id }));
    save((tx) => saveService(tx, newRow, { ...revisit, departmentId: skin.id }));
    expect(() => save((tx) => saveService(tx, newRow, { ...revisit, departmentId: skin.id }))).toThrow(
      refusal({ code: 'name_taken', subject: 'service' }),
    );
    expect(servicesOf(vault, heart.id)).toHaveLength(1);
  });

  test('a new service cannot join a department that is switched off, an old one may stay in it', () => {
    const { id, updatedAtMs } = save((tx) => saveDepartment(tx, newRow, cardiology));
    const ecg = {
      departmentId: id,
      name: 'Điện tâm đồ',
      description: '',
      priceMinor: 80_000,
      isActive: true,
    };
    const service = save((tx) => saveService(tx, newRow, ecg));
    save((tx) => setActive(tx, 'departments', { id, updatedAtMs }, false));
    expect(() => save((tx) => saveService(tx, newRow, { ...ecg, name: 'Siêu âm' }))).toThrow(
      refusal({ code: 'department_inactive', departmentId: id }),
    );
    save((tx) => saveService(tx, service, { ...ecg, priceMinor: 90_000 }));
    expect(servicesOf(vault)[0]?.priceMinor).toBe(90_000);
  });

  test('a room number is given once', () => {
    const room = { roomNumber: 'P101', floor: '1', departmentId: null, isActive: true };
    save((tx) => saveRoom(tx, newRow, room));
    expect(() => save((tx) => saveRoom(tx, newRow, { ...room, roomNumber: 'p101 ' }))).toThrow(
      refusal({ code: 'name_taken', subject: 'room' }),
    );
  });
});

describe('Doctors', () => {
  beforeEach(() => {
    aClinicWithDoctor();
    save((tx) => tx.insert('users', aUser({ id: 'user-binh', fullName: 'Lê Bình' })));
  });
  const roomed = (roomId: string) => ({ ...place, roomId });
  const aRoom = (roomNumber = 'P101') =>
    save((tx) => saveRoom(tx, newRow, { roomNumber, floor: '1', departmentId: null, isActive: true }));
  const markOf = (id: string) => ({
    id,
    updatedAtMs: allDoctors(vault).find((doctor) => doctor.id === id)?.updatedAtMs ?? null,
  });

  test('an account with the role doctor waits for a place, gets one, and can be booked', () => {
    expect(doctorsWithoutPlace(vault).map((doctor) => doctor.id)).toEqual(['user-binh']);
    save((tx) => saveDoctor(tx, { id: 'user-binh', updatedAtMs: null }, place));
    expect(doctorsWithoutPlace(vault)).toEqual([]);
    expect(activeDoctors(vault).map((doctor) => doctor.fullName)).toEqual(['Lê Bình', 'Nguyễn Thị An']);
  });

  test('a room that belongs to a doctor is refused to another, by name', () => {
    const { id: roomId } = aRoom();
    save((tx) => saveDoctor(tx, markOf('user-an'), roomed(roomId)));
    expect(() =>
      save((tx) => saveDoctor(tx, { id: 'user-binh', updatedAtMs: null }, roomed(roomId))),
    ).toThrow(refusal({ code: 'room_has_doctor', doctorId: 'user-an', doctorName: 'Nguyễn Thị An' }));
  });

  test('a doctor who moves rooms leaves the old one free', () => {
    const [first, second] = [aRoom('P101'), aRoom('P102')];
    save((tx) => saveDoctor(tx, markOf('user-an'), roomed(first.id)));
    save((tx) => saveDoctor(tx, markOf('user-an'), roomed(second.id)));
    save((tx) => saveDoctor(tx, { id: 'user-binh', updatedAtMs: null }, roomed(first.id)));
    expect(activeDoctors(vault).map((doctor) => doctor.roomNumber)).toEqual(['P101', 'P102']);
  });

  test('a licence belongs to one doctor, however it is written', () => {
    save((tx) => saveDoctor(tx, markOf('user-an'), { ...place, licenseNumber: '012/HN-CCHN' }));
    expect(() =>
      save((tx) =>
        saveDoctor(tx, { id: 'user-binh', updatedAtMs: null }, { ...place, licenseNumber: '012/hn-cchn' }),
      ),
    ).toThrow(refusal({ code: 'license_taken' }));
  });

  test('a receptionist cannot be given a doctor’s place', () => {
    save((tx) => tx.insert('users', aUser({ id: 'user-lan', role: 'receptionist' })));
    expect(() => save((tx) => saveDoctor(tx, { id: 'user-lan', updatedAtMs: null }, place))).toThrow(
      refusal({ code: 'role_needs', role: 'doctor' }),
    );
  });

  test('a doctor whose account is off, or whose department is, cannot be booked', () => {
    save((tx) => saveDoctor(tx, { id: 'user-binh', updatedAtMs: null }, place));
    save((tx) => tx.update('users', 'user-binh', { isActive: false }));
    expect(activeDoctors(vault).map((doctor) => doctor.id)).toEqual(['user-an']);
    save((tx) => tx.update('departments', 'department-general', { isActive: false }));
    expect(activeDoctors(vault)).toEqual([]);
  });
});

describe('Working hours', () => {
  beforeEach(aClinicWithDoctor);
  const morning = { weekday: 1, fromTime: '08:00', toTime: '12:00' };
  const afternoon = { weekday: 1, fromTime: '13:00', toTime: '16:30' };

  test('a range that stays keeps its row; only the difference is written', () => {
    const [before] = save((tx) => saveWeek(tx, 'user-an', { was: [], week: [morning] }));
    const after = save((tx) => saveWeek(tx, 'user-an', { was: [morning], week: [afternoon, morning] }));
    expect(after.map((row) => row.fromTime)).toEqual(['08:00', '13:00']);
    expect(after[0]?.id).toBe(before?.id);
    save((tx) => saveWeek(tx, 'user-an', { was: [morning, afternoon], week: [afternoon] }));
    expect(workingHoursOf(vault, 'user-an').map((row) => row.fromTime)).toEqual(['13:00']);
  });

  test('a week that somebody changed since it was read is not overwritten', () => {
    save((tx) => saveWeek(tx, 'user-an', { was: [], week: [morning] }));
    expect(() => save((tx) => saveWeek(tx, 'user-an', { was: [], week: [afternoon] }))).toThrow(
      refusal({ code: 'changed_meanwhile', subject: 'workingHours' }),
    );
    expect(workingHoursOf(vault).map((row) => row.fromTime)).toEqual(['08:00']);
  });

  test('a refused week leaves the old one whole', () => {
    save((tx) => saveWeek(tx, 'user-an', { was: [], week: [morning] }));
    const overlapping = [afternoon, { ...afternoon, fromTime: '16:00' }];
    expect(() => save((tx) => saveWeek(tx, 'user-an', { was: [morning], week: overlapping }))).toThrow(
      refusal({ code: 'hours_overlap', weekday: 1 }),
    );
    expect(workingHoursOf(vault).map((row) => row.fromTime)).toEqual(['08:00']);
  });
});

const leave: TimeOffInput = {
  scope: 'doctor',
  doctorId: 'user-an',
  roomId: null,
  kind: 'leave',
  fromDate: '2026-11-23',
  toDate: '2026-11-24',
  fromTime: null,
  toTime: null,
  reason: 'Nghỉ phép năm',
};

describe('Time off', () => {
  beforeEach(() => {
    aClinicWithDoctor();
    save((tx) => {
      tx.insert('patients', aPatient());
      for (const [id, appointmentDate, appointmentTime, status] of [
        ['yesterday', '2026-11-21', '09:00', 'booked'],
        ['monday-8', '2026-11-23', '08:00', 'booked'],
        ['monday-930', '2026-11-23', '09:30', 'confirmed'],
        ['tuesday-10', '2026-11-24', '10:00', 'booked'],
        ['tuesday-off', '2026-11-24', '10:30', 'cancelled'],
        ['wednesday', '2026-11-25', '09:00', 'booked'],
      ] as const) {
        tx.insert('appointments', anAppointment({ id, appointmentDate, appointmentTime, status }));
      }
    });
  });
  const affected = (entry: Partial<TimeOffInput>) =>
    visitsDuring(vault, { ...leave, ...entry }, { today: TODAY }).visits.map((visit) => visit.id);

  test('leave names the visits still to come inside it, with whom to call', () => {
    expect(affected({})).toEqual(['monday-8', 'monday-930', 'tuesday-10']);
    expect(visitsDuring(vault, leave, { today: TODAY }).visits[0]).toMatchObject({
      patientName: 'Trần Văn Bình',
      patientPhone: '0901234567',
      doctorName: 'Nguyễn Thị An',
    });
  });

  test('a break touches the visits that run into it, not the one that begins as it ends', () => {
    expect(affected({ kind: 'break', fromTime: '08:15', toTime: '09:30' })).toEqual(['monday-8']);
    expect(affected({ kind: 'break', fromTime: '08:30', toTime: '09:30' })).toEqual([]);
    expect(affected({ kind: 'break', fromTime: '00:10', toTime: '08:01' })).toEqual(['monday-8']);
  });

  test('a holiday of the clinic touches everyone, a room only those in it, and what has passed is left out', () => {
    expect(
      affected({ scope: 'clinic', doctorId: null, fromDate: '2026-11-20', toDate: '2026-11-30' }),
    ).toHaveLength(4);
    expect(affected({ scope: 'room', doctorId: null, roomId: 'room-x' })).toEqual([]);
  });

  test('a withdrawn entry frees the days at once and can be brought back', () => {
    const entry = save((tx) => saveTimeOff(tx, newRow, leave));
    expect(timeOffBetween(vault, '2026-11-24', '2026-11-30')).toHaveLength(1);
    expect(timeOffBetween(vault, '2026-11-25', '2026-11-30')).toEqual([]);
    const withdrawn = save((tx) => withdrawTimeOff(tx, entry, true));
    expect(timeOffBetween(vault, '2026-11-23', '2026-11-24')).toEqual([]);
    save((tx) => withdrawTimeOff(tx, withdrawn, false));
    expect(timeOffBetween(vault, '2026-11-23', '2026-11-24')).toHaveLength(1);
  });
});

describe('Switching off', () => {
  test('a department says which doctors, services, rooms and visits it touches, and comes back whole', () => {
    aClinicWithDoctor();
    save((tx) => {
      tx.insert('patients', aPatient());
      tx.insert('appointments', anAppointment({ id: 'past', appointmentDate: '2026-11-21' }));
      tx.insert('appointments', anAppointment({ id: 'today', appointmentDate: TODAY }));
      tx.insert(
        'appointments',
        anAppointment({ id: 'cancelled', appointmentDate: '2026-11-23', status: 'cancelled' }),
      );
      saveService(tx, newRow, {
        departmentId: 'department-general',
        name: 'Siêu âm',
        description: '',
        priceMinor: 1,
        isActive: true,
      });
    });
    const department = { kind: 'department', id: 'department-general' } as const;
    const touched = { doctors: ['Nguyễn Thị An'], services: 1, rooms: 0, appointments: 1 };
    expect(impactOf(vault, department, TODAY)).toEqual(touched);

    const { id, updatedAtMs } = departmentsOf(vault)[0] ?? newRow;
    save((tx) => setActive(tx, 'departments', { id, updatedAtMs }, false));
    expect(activeDoctors(vault)).toEqual([]);
    expect(vault.sqlite.prepare('SELECT COUNT(*) AS n FROM appointments').get()).toEqual({ n: 3 });
    const off = departmentsOf(vault)[0] ?? newRow;
    save((tx) => setActive(tx, 'departments', { id: off.id, updatedAtMs: off.updatedAtMs }, true));
    expect(activeDoctors(vault)).toHaveLength(1);
    expect(impactOf(vault, department, TODAY)).toEqual(touched);
  });
});

describe('The clinic', () => {
  const inputOf = () => {
    const {
      id: _,
      clinicId: __,
      createdAtMs: ___,
      updatedAtMs: ____,
      rowVersion: _____,
      isDemo: ______,
      ...input
    } = clinicOf(vault);
    return input;
  };

  test('its currency can be corrected while no fee is entered, and not after', () => {
    save((tx) => saveClinic(tx, clinicOf(tx), { ...inputOf(), currency: 'USD' }));
    expect(clinicOf(vault).currency).toBe('USD');
    save((tx) => saveDepartment(tx, newRow, cardiology));
    expect(() => save((tx) => saveClinic(tx, clinicOf(tx), { ...inputOf(), currency: 'VND' }))).toThrow(
      refusal({ code: 'currency_in_use' }),
    );
  });

  test('a coarser grid says how many visits to come would stand beside it', () => {
    aClinicWithDoctor();
    save((tx) => {
      tx.insert('patients', aPatient());
      for (const time of ['08:00', '08:30', '09:00']) {
        tx.insert(
          'appointments',
          anAppointment({ id: time, appointmentDate: '2026-11-23', appointmentTime: time }),
        );
      }
    });
    const grid = { slotStartTime: '08:00', slotEndTime: '16:00', slotLengthMinutes: 60 };
    expect(offGridAppointments(vault, grid, TODAY)).toBe(1);
    expect(offGridAppointments(vault, { ...grid, slotLengthMinutes: 30 }, TODAY)).toBe(0);
  });
});

test('time off of the shown days and the hours of a doctor are found by an index', () => {
  const planOf = (sql: string) =>
    (vault.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('c', 'x', 'y') as { detail: string }[])
      .map((step) => step.detail)
      .join();
  expect(planOf('SELECT * FROM timeOff WHERE clinicId = ? AND toDate >= ? AND fromDate <= ?')).toContain(
    'time_off_days',
  );
  const hours = vault.sqlite
    .prepare(
      'EXPLAIN QUERY PLAN SELECT * FROM workingHours WHERE clinicId = ? AND doctorId = ? ORDER BY doctorId, weekday, fromTime',
    )
    .all('c', 'd') as { detail: string }[];
  expect(hours.map((step) => step.detail).join()).toContain('working_hours_doctor');
});
