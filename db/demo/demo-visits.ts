// Three months of the demo clinic's visits: who came, was treated and signed, who did not come, who cancelled, who is expected.
import type { Appointment, AppointmentEvent } from '../../domain/appointments.ts';
import { addDays, daysBetween, minutesOf, wallClock } from '../../domain/civil-date.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import type { NewRow } from '../../domain/row.ts';
import { codedDemoDiagnosis, isLasting } from './demo-clinical.ts';
import { DemoDay } from './demo-days.ts';
import { demoIds } from './demo-ids.ts';
import { demoPeople } from './demo-people.ts';
import { type DemoTexts, demoTexts } from './demo-plan.ts';
import type { DemoPatientKind } from './demo-patients.ts';
import { type DemoRows, demoRow } from './demo-rows.ts';
import type { SetUp, SetUpDoctor } from './demo-setup.ts';
import { demoInstant, demoVitals } from './demo-vitals.ts';
import { type Random, seededRandom } from './random.ts';

export const DEMO_DAYS = { before: 60, after: 30 };

type Visit = {
  doctor: SetUpDoctor;
  patient: DemoPatientKind;
  date: string;
  time: string;
  roomId: string | null;
  condition: number;
  isFollowUp: boolean;
};
type Wanted = { doctor: SetUpDoctor; patient: DemoPatientKind; condition: number };
type Run = {
  setUp: SetUp;
  texts: DemoTexts;
  random: Random;
  newId: () => string;
  today: string;
  nowMs: number;
  nowMinutes: number;
  deskUserId: string;
  pools: Record<string, DemoPatientKind[]>;
  /** Follow-ups by the day they are wanted on. */
  wanted: Map<string, Wanted[]>;
  /** Patient and code of every problem that stands on a list already. */
  problems: Set<string>;
};

export function* visitRows(
  setUp: SetUp,
  patients: DemoPatientKind[],
  {
    locale,
    today,
    nowMs,
    days = DEMO_DAYS,
    seed = 31,
  }: { locale: Locale; today: string; nowMs: number; days?: typeof DEMO_DAYS; seed?: number },
): DemoRows {
  const run: Run = {
    setUp,
    texts: demoTexts[locale],
    random: seededRandom(seed),
    newId: demoIds(`visits-${seed}`),
    today,
    nowMs,
    nowMinutes: minutesOf(wallClock(nowMs, 'Asia/Ho_Chi_Minh').time),
    deskUserId: demoPeople()[1]?.userId ?? '',
    pools: poolsOf(patients),
    wanted: new Map(),
    problems: new Set(),
  };
  for (let date = addDays(today, -days.before); date <= addDays(today, days.after); date = addDays(date, 1))
    yield* dayRows(run, date);
}

const poolsOf = (patients: DemoPatientKind[]) => ({
  all: patients.filter(({ age }) => age >= 14),
  children: patients.filter(({ age }) => age < 15),
  women: patients.filter(({ age, gender }) => gender === 'female' && age >= 17 && age <= 55),
  elders: patients.filter(({ age }) => age >= 38),
});

function* dayRows(run: Run, date: string): DemoRows {
  const { random, setUp, today } = run;
  const day = new DemoDay(date, setUp);
  for (const { doctor, patient, condition } of run.wanted.get(date) ?? []) {
    const time = random.pick(day.timesOf(doctor).filter((free) => day.isFree(doctor, free)));
    if (time === undefined || day.hasVisit(patient.id) || random.chance(0.25)) continue;
    yield* visit(run, {
      doctor,
      patient,
      date,
      time,
      roomId: day.take(doctor, time, patient.id),
      condition,
      isFollowUp: true,
    });
  }
  run.wanted.delete(date);
  const ahead = daysBetween(today, date);
  const share = ahead <= 0 ? 0.66 : 0.5 * Math.exp(-ahead / 8) + 0.07;
  for (const doctor of setUp.doctors) {
    for (const time of day.timesOf(doctor)) {
      const isMorning = time < '11:00';
      if (!day.isFree(doctor, time) || !random.chance(share * (isMorning ? 1.2 : 0.85))) continue;
      const patient = somebody(run, doctor);
      if (!patient || day.hasVisit(patient.id)) continue;
      const condition = conditionFor(run, doctor, patient);
      // A cancelled visit frees its slot, and often somebody else gets it.
      if (random.chance(0.05)) {
        yield* cancelled(run, { doctor, patient, date, time, roomId: null, condition, isFollowUp: false });
        continue;
      }
      yield* visit(run, {
        doctor,
        patient,
        date,
        time,
        roomId: day.take(doctor, time, patient.id),
        condition,
        isFollowUp: false,
      });
    }
  }
}

/** Some come often, most seldom. */
function somebody({ random, pools }: Run, doctor: SetUpDoctor): DemoPatientKind | undefined {
  const pool = pools[doctor.department.plan.patients] ?? [];
  return pool[Math.floor(random.next() ** 1.7 * pool.length)];
}

function conditionFor({ random }: Run, doctor: SetUpDoctor, patient: DemoPatientKind): number {
  const { key } = doctor.department.plan;
  const condition = random.between(0, 4);
  if (key === 'general' && (condition === 1 || condition === 2) && !patient.isChronic)
    return random.pick([0, 3, 4]);
  if (key === 'dermatology' && condition === 1 && (patient.age < 13 || patient.age > 34)) return 0;
  if (
    key === 'dermatology' &&
    condition === 4 &&
    (patient.gender === 'male' || patient.age < 20 || patient.age > 45)
  )
    return 3;
  if (key === 'obgyn' && condition === 0 && patient.age > 42) return 1;
  return condition;
}

function* visit(run: Run, at: Visit): DemoRows {
  const { random, today, nowMinutes } = run;
  const start = minutesOf(at.time);
  const isOver = at.date < today || (at.date === today && start + 30 <= nowMinutes);
  const isRunning = at.date === today && !isOver && start <= nowMinutes;
  if (isOver && random.chance(0.045)) yield* booked(run, at, { status: 'confirmed', isNoShow: true });
  else if (isOver) yield* treated(run, at);
  else yield* booked(run, at, isRunning ? inRoom(run, at) : expected(run, at));
}

function inRoom({ random }: Run, { date, time }: Visit): Partial<NewRow<Appointment>> {
  const start = minutesOf(time);
  const calledAtMs = demoInstant(date, start);
  const arrivedAtMs = demoInstant(date, start - random.between(2, 18));
  return { status: 'confirmed', arrivedAtMs, calledAtMs, inRoomAtMs: calledAtMs };
}

/** Some of today's next half hour already sit in the waiting room. */
function expected({ random, today, nowMinutes }: Run, { date, time }: Visit): Partial<NewRow<Appointment>> {
  const isHere = date === today && minutesOf(time) - nowMinutes <= 30 && random.chance(0.6);
  if (isHere)
    return { status: 'confirmed', arrivedAtMs: demoInstant(date, nowMinutes - random.between(1, 12)) };
  return { status: random.chance(0.62) ? 'confirmed' : 'booked' };
}

function* treated(run: Run, at: Visit): DemoRows {
  const { random, newId, nowMs } = run;
  const start = minutesOf(at.time) + random.between(0, 9);
  const leftAtMs = Math.min(demoInstant(at.date, start + random.between(8, 20)), nowMs);
  const service = random.chance(0.38) ? random.pick(at.doctor.department.services) : null;
  const appointment = yield* booked(run, at, {
    status: 'completed',
    arrivedAtMs: demoInstant(at.date, start - random.between(3, 25)),
    calledAtMs: demoInstant(at.date, start),
    inRoomAtMs: demoInstant(at.date, start + 1),
    leftAtMs,
    ...(service && {
      serviceId: service.id,
      estimatedFeeMinor: at.doctor.department.plan.examinationFeeMinor + service.priceMinor,
    }),
  });
  const text = run.texts.departments[at.doctor.department.plan.key].conditions[at.condition];
  if (!text) return;
  const followUpDate = random.chance(0.34) ? addDays(at.date, random.pick([7, 14, 28, 30])) : null;
  if (followUpDate) run.wanted.set(followUpDate, [...(run.wanted.get(followUpDate) ?? []), { ...at }]);
  yield demoRow('medicalRecords', {
    id: newId(),
    appointmentId: appointment.id,
    patientId: at.patient.id,
    diagnosis: text.diagnosis,
    prescription: text.prescription,
    treatmentPlan: text.plan,
    notes: '',
    followUpDate,
    vitalSigns: demoVitals(random, at.doctor.department.plan.measures[at.condition] ?? 'plain', at.patient),
    createdById: at.doctor.id,
    signedAtMs: leftAtMs,
  });
  yield* problemOf(run, at, text.diagnosis);
}

/** The first time that something lasting is found, it is put on the patient's problem list. */
function* problemOf({ newId, problems }: Run, at: Visit, diagnosis: string): DemoRows {
  const coded = codedDemoDiagnosis(diagnosis);
  const key = `${at.patient.id} ${coded?.code}`;
  if (!coded || !isLasting(coded) || problems.has(key)) return;
  problems.add(key);
  yield demoRow('problems', {
    id: newId(),
    patientId: at.patient.id,
    ...coded,
    status: 'active',
    onsetDate: at.date,
    resolvedDate: null,
    notes: '',
    notedById: at.doctor.id,
    archivedAtMs: null,
  });
}

function* cancelled(run: Run, at: Visit): DemoRows {
  const cancelledAtMs = Math.min(demoInstant(at.date, 7 * 60 + run.random.between(0, 50)), run.nowMs);
  yield* booked(run, at, {
    status: 'cancelled',
    cancelledAtMs,
    cancellationReason: run.random.pick(run.texts.cancellationReasons),
  });
}

function* booked(run: Run, at: Visit, facts: Partial<NewRow<Appointment>>): DemoRows<NewRow<Appointment>> {
  const { random, newId, nowMs, texts, deskUserId } = run;
  const text = texts.departments[at.doctor.department.plan.key].conditions[at.condition];
  const appointment: NewRow<Appointment> = {
    id: newId(),
    patientId: at.patient.id,
    doctorId: at.doctor.id,
    departmentId: at.doctor.department.id,
    serviceId: null,
    roomId: at.roomId,
    appointmentDate: at.date,
    appointmentTime: at.time,
    status: 'booked',
    kind: 'booked',
    symptoms: text?.symptoms ?? '',
    reason: at.isFollowUp ? followUp(texts.followUpReason, text?.reason ?? '') : (text?.reason ?? ''),
    notes: '',
    estimatedFeeMinor: at.doctor.department.plan.examinationFeeMinor,
    cancellationReason: null,
    cancelledAtMs: null,
    rescheduledFrom: null,
    overbookReason: null,
    holdsSlot: true,
    arrivedAtMs: null,
    calledAtMs: null,
    inRoomAtMs: null,
    leftAtMs: null,
    isNoShow: false,
    isPriority: false,
    ticket: null,
    seriesId: null,
    ...facts,
  };
  yield demoRow('appointments', appointment);
  // One to nine days before, in the desk's hours.
  const lastDay = at.date < run.today ? at.date : run.today;
  const bookedDate = addDays(lastDay, -random.between(1, 9));
  const bookedAtMs = demoInstant(bookedDate, random.between(8 * 60, 16 * 60));
  const steps: [AppointmentEvent['kind'], number | null, string][] = [
    ['booked', bookedAtMs, deskUserId],
    [
      'confirmed',
      appointment.status === 'confirmed' || appointment.status === 'completed'
        ? bookedAtMs + 12 * 60_000
        : null,
      deskUserId,
    ],
    ['cancelled', appointment.cancelledAtMs, deskUserId],
    ['arrived', appointment.arrivedAtMs, deskUserId],
    ['called', appointment.calledAtMs, deskUserId],
    ['in_room', appointment.inRoomAtMs, at.doctor.id],
    ['completed', appointment.leftAtMs, at.doctor.id],
    ['no_show', appointment.isNoShow ? demoInstant(at.date, 17 * 60 + 30) : null, deskUserId],
  ];
  for (const [kind, atMs, byUserId] of steps) {
    if (atMs !== null)
      yield demoRow(
        'appointmentEvents',
        eventOf(newId(), appointment, { kind, atMs: Math.min(atMs, nowMs), byUserId }),
      );
  }
  return appointment;
}

const eventOf = (
  id: string,
  visit: NewRow<Appointment>,
  { kind, atMs, byUserId }: { kind: AppointmentEvent['kind']; atMs: number; byUserId: string },
): NewRow<AppointmentEvent> => ({
  id,
  appointmentId: visit.id,
  kind,
  atMs,
  byUserId,
  fromDate: null,
  fromTime: null,
  fromDoctorId: null,
  toDate: kind === 'booked' ? visit.appointmentDate : null,
  toTime: kind === 'booked' ? visit.appointmentTime : null,
  toDoctorId: kind === 'booked' ? visit.doctorId : null,
  reason: kind === 'cancelled' ? (visit.cancellationReason ?? '') : '',
  before: null,
});

/** "Tái khám: đau bụng trên"; a reason that says it already is left as it is. */
const followUp = (word: string, reason: string): string =>
  reason.startsWith(word) ? reason : `${word}: ${reason.toLowerCase()}`;
