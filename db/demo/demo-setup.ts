// Sets up the demo clinic: departments, services, rooms, doctors, their hours, some time off. No patient, no visit.
import { addDays, weekdayOf } from '../../domain/civil-date.ts';
import type { Clinic, Locale, TimeOff, WorkingHours } from '../../domain/clinic-setup.ts';
import type { NewRow } from '../../domain/row.ts';
import { demoIds } from './demo-ids.ts';
import { demoPeople } from './demo-people.ts';
import { type DemoDepartment, demoDepartments, demoTexts, procedureRoom } from './demo-plan.ts';
import { type DemoRows, demoRow } from './demo-rows.ts';
import { seededRandom } from './random.ts';

export type SetUpDepartment = {
  id: string;
  plan: DemoDepartment;
  rooms: string[];
  services: { id: string; priceMinor: number }[];
};
export type SetUpDoctor = {
  id: string;
  department: SetUpDepartment;
  roomId: string | null;
  hours: Omit<NewRow<WorkingHours>, 'id'>[];
};
export type SetUp = { departments: SetUpDepartment[]; doctors: SetUpDoctor[]; timeOff: NewRow<TimeOff>[] };

export const demoClinicRow = (id: string, locale: Locale): NewRow<Clinic> => ({
  id,
  ...demoTexts[locale].clinic,
  phone: '02838291234',
  timeZone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  locale,
  bookingHorizonDays: 30,
  slotStartTime: '08:00',
  slotEndTime: '16:30',
  slotLengthMinutes: 30,
  idleLockMinutes: 5,
  isDemo: true,
  queueShowsNames: false,
  queueSpeaks: false,
  waitWarnMinutes: 15,
  waitAlarmMinutes: 30,
});

export function* setUpRows(locale: Locale, today: string): DemoRows<SetUp> {
  const newId = demoIds('setup');
  const departments: SetUpDepartment[] = [];
  for (const plan of demoDepartments) departments.push(yield* departmentRows(plan, locale, newId));
  yield demoRow('rooms', {
    id: newId(),
    roomNumber: procedureRoom.number,
    floor: procedureRoom.floor,
    departmentId: null,
    isActive: true,
  });
  const doctors = yield* doctorRows(departments, locale, newId);
  const timeOff = demoTimeOff(doctors, { locale, today, newId });
  for (const row of timeOff) yield demoRow('timeOff', row);
  return { departments, doctors, timeOff };
}

function* departmentRows(
  plan: DemoDepartment,
  locale: Locale,
  newId: () => string,
): DemoRows<SetUpDepartment> {
  const texts = demoTexts[locale].departments[plan.key];
  const id = newId();
  yield demoRow('departments', {
    id,
    name: texts.name,
    icon: plan.icon,
    description: texts.description,
    isActive: true,
    examinationFeeMinor: plan.examinationFeeMinor,
  });
  const services = texts.services.map((name, i) => ({
    id: newId(),
    name,
    priceMinor: plan.servicePricesMinor[i] ?? 0,
  }));
  for (const service of services) {
    yield demoRow('services', { ...service, departmentId: id, description: '', isActive: true });
  }
  const rooms = plan.rooms.map((room) => ({ id: newId(), roomNumber: room.number, floor: room.floor }));
  for (const room of rooms) yield demoRow('rooms', { ...room, departmentId: id, isActive: true });
  return { id, plan, rooms: rooms.map((room) => room.id), services };
}

function* doctorRows(
  departments: SetUpDepartment[],
  locale: Locale,
  newId: () => string,
): DemoRows<SetUpDoctor[]> {
  const random = seededRandom(11);
  const people = demoPeople().filter(({ role }) => role === 'doctor');
  const doctors: SetUpDoctor[] = [];
  for (const department of departments) {
    for (const [place, planned] of department.plan.doctors.entries()) {
      const id = people[doctors.length]?.userId ?? '';
      const roomId = department.rooms[place] ?? null;
      const texts = demoTexts[locale].departments[department.plan.key];
      yield demoRow('doctors', {
        id,
        departmentId: department.id,
        roomId,
        title: planned.title,
        specialization: texts.specialization,
        licenseNumber: `CCHN-${String(4_012 + doctors.length * 137).padStart(6, '0')}`,
        experienceYears: random.between(4, 28),
        consultationFeeMinor: department.plan.examinationFeeMinor,
        bio: texts.bio,
        rating: random.between(42, 50) / 10,
        avatarUrl: null,
        totalReviews: random.between(12, 240),
      });
      const hours = weekOf(id, doctors.length);
      for (const range of hours) yield demoRow('workingHours', { id: newId(), ...range });
      doctors.push({ id, department, roomId, hours });
    }
  }
  return doctors;
}

/**
 * Mornings and afternoons with a lunch between, one or two days off a week; every fifth works half days. The first doctor, whose
 * sign-in the demo names, is there every day: whoever tries the demo on a Sunday still finds a doctor's day with visits.
 */
function weekOf(doctorId: string, place: number): Omit<NewRow<WorkingHours>, 'id'>[] {
  const daysOff = new Set(
    place === 0 ? [] : [(place * 3) % 7, ...(place % 3 === 0 ? [(place * 3 + 1) % 7] : [])],
  );
  const morning = { fromTime: '08:00', toTime: place % 2 === 0 ? '12:00' : '11:30' };
  const afternoon = { fromTime: '13:00', toTime: place % 4 === 1 ? '16:30' : '17:00' };
  const ranges = place % 5 === 4 ? [place % 2 === 0 ? morning : afternoon] : [morning, afternoon];
  return [1, 2, 3, 4, 5, 6, 7]
    .filter((weekday) => !daysOff.has(weekday % 7))
    .flatMap((weekday) => ranges.map((range) => ({ doctorId, weekday, ...range })));
}

function demoTimeOff(
  doctors: SetUpDoctor[],
  { locale, today, newId }: { locale: Locale; today: string; newId: () => string },
): NewRow<TimeOff>[] {
  const texts = demoTexts[locale].timeOff;
  const of = (timeOff: Partial<NewRow<TimeOff>>): NewRow<TimeOff> => ({
    id: newId(),
    scope: 'doctor',
    doctorId: null,
    roomId: null,
    kind: 'leave',
    fromDate: today,
    toDate: today,
    fromTime: null,
    toTime: null,
    reason: texts.leave,
    archivedAtMs: null,
    ...timeOff,
  });
  const worksOn = (day: string) =>
    doctors.findIndex(({ hours }) => hours.filter((range) => range.weekday === weekdayOf(day)).length === 2);
  const tomorrow = addDays(today, 1);
  return [
    of({ doctorId: doctors[1]?.id ?? null, fromDate: addDays(today, 3), toDate: addDays(today, 7) }),
    of({
      doctorId: doctors[worksOn(tomorrow)]?.id ?? null,
      fromDate: tomorrow,
      toDate: tomorrow,
      fromTime: '13:00',
      toTime: '17:00',
      reason: texts.family,
    }),
    of({
      doctorId: doctors[8]?.id ?? null,
      kind: 'other',
      fromDate: addDays(today, 10),
      toDate: addDays(today, 11),
      reason: texts.conference,
    }),
    of({ doctorId: doctors[14]?.id ?? null, fromDate: addDays(today, -20), toDate: addDays(today, -14) }),
    of({
      scope: 'room',
      roomId: doctors[9]?.roomId ?? null,
      kind: 'other',
      fromDate: addDays(today, 2),
      toDate: addDays(today, 2),
      reason: texts.room,
    }),
    of({
      scope: 'clinic',
      kind: 'other',
      fromDate: addDays(today, 16),
      toDate: addDays(today, 16),
      fromTime: '15:00',
      toTime: '17:00',
      reason: texts.clinic,
    }),
  ];
}
